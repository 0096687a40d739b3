package org.proviso.storage.sql;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.proviso.storage.Content;
import org.proviso.storage.NewEntry;

/**
 * How contents lie in the database: one byte that says how, then the bytes as they are (0) or
 * compressed by zlib (1, RFC 1950). A record shrinks to about a quarter, and what an append costs
 * is mostly the bytes that must reach the disk.
 */
final class Packing {
  private static final byte PLAIN = 0;
  private static final byte ZLIB = 1;
  private static final int WORTH_WHILE = 200;
  private static final int SPARES = 16;

  /** Compressors that nobody uses just now: to make one costs about as much as to use it. */
  private static final AtomicReferenceArray<@Nullable Deflater> SPARE =
      new AtomicReferenceArray<>(SPARES);

  private Packing() {}

  static byte[] pack(Content content) {
    if (content.size() < WORTH_WHILE) {
      return plain(content);
    }
    int slot = (int) Thread.currentThread().threadId() & (SPARES - 1);
    Deflater taken = SPARE.getAndSet(slot, null);
    Deflater deflater = taken != null ? taken : new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(content.view());
    deflater.finish();
    byte[] packed = new byte[content.size()];
    packed[0] = ZLIB;
    int length = 1 + deflater.deflate(packed, 1, packed.length - 1);
    boolean smaller = deflater.finished();
    deflater.reset();
    Deflater replaced = SPARE.getAndSet(slot, deflater);
    if (replaced != null) {
      replaced.end();
    }
    return smaller ? Arrays.copyOf(packed, length) : plain(content);
  }

  private static byte[] plain(Content content) {
    byte[] packed = new byte[content.size() + 1];
    packed[0] = PLAIN;
    content.view().get(packed, 1, content.size());
    return packed;
  }

  /** The contents; empty when the bytes are not packed contents. */
  static Optional<Content> unpack(byte[] packed) {
    if (packed.length == 0) {
      return Optional.empty();
    }
    return switch (packed[0]) {
      case PLAIN -> Optional.of(Content.owning(Arrays.copyOfRange(packed, 1, packed.length)));
      case ZLIB -> inflate(packed);
      default -> Optional.empty();
    };
  }

  private static Optional<Content> inflate(byte[] packed) {
    try (var inflater = new Inflater()) {
      inflater.setInput(packed, 1, packed.length - 1);
      var bytes = new ByteArrayOutputStream(packed.length * 4);
      byte[] part = new byte[8192];
      while (!inflater.finished()) {
        int length = inflater.inflate(part);
        boolean stuck = length == 0 && !inflater.finished();
        if (stuck || bytes.size() + length > NewEntry.SIZE_LIMIT) {
          return Optional.empty();
        }
        bytes.write(part, 0, length);
      }
      boolean nothingAfter = inflater.getRemaining() == 0;
      return nothingAfter ? Optional.of(Content.owning(bytes.toByteArray())) : Optional.empty();
    } catch (DataFormatException notCompressed) {
      return Optional.empty();
    }
  }
}
