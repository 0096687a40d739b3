package org.proviso.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of heads of a log: one line each, a time and {@code NUMBER:HASH}. Kept where those who can
 * write the log cannot (another machine, a write-once share), it shows when the log was cut or
 * written anew. It holds no patient data.
 */
final class Checkpoints {
  private Checkpoints() {}

  /**
   * Adds a head at the end of the file, which is made if it is not there, and flushes it to the
   * disk.
   *
   * @throws IOException when it cannot be written
   */
  public static void add(Path file, LogHead head, Instant at) throws IOException {
    if (!Files.exists(file) && posix(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer line =
          ByteBuffer.wrap((at + " " + head + "\n").getBytes(StandardCharsets.US_ASCII));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * The heads in a file, as anchors to verify with. A last line without its end, as a power cut
   * leaves one, is left out.
   *
   * @throws IOException when the file cannot be read, or a line of it is no checkpoint; the message
   *     says which
   */
  public static List<Anchor> read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    var anchors = new ArrayList<Anchor>();
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    int number = 0;
    for (String line : whole.lines().toList()) {
      number++;
      Optional<Anchor> anchor =
          Anchor.parse(line.substring(line.indexOf(' ') + 1))
              .filter(each -> each.sequence().isPresent());
      if (anchor.isEmpty()) {
        throw new IOException("line %d of %s is no checkpoint".formatted(number, file));
      }
      anchors.add(anchor.get());
    }
    return anchors;
  }
}
