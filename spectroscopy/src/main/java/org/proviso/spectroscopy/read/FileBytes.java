package org.proviso.spectroscopy.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.proviso.spectroscopy.read.Refusal.Reason;

/**
 * The bytes of a file with every access checked against its end. Small files are held in memory,
 * large ones mapped, so that a header cannot make the reader allocate.
 */
final class FileBytes {

  /** Largest file: 2^31 &minus; 1 bytes, the bound of a mapped buffer. */
  static final long MAX_BYTES = Integer.MAX_VALUE;

  private static final long IN_MEMORY = 32L << 20;

  private final ByteBuffer buffer;

  private FileBytes(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  static FileBytes of(byte[] bytes) {
    return new FileBytes(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  static FileBytes of(Path path) throws IOException, UnreadableFileException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_BYTES) {
        throw new UnreadableFileException(
            Reason.TOO_LARGE,
            "the file has " + size + " bytes; at most " + MAX_BYTES + " are read.",
            "Split the measurement, or average it on the scanner.");
      }
      if (size == 0) {
        throw UnreadableFileException.truncated("the file is empty.");
      }
      if (size > IN_MEMORY) {
        ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        return new FileBytes(mapped.order(ByteOrder.LITTLE_ENDIAN));
      }
      ByteBuffer held = ByteBuffer.allocate((int) size);
      while (held.hasRemaining() && channel.read(held) >= 0) {
        // read until the buffer is full or the file ends
      }
      return new FileBytes(held.flip().order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  /** The same bytes read in another order. */
  FileBytes ordered(ByteOrder order) {
    return new FileBytes(buffer.duplicate().order(order));
  }

  ByteOrder order() {
    return buffer.order();
  }

  int size() {
    return buffer.limit();
  }

  /** Fails unless {@code length} bytes follow {@code offset}. */
  void require(long offset, long length, String what) throws UnreadableFileException {
    if (offset < 0 || length < 0 || offset > size() || length > size() - offset) {
      throw UnreadableFileException.truncated(
          what
              + " needs bytes "
              + offset
              + " to "
              + (offset + length)
              + ", but the file ends at "
              + size()
              + ".");
    }
  }

  int u8(long offset) throws UnreadableFileException {
    require(offset, 1, "a header field");
    return buffer.get((int) offset) & 0xff;
  }

  int i16(long offset) throws UnreadableFileException {
    require(offset, 2, "a header field");
    return buffer.getShort((int) offset);
  }

  int u16(long offset) throws UnreadableFileException {
    return i16(offset) & 0xffff;
  }

  int i32(long offset) throws UnreadableFileException {
    require(offset, 4, "a header field");
    return buffer.getInt((int) offset);
  }

  long u32(long offset) throws UnreadableFileException {
    return i32(offset) & 0xffffffffL;
  }

  long i64(long offset) throws UnreadableFileException {
    require(offset, 8, "a header field");
    return buffer.getLong((int) offset);
  }

  float f32(long offset) throws UnreadableFileException {
    require(offset, 4, "a header field");
    return buffer.getFloat((int) offset);
  }

  double f64(long offset) throws UnreadableFileException {
    require(offset, 8, "a header field");
    return buffer.getDouble((int) offset);
  }

  /** Bytes as ISO 8859-1 text, all of them. */
  String text(long offset, long length) throws UnreadableFileException {
    require(offset, length, "a text field");
    byte[] bytes = new byte[(int) length];
    buffer.get((int) offset, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A text field up to its first zero byte, trimmed. */
  String field(long offset, long length) throws UnreadableFileException {
    String text = text(offset, length);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  /** Whether ASCII text stands at an offset. */
  boolean startsWith(String text, long offset) {
    if (offset < 0 || offset + text.length() > size()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (buffer.get((int) offset + i) != (byte) text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The first offset at or after {@code from} where a text stands, &minus;1 when nowhere. */
  int indexOf(String text, int from) {
    for (int i = Math.max(0, from); i + text.length() <= size(); i++) {
      if (startsWith(text, i)) {
        return i;
      }
    }
    return -1;
  }

  /** A part of the bytes, sharing their storage. */
  FileBytes slice(long offset, long length) throws UnreadableFileException {
    require(offset, length, "a block");
    return new FileBytes(buffer.slice((int) offset, (int) length).order(buffer.order()));
  }

  /** Reads interleaved single-precision values. */
  double[] floats(long offset, int count, String what) throws UnreadableFileException {
    require(offset, 4L * count, what);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = buffer.getFloat((int) offset + 4 * i);
    }
    return values;
  }

  /** Reads interleaved double-precision values. */
  double[] doubles(long offset, int count, String what) throws UnreadableFileException {
    require(offset, 8L * count, what);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = buffer.getDouble((int) offset + 8 * i);
    }
    return values;
  }

  /** A copy of all bytes as an array. */
  byte[] toArray() {
    byte[] bytes = new byte[size()];
    buffer.get(0, bytes);
    return bytes;
  }
}
