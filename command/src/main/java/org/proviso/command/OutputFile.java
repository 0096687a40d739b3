package org.proviso.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command was told to write. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Writes the file, in UTF-8, or says that it cannot.
   *
   * @param what what it holds, at the start of a sentence
   * @throws CommandFailure with {@link ExitCode#BAD_INPUT} when the file cannot be opened, and with
   *     {@link ExitCode#UNWRITABLE} when not all of it could be written
   */
  public static void write(Path file, String content, String what) {
    try (OutputStream out = opened(file, what)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new CommandFailure(
              ExitCode.UNWRITABLE,
              "unwritable",
              file.toString(),
              what + " could not be written, or only a part of it.",
              "Make room, or name another file, and run the command again.")
          .because(failure);
    }
  }

  private static OutputStream opened(Path file, String what) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unwritable",
          file.toString(),
          what + " cannot be written there.",
          "Name a file in a folder that exists and can be written to.");
    }
  }

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
