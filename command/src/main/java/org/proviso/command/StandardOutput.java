package org.proviso.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.Problem;

/** Standard output that keeps why it could not be written, which a print stream does not say. */
final class StandardOutput extends OutputStream {
  private final OutputStream to;
  private @Nullable IOException fault;

  StandardOutput(OutputStream to) {
    this.to = new BufferedOutputStream(to);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int count) throws IOException {
    keepingFault(() -> to.write(bytes, start, count));
  }

  @Override
  public void flush() throws IOException {
    keepingFault(to::flush);
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void keepingFault(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException failure) {
      fault = failure;
      throw failure;
    }
  }

  /**
   * Writes what is still held back, and says so when any of the output could not be written; but
   * not where the reader of a pipe has gone, as {@code head} does when it has enough.
   *
   * @return the exit code given, or {@link ExitCode#UNWRITABLE}
   */
  int finish(Console console, int exitCode) {
    console.out().flush();
    IOException failure = fault;
    if (failure == null) {
      return exitCode;
    }
    if (!"Broken pipe".equals(failure.getMessage())) {
      console.problems(
          false,
          List.of(
              new Problem(
                  "unwritable",
                  "standard output",
                  "The output could not be written, or only a part of it ("
                      + failure.getMessage()
                      + ").",
                  "Make room, or write to another place, and run the command again.")));
    }
    return ExitCode.UNWRITABLE;
  }
}
