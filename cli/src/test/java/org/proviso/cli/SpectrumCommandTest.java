package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void aFolderWithoutFilesIsNoBatch() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Run run = spectrum("batch", empty.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no-files");
  }
}
