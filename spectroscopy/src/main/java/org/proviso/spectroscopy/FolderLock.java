package org.proviso.spectroscopy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A folder that one run alone writes into, so that the report of one scan and the numbers of
 * another never stand side by side. Another process waits; the mark goes when the writing ends.
 */
final class FolderLock implements AutoCloseable {

  private static final String MARK = ".writing";

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Waits for the folder.
   *
   * @param folder created when missing
   * @throws IOException when it cannot be written to, or this very process is writing there
   */
  static FolderLock of(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path mark = folder.resolve(MARK);
    while (true) {
      FileChannel channel =
          FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        channel.lock();
        // Whoever had the folder before has removed the mark that was waited for; what lies there
        // now may be another's.
        String own = UUID.randomUUID().toString();
        channel.write(ByteBuffer.wrap(own.getBytes(StandardCharsets.UTF_8)));
        if (own.equals(content(mark))) {
          return new FolderLock(folder, channel);
        }
        channel.close();
      } catch (OverlappingFileLockException same) {
        channel.close();
        throw new IOException("this process is writing there", same);
      } catch (IOException failure) {
        channel.close();
        throw failure;
      }
    }
  }

  private static String content(Path mark) throws IOException {
    try {
      return Files.readString(mark);
    } catch (NoSuchFileException removed) {
      return "";
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(folder.resolve(MARK));
    }
  }
}
