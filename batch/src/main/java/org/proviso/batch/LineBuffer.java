package org.proviso.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) on their way to a file. Belongs to one thread. */
final class LineBuffer {
  private byte[] bytes = new byte[1 << 16];
  private int size;

  void clear() {
    size = 0;
  }

  /** What was put in. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  void comma() {
    room(1);
    bytes[size] = ',';
    size++;
  }

  /** Bytes as they are. */
  void raw(byte[] text) {
    raw(text, 0, text.length);
  }

  private void raw(byte[] text, int from, int until) {
    room(until - from);
    System.arraycopy(text, from, bytes, size, until - from);
    size += until - from;
  }

  /** A field in UTF-8, without the white space around it, in quotes where it needs them. */
  void field(byte[] text, int from, int until) {
    for (int index = from; index < until; index++) {
      boolean plain = text[index] > ' ' && text[index] != ',' && text[index] != '"';
      if (!plain) {
        String field = new String(text, from, until - from, StandardCharsets.UTF_8).strip();
        raw(quoted(field).getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    raw(text, from, until);
  }

  /** A whole line with its end. */
  static String line(List<String> fields) {
    return fields.stream().map(LineBuffer::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String field) {
    boolean needed =
        field.indexOf(',') >= 0
            || field.indexOf('"') >= 0
            || field.indexOf('\n') >= 0
            || field.indexOf('\r') >= 0;
    return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
