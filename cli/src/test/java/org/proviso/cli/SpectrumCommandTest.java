package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.command.ExitCode;

/** What the spectrum command does with what is no measurement. */
class SpectrumCommandTest {
  @TempDir Path folder;

  private Run spectrum(String... arguments) {
    var all = new String[arguments.length + 3];
    all[0] = "spectrum";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--out";
    all[arguments.length + 2] = folder.resolve("report").toString();
    return Run.of(all);
  }

  @Test
  void whatIsNotThereIsBadInputAndLeavesNoReport() {
    Run run = spectrum(folder.resolve("none.SDAT").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("There is no such file.");
    assertThat(spectrum(folder.toString()).err()).contains("It is no file.").contains("batch");
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void aTextIsRefusedWithoutNumbers() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague\n");
    Run run = spectrum(text.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out()).contains("of no known kind");
  }

  @Test
  void aSequenceThatNobodyKnowsIsNotPassedOver() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague\n");
    Run run = spectrum(text.toString(), "--sequence", "waltz");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("unknown-sequence");
  }

  @Test
  void aMeasurementThatTheReportWouldReplaceIsSpared() throws IOException {
    Path signal = Files.createDirectories(folder.resolve("report")).resolve("processed.nii.gz");
    Files.writeString(signal, "a measurement");
    Run run = spectrum(signal.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("output-is-input");
    assertThat(signal).hasContent("a measurement");
  }

  @Test
  void aFolderWithoutFilesIsNoBatch() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run = spectrum("batch", empty.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no-files");
  }

  @Test
  void aRefusalAsJsonIsTheResultForPrograms() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague\n");

    Run run = spectrum(text.toString(), "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out().strip())
        .isEqualTo(Files.readString(folder.resolve("report/result.json")))
        .startsWith("{")
        .contains("\"verdict\":\"unusable\"")
        .contains("\"metabolites\":[]")
        .contains("\"voxel\":null");
    assertThat(folder.resolve("report/report.html")).content().contains("of no known kind");
  }

  @Test
  void filesThatAreNotThereAndNumbersThatAreNoneAreBadInput() throws IOException {
    String text = Files.writeString(folder.resolve("letter.txt"), "Dear colleague\n").toString();

    assertThat(spectrum(text, "--mri", "none.nii").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(spectrum(text, "--basis", "none.basis").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(spectrum(text, "--echo-time", "-3").err()).contains("above zero");
    assertThat(spectrum(text, "--tissue", text).err()).contains("Three maps");
    assertThat(spectrum(text, "--bandwidth", "1200,1200,1200").err()).contains("carrier");
    assertThat(spectrum(text, "--bandwidth", "0,1,1", "--carrier", "3").err())
        .contains("other than zero");
    assertThat(folder.resolve("report")).doesNotExist();
  }

  @Test
  void aBatchGoesThroughFoldersPairsWaterByNameAndStopsAtNothing() throws IOException {
    Path scans = folder.resolve("scans");
    Path demo = Path.of(System.getProperty("proviso.root", "."), "benchmarks/spectrum/demo-scan");
    Path first = Files.createDirectories(scans.resolve("active/a b"));
    Files.copy(demo.resolve("metabolites.nii.gz"), first.resolve("brain_act.nii.gz"));
    Files.copy(demo.resolve("water.nii.gz"), first.resolve("brain_ref.nii.gz"));
    Files.write(scans.resolve("cut.nii.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Files.writeString(scans.resolve("fit.basis"), " $BASIS\n $END\n");
    Files.createSymbolicLink(first.resolve("loop"), scans);

    Run run = spectrum("batch", scans.toString(), "--water-names", "act=ref", "--threads", "2");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out())
        .contains("adequate")
        .contains("active/a b/brain_act.nii.gz")
        .contains("refused        cut.nii.gz: ")
        .contains("no measurement fit.basis: ")
        .contains("1 quantified, 1 refused, 1 no measurement, 0 failed")
        .contains("files a second");
    assertThat(run.err()).contains("3 of 3");
    assertThat(folder.resolve("report/active/a b/brain_act.nii.gz/result.json"))
        .content()
        .contains("\"millimolal\":");
    assertThat(folder.resolve("report/cut.nii.gz/result.json"))
        .content()
        .contains("\"verdict\":\"unusable\"");
  }

  @Test
  void aBatchAsJsonIsOneObject() throws IOException {
    Path scans = Files.createDirectory(folder.resolve("scans"));
    Files.writeString(scans.resolve("letter.txt"), "Dear colleague\n");

    Run run = spectrum("batch", scans.toString(), "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.out())
        .startsWith("{")
        .contains("\"outcome\": \"refused\"")
        .contains("\"refused\": 1")
        .contains("\"threads\":");
  }
}
