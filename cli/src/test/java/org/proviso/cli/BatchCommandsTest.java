package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.command.ExitCode;

/** Many requests at a time, from the command line. */
class BatchCommandsTest {
  private static final String REQUESTS =
      """
      id,date-of-service,birth-date,pack-years,smoking-status,signs-or-symptoms-of-lung-cancer,\
      written-order,ldct-screenings,counseling-visits,eligible-imaging-provider
      r1,2022-03-01,1967-02-11,20,current,no,yes,none,2022-02-10 only,yes
      """;

  @TempDir Path folder;
  private Path requests;

  @BeforeEach
  void write() throws IOException {
    requests = Files.writeString(folder.resolve("requests.csv"), REQUESTS);
  }

  private Run decide(String... options) {
    var arguments = new String[options.length + 5];
    arguments[0] = "decide";
    arguments[1] = "--batch";
    arguments[2] = requests.toString();
    arguments[3] = "--guideline";
    arguments[4] = "ncd-210.14";
    System.arraycopy(options, 0, arguments, 5, options.length);
    return Run.of(arguments);
  }

  @Test
  void aFileIsDecidedWithoutABundle() {
    Run run = decide();
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .isEqualTo(
            """
            id,date-of-service,guideline,version,decision,outcome,clauses,reachable,missing,limits,refusal,reason
            r1,2022-03-01,ncd-210.14,2022-02-10,medical-necessity,meets,c1,,,,,
            """);
  }

  @Test
  void anUndecidedRowNamesTheFactsThatAreMissing() throws IOException {
    Files.writeString(
        requests, REQUESTS.replaceAll("(?m)^r1,.*$", "r1,2022-03-01" + ",".repeat(columns() - 2)));
    Run run = decide();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines().toList().getLast())
        .startsWith("r1,2022-03-01,ncd-210.14,2022-02-10,medical-necessity,undecided,,meets")
        .contains("pack-years");
  }

  private static int columns() {
    return REQUESTS.lines().findFirst().orElseThrow().split(",", -1).length;
  }

  @Test
  void oneRequestNeedsItsBundle() {
    Run run = Run.of("decide");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("BUNDLE");
  }

  @Test
  void whatIsAboutOneRequestIsNotPassedOver() {
    assertThat(decide("--json").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(decide("--record", folder.resolve("record.json").toString()).exitCode())
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void theRequestsAreNotWrittenOver() throws IOException {
    Run run = decide("--out", requests.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("output-is-input");
    assertThat(Files.readString(requests)).isEqualTo(REQUESTS);
  }

  @Test
  void whatIsRefusedLeavesTheOutputAlone() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept.csv"), "kept");
    Run run = Run.of("decide", "--batch", requests.toString(), "--out", kept.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no-guideline-named");
    assertThat(Files.readString(kept)).isEqualTo("kept");
  }

  @Test
  void theOutputIsThereWhenAllIsDecided() throws IOException {
    Path decisions = folder.resolve("decisions.csv");
    assertThat(decide("--out", decisions.toString()).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(decisions)).hasSize(2);
    assertThat(folder.resolve("decisions.csv.part")).doesNotExist();
  }

  @Test
  void anOutputThatCannotBeWrittenIsSaid() {
    Run run = decide("--out", folder.resolve("none/decisions.csv").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("The decisions cannot be written there.", "(unwritable)");
  }

  @Test
  void aFullDeviceIsNotASuccess() {
    assumeThat(Path.of("/dev/full")).exists();
    Run run = decide("--out", "/dev/full");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNWRITABLE);
    assertThat(run.err()).contains("The decisions could not be written, or only in part.");
  }

  @Test
  void moreThreadsThanPartsAreNotMade() {
    assertThat(decide("--threads", "2000000000").exitCode()).isEqualTo(ExitCode.OK);
    Run run =
        Run.of(
            "impact",
            "ncd-210.14@2015-02-05",
            "ncd-210.14@2022-02-10",
            "--threads",
            "2000000000",
            "--history",
            requests.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("1  does-not-meet -> meets").contains("for example r1");
  }

  @Test
  void versionsOfDifferentGuidelinesAreNotCompared() {
    Run run =
        Run.of(
            "impact",
            "ncd-210.14@2015-02-05",
            "04-70540-07@2025-05-15",
            "--history",
            requests.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains(
            "It is a version of 04-70540-07, and ncd-210.14@2015-02-05 is one of ncd-210.14.");
  }

  @Test
  void aFileThatIsNotThereIsSaidNotToBe() {
    Run run =
        Run.of(
            "impact",
            "ncd-210.14@2015-02-05",
            "ncd-210.14@2022-02-10",
            "--history",
            folder.resolve("none.csv").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("There is no such file.");
  }
}
