package org.proviso.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command was told to write. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Writes the file, or says that it cannot.
   *
   * @param what what it holds, at the start of a sentence
   */
  public static void write(Path file, String content, String what) {
    try {
      Files.writeString(file, content);
    } catch (IOException failure) {
      throw CommandFailure.badInput(
          "unwritable",
          file.toString(),
          what + " cannot be written there.",
          "Name a file in a folder that exists and can be written to.");
    }
  }
}
