package org.proviso.benchmarks.report;

import java.io.IOException;

/** placeholder */
public final class Report {
  private Report() {}

  /** Placeholder. */
  public static void main(String[] arguments) throws IOException {
    Results.read(java.nio.file.Path.of(arguments[0]));
  }
}
