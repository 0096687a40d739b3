package org.proviso.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command was told to write. */
public final class OutputFile {
  private static final int BUFFER = 1 << 16;

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
      throw unwritable(file, what, failure);
    }
  }

  /**
   * Opens a file for output of any size. Its stream keeps why it could not be written; then {@link
   * #unwritable} says so.
   *
   * @param what what it holds, at the start of a sentence
   * @throws CommandFailure with {@link ExitCode#BAD_INPUT} when the file cannot be opened
   */
  public static WatchedOutput open(Path file, String what) {
    return new WatchedOutput(new BufferedOutputStream(opened(file, what), BUFFER));
  }

  /**
   * Replaces the content of a file, in UTF-8: all of it, or nothing when it cannot be written.
   *
   * @param what what it holds, at the start of a sentence
   * @throws CommandFailure with {@link ExitCode#BAD_INPUT} when the file cannot be replaced, and
   *     with {@link ExitCode#UNWRITABLE} when the new content could not be written
   */
  public static void replace(Path file, String content, String what) {
    Path next;
    Path real;
    try {
      real = file.toRealPath();
      next = real.resolveSibling(real.getFileName() + ".new");
      // Who may read it, and who owns it, stays as it is.
      Files.copy(real, next, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException failure) {
      throw unopened(file, what);
    }
    try {
      Files.write(next, content.getBytes(StandardCharsets.UTF_8));
      Files.move(next, real, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      delete(next, failure);
      throw unwritable(file, what, failure);
    }
  }

  private static void delete(Path file, IOException because) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      because.addSuppressed(failure);
    }
  }

  /** The failure of output that could not be written, or only a part of it. */
  public static CommandFailure unwritable(Path file, String what, IOException failure) {
    return new CommandFailure(
            ExitCode.UNWRITABLE,
            "unwritable",
            file.toString(),
            what + " could not be written, or only in part.",
            "Make room, or name another place, and run the command again.")
        .because(failure);
  }

  private static OutputStream opened(Path file, String what) {
    try {
      return Files.newOutputStream(file);
    } catch (IOException failure) {
      throw unopened(file, what);
    }
  }

  private static CommandFailure unopened(Path file, String what) {
    return CommandFailure.badInput(
        "unwritable",
        file.toString(),
        what + " cannot be written there.",
        "Name a file in a folder that exists and can be written to.");
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
