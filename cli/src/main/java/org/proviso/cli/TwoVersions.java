package org.proviso.cli;

import org.proviso.language.model.Guideline;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The two versions that a command compares. */
final class TwoVersions {
  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "The earlier version: a file, or ID@VERSION of the library.")
  String earlier = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The later version, likewise.")
  String later = "";

  @Mixin LibraryOption library = new LibraryOption();

  Guideline earlier() {
    return NamedVersion.of(earlier, library).guideline();
  }

  Guideline later() {
    return NamedVersion.of(later, library).guideline();
  }
}
