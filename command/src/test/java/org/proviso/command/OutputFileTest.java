package org.proviso.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file.txt"), "what stood there before, and was longer");
  }

  private static void endsWith(int exitCode, String id, ThrowingCallable writing) {
    assertThatThrownBy(writing)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(exitCode);
              assertThat(failure.problems().getFirst().id()).isEqualTo(id);
            });
  }

  @Test
  void theFileHoldsWhatWasWritten() {
    OutputFile.write(file, "naïve", "It");
    assertThat(file).hasContent("naïve");
  }

  @Test
  void aFolderThatDoesNotExistIsBadInput() {
    endsWith(
        ExitCode.BAD_INPUT,
        "unwritable",
        () -> OutputFile.write(folder.resolve("none/file.txt"), "content", "It"));
  }

  @Test
  void aDeviceThatIsFullIsNotAboutTheInput() {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    endsWith(ExitCode.UNWRITABLE, "unwritable", () -> OutputFile.write(full, "content", "It"));
  }

  @Test
  void aFileIsReplacedWholeAndStaysWhatItIs() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
    OutputFile.replace(link, "naïve", "It");
    assertThat(file).hasContent("naïve");
    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("file.txt", "link.txt");
  }

  @Test
  void whatCannotBeReplacedStays() {
    Path missing = folder.resolve("none.txt");
    endsWith(ExitCode.BAD_INPUT, "unwritable", () -> OutputFile.replace(missing, "content", "It"));
    assertThat(missing).doesNotExist();
  }

  @Test
  void aStreamKeepsWhyItCouldNotBeWritten() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    var stream = OutputFile.open(full, "It");
    stream.write(new byte[10]);
    assertThat(stream.fault()).isEmpty();
    assertThatThrownBy(stream::close).isInstanceOf(IOException.class);
    assertThat(stream.fault()).isPresent();
  }

  @Test
  void whatIsReadIsNotWrittenOver() {
    endsWith(
        ExitCode.BAD_INPUT,
        "output-is-input",
        () -> OutputFile.spare(file, folder.resolve("../" + folder.getFileName() + "/file.txt")));
    OutputFile.spare(file, folder.resolve("another.txt"));
  }
}
