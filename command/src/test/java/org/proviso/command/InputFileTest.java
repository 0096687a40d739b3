package org.proviso.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  private static final String HELP = "Name another file.";

  @TempDir Path folder;

  private static void endsWith(String id, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
              assertThat(failure.problems().getFirst().id()).isEqualTo(id);
              assertThat(failure.problems().getFirst().help()).isEqualTo(HELP);
            });
  }

  private static Console reading(InputStream in) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Console(nowhere, nowhere, in, Map.of());
  }

  /** What never ends, however much of it is read. */
  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 'x';
      }
    };
  }

  @Test
  void aFileOfTheLimitIsReadAndNoLargerOne() throws IOException {
    Path file = Files.writeString(folder.resolve("four.txt"), "four");
    assertThat(InputFile.text(file, 4, HELP)).isEqualTo("four");
    endsWith("too-large", () -> InputFile.bytes(file, 3, HELP));
  }

  @Test
  void inputWithoutEndStopsAtTheLimit() {
    endsWith("too-large", () -> InputFile.standard(reading(endless()), 1000, HELP));
    Path device = Path.of("/dev/zero");
    assumeThat(device).exists();
    endsWith("too-large", () -> InputFile.bytes(device, 1000, HELP));
  }

  @Test
  void whatIsNotAFileOrNotTextIsSaid() throws IOException {
    endsWith("unreadable", () -> InputFile.bytes(folder, 10, HELP));
    endsWith("unreadable", () -> InputFile.bytes(folder.resolve("none"), 10, HELP));
    Path file = Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xE4});
    endsWith("not-text", () -> InputFile.text(file, 10, HELP));
  }
}
