package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proviso.command.ExitCode;

/** The library that ships with the product is sound, and everything in it can be found. */
class LibraryTest {
  @Test
  void everyDocumentPassesItsChecks() {
    Run run = Run.of("check");
    assertThat(run.out()).endsWith("0 error(s), 0 warning(s)\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void everyCaseOfEveryDocumentPasses() {
    Run run = Run.of("test");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).doesNotContain("decides no case");
  }

  @Test
  void aGuidelineIsFoundByItsOtherNames() {
    assertThat(Run.of("search", "proton spectroscopy").out()).contains("04-70540-07");
    assertThat(Run.of("search", "MRSI").out()).contains("04-70540-07");
    assertThat(Run.of("search", "1H-MRS").out()).contains("04-70540-07");
  }

  @Test
  void theHistoryHasEveryRevision() {
    assertThat(Run.of("history", "04-70540-07").out())
        .contains("2001-08-15 .. 2002-08-14")
        .contains("2025-05-15 .. ")
        .contains("2001-07-26  New guideline.");
  }

  @Test
  void theVersionShownIsTheOneInForce() {
    assertThat(Run.of("show", "04-70540-07", "--date", "2010-06-01", "--section", "position").out())
        .contains("version 2009-09-15 (update-log)")
        .contains("epilepsy");
  }

  @Test
  void timelineShowsEachDateUnderItsVersion() {
    Run run =
        Run.onExample(
            "timeline",
            "across-time-epilepsy",
            "--dates",
            "2003-01-01,2005-12-01,2010-06-01,2021-06-01",
            "--lines-of-business",
            "commercial,medicare-advantage");
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("2003-01-01 commercial 2002-08-15 update-log investig"))
        .anyMatch(line -> line.startsWith("2005-12-01 commercial 2005-10-15 update-log not-addr"))
        .anyMatch(line -> line.startsWith("2010-06-01 commercial 2009-09-15 update-log investig"))
        .anyMatch(line -> line.startsWith("2021-06-01 commercial 2020-03-15 update-log not-addr"))
        .anyMatch(
            line ->
                line.startsWith("2010-06-01 medicare-advantage")
                    && line.endsWith("ncd-220.2.1 2004-09-10: does-not-meet"));
  }
}
