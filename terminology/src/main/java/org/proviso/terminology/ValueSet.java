package org.proviso.terminology;

import java.util.List;

/**
 * A named set of codes: everything that an included pattern selects and no excluded pattern does.
 *
 * @param name the name guidelines use
 * @param title what a person reads; may be empty
 * @param includes patterns that select codes, in source order
 * @param excludes patterns that take codes out again, in source order
 */
public record ValueSet(
    String name, String title, List<CodePattern> includes, List<CodePattern> excludes) {
  public ValueSet {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }
}
