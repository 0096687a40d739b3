package org.proviso.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where commands may write. */
public final class Outputs {
  private Outputs() {}

  /** Refuses to write over what is read. */
  public static void spare(Path input, Path output) {
    try {
      if (Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output)) {
        throw CommandFailure.badInput(
            "output-is-input",
            output.toString(),
            "It is the file that is read, and would be lost.",
            "Name another file to write to.");
      }
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unreadable", output.toString(), "It cannot be looked at.", "Check the file.");
    }
  }
}
