package org.proviso.command;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.proviso.ground.Problem;

/** Standard output, of which a print stream would not say that it could not be written. */
final class StandardOutput {
  private final WatchedOutput stream;

  StandardOutput(OutputStream to) {
    this.stream = new WatchedOutput(new BufferedOutputStream(to));
  }

  OutputStream stream() {
    return stream;
  }

  /**
   * Writes what is still held back, and says so when any of the output could not be written; but
   * not where the reader of a pipe has gone, as {@code head} does when it has enough.
   *
   * @return the exit code given, or {@link ExitCode#UNWRITABLE}
   */
  int finish(Console console, int exitCode) {
    console.out().flush();
    Optional<String> fault = stream.fault().map(failure -> String.valueOf(failure.getMessage()));
    if (fault.isEmpty()) {
      return exitCode;
    }
    if (!fault.get().equals("Broken pipe")) {
      console.problems(
          false,
          List.of(
              new Problem(
                  "unwritable",
                  "standard output",
                  "The output could not be written, or only a part of it (" + fault.get() + ").",
                  "Make room, or write to another place, and run the command again.")));
    }
    return ExitCode.UNWRITABLE;
  }
}
