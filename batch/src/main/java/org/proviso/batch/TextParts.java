package org.proviso.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A text file in parts of a few megabytes. A line belongs to the part in which it begins. Lines end
 * with a line feed, before which a carriage return is dropped.
 */
final class TextParts {
  private static final int PART = 4 << 20;

  /** The longest line, in bytes. */
  static final int MOST_LINE = 16 << 20;

  private final Path file;
  private final long start;
  private final long size;

  /**
   * The parts of a file.
   *
   * @param start where the first line begins, after a header
   */
  TextParts(Path file, long start) throws IOException {
    this.file = file;
    this.start = start;
    this.size = Files.size(file);
  }

  /** Takes lines. */
  interface Lines {
    /** A line, without its end. */
    void line(long place, byte[] bytes, int from, int until);

    /** A line of more than {@link #MOST_LINE} bytes. */
    void tooLong(long place);
  }

  int count() {
    return Math.toIntExact((size - start + PART - 1) / PART);
  }

  /**
   * Reads the lines that begin in a part.
   *
   * @return how many there are
   */
  long read(int part, Lines lines) throws IOException {
    long begin = start + (long) part * PART;
    long end = Math.min(size, begin + PART);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // The byte before the part tells whether a line begins with it.
      long first = begin == start ? begin : begin - 1;
      byte[] bytes = new byte[Math.toIntExact(end - first) + (64 << 10)];
      int filled = fill(channel, first, bytes, 0);
      int from = 0;
      if (begin != start) {
        int feed = indexOfFeed(bytes, 0, filled);
        if (feed < 0) {
          return 0;
        }
        from = feed + 1;
      }
      long place = 0;
      while (first + from < end) {
        int feed = indexOfFeed(bytes, from, filled);
        while (feed < 0 && first + filled < size && filled - from < MOST_LINE) {
          bytes = Arrays.copyOf(bytes, 2 * bytes.length);
          int searched = filled;
          filled = fill(channel, first, bytes, filled);
          feed = indexOfFeed(bytes, searched, filled);
        }
        if (feed < 0 && first + filled < size) {
          lines.tooLong(place);
          return place + 1;
        }
        int until = feed < 0 ? filled : feed;
        int text = until > from && bytes[until - 1] == '\r' ? until - 1 : until;
        lines.line(place, bytes, from, text);
        place++;
        from = until + 1;
      }
      return place;
    }
  }

  private static int fill(FileChannel channel, long first, byte[] bytes, int filled)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, filled, bytes.length - filled);
    long position = first + filled;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position);
      if (read < 0) {
        break;
      }
      position += read;
    }
    return buffer.position();
  }

  private static int indexOfFeed(byte[] bytes, int from, int until) {
    for (int index = from; index < until; index++) {
      if (bytes[index] == '\n') {
        return index;
      }
    }
    return -1;
  }
}
