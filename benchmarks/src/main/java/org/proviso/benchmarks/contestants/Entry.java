package org.proviso.benchmarks.contestants;

import java.util.List;
import java.util.function.Supplier;

/**
 * One row of the comparison.
 *
 * @param id names it on the command line and in results
 * @param title names it for readers
 * @param configuration which configuration it was given
 * @param cannot what it cannot say; empty where there is nothing to note
 * @param sources the files, from the repository's root, that hold the guideline for it; what is
 *     shared by many guidelines is not among them
 * @param load readies it to decide
 */
public record Entry(
    String id,
    String title,
    String configuration,
    Depth depth,
    Scope scope,
    String cannot,
    List<String> sources,
    Supplier<Contestant<?, ?>> load) {
  public Entry {
    sources = List.copyOf(sources);
  }
}
