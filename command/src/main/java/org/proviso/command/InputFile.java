package org.proviso.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command was told to read. No more is read than a limit allows: a pipe or a device says
 * nothing of its size, and may have no end.
 */
public final class InputFile {
  private InputFile() {}

  /**
   * The bytes of a file.
   *
   * @param limit how many it may have
   * @param help what to do where it cannot be read or is too large
   * @throws CommandFailure with {@link ExitCode#BAD_INPUT} when it cannot be read or is too large
   */
  public static byte[] bytes(Path file, int limit, String help) {
    if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw CommandFailure.badInput(
          "unreadable",
          file.toString(),
          Files.exists(file) ? "It is not a file that can be read." : "There is no such file.",
          help);
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return bytes(stream, file.toString(), limit, help);
    } catch (IOException failure) {
      throw unreadable(file.toString(), help);
    }
  }

  /** The bytes of standard input; see {@link #bytes(Path, int, String)}. */
  public static byte[] standard(Console console, int limit, String help) {
    try {
      return bytes(console.in(), "standard input", limit, help);
    } catch (IOException failure) {
      throw unreadable("standard input", help);
    }
  }

  /** The text of a file in UTF-8; see {@link #bytes(Path, int, String)}. */
  public static String text(Path file, int limit, String help) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(file, limit, help)))
          .toString();
    } catch (CharacterCodingException notText) {
      throw CommandFailure.badInput("not-text", file.toString(), "It is not UTF-8 text.", help);
    }
  }

  private static byte[] bytes(InputStream stream, String place, int limit, String help)
      throws IOException {
    byte[] content = stream.readNBytes(limit);
    if (content.length == limit && stream.read() >= 0) {
      throw CommandFailure.badInput(
          "too-large", place, "It has more than " + limit + " bytes, the most that is read.", help);
    }
    return content;
  }

  private static CommandFailure unreadable(String place, String help) {
    return CommandFailure.badInput("unreadable", place, "It cannot be read to its end.", help);
  }
}
