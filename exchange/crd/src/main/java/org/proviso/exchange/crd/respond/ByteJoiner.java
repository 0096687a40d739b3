package org.proviso.exchange.crd.respond;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes put together from parts, which are copied once, into an array of the right length. */
final class ByteJoiner {
  private final List<Part> parts = new ArrayList<>();
  private int length;

  @SuppressWarnings("ArrayRecordComponent") // a view
  private record Part(byte[] source, int start, int length) {}

  /** Adds a part; its bytes are not to be changed before the whole is made. */
  void add(byte[] source, int start, int count) {
    parts.add(new Part(source, start, count));
    length = Math.addExact(length, count);
  }

  /** Adds a whole array. */
  void add(byte[] source) {
    add(source, 0, source.length);
  }

  /** Adds a text, in UTF-8. */
  void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toByteArray() {
    var whole = new byte[length];
    int end = 0;
    for (Part part : parts) {
      System.arraycopy(part.source(), part.start(), whole, end, part.length());
      end += part.length();
    }
    return whole;
  }
}
