package org.proviso.ground.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON values as UTF-8. */
public final class JsonWriter {
  private static final int FIRST_ROOM = 4096;

  /** The most bytes of one UTF-16 code unit: an escape, {@code \\u001f}. */
  private static final int MOST_BYTES = 6;

  private final boolean canonical;
  private byte[] out = new byte[FIRST_ROOM];
  private int length;

  private JsonWriter(boolean canonical) {
    this.canonical = canonical;
  }

  /**
   * The one canonical form of a value: RFC 8785, that is members sorted by UTF-16 code units, no
   * white space, and the shortest escapes.
   */
  public static String canonical(Json value) {
    return written(value, true).text();
  }

  /** The canonical form in UTF-8. */
  public static byte[] canonicalBytes(Json value) {
    JsonWriter writer = written(value, true);
    return Arrays.copyOf(writer.out, writer.length);
  }

  /** Indented, members in their own order, ending with a line feed. */
  public static String pretty(Json value) {
    JsonWriter writer = written(value, false);
    writer.ascii("\n");
    return writer.text();
  }

  private static JsonWriter written(Json value, boolean canonical) {
    var writer = new JsonWriter(canonical);
    writer.write(value, 0);
    return writer;
  }

  private String text() {
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private void write(Json value, int depth) {
    switch (value) {
      case Json.Text(String text) -> quote(text);
      case Json.Whole(long number) -> ascii(Long.toString(number));
      case Json.Real(double number) -> ascii(real(number));
      case Json.Bool(boolean bool) -> ascii(bool ? "true" : "false");
      case Json.Null() -> ascii("null");
      case Json.Array(var items) -> {
        ascii("[");
        for (int index = 0; index < items.size(); index++) {
          separate(index, depth);
          write(items.get(index), depth + 1);
        }
        close("]", items.isEmpty(), depth);
      }
      case Json.Obj(var members) -> {
        ascii("{");
        ArrayMap map = ArrayMap.copyOf(members);
        int[] order = canonical ? map.sorted() : new int[0];
        for (int index = 0; index < map.size(); index++) {
          int place = canonical ? order[index] : index;
          separate(index, depth);
          quote(map.name(place));
          ascii(canonical ? ":" : ": ");
          write(map.value(place), depth + 1);
        }
        close("}", map.isEmpty(), depth);
      }
    }
  }

  private void separate(int index, int depth) {
    if (index > 0) {
      ascii(",");
    }
    newLine(depth + 1);
  }

  private void close(String bracket, boolean empty, int depth) {
    if (!empty) {
      newLine(depth);
    }
    ascii(bracket);
  }

  private void newLine(int depth) {
    if (!canonical) {
      ascii("\n");
      for (int level = 0; level < depth; level++) {
        ascii("  ");
      }
    }
  }

  /**
   * A number as ECMAScript writes it for the magnitudes that occur here (1e-6 to 1e21), which is
   * what RFC 8785 section 3.2.2.3 asks for.
   */
  private static String real(double number) {
    return number == 0
        ? "0"
        : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  private void room(int bytes) {
    if (bytes > out.length - length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, Math.addExact(length, bytes)));
    }
  }

  private void ascii(String text) {
    room(text.length());
    for (int index = 0; index < text.length(); index++) {
      out[length++] = (byte) text.charAt(index);
    }
  }

  private void quote(String text) {
    int units = text.length();
    room(Math.addExact(units, 2));
    byte[] into = out;
    int end = length;
    into[end++] = '"';
    int index = 0;
    while (index < units) {
      char unit = text.charAt(index);
      if (unit < ' ' || unit == '"' || unit == '\\' || unit > '~') {
        break;
      }
      into[end++] = (byte) unit;
      index++;
    }
    length = end;
    if (index < units) {
      rest(text, index);
    }
    out[length++] = '"';
  }

  /** What follows the first character that is not written as it is. */
  private void rest(String text, int from) {
    room(Math.addExact(Math.multiplyExact(text.length() - from, MOST_BYTES), 1));
    for (int index = from; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit < ' ' || unit == '"' || unit == '\\') {
        escape(unit);
      } else if (unit < 0x80) {
        out[length++] = (byte) unit;
      } else if (unit < 0x800) {
        out[length++] = (byte) (0xC0 | unit >> 6);
        out[length++] = continued(unit);
      } else if (Character.isHighSurrogate(unit)
          && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))) {
        int character = Character.toCodePoint(unit, text.charAt(index + 1));
        out[length++] = (byte) (0xF0 | character >> 18);
        out[length++] = continued(character >> 12);
        out[length++] = continued(character >> 6);
        out[length++] = continued(character);
        index++;
      } else if (Character.isSurrogate(unit)) {
        // Half of a character has no UTF-8; Java writes a question mark for it.
        out[length++] = '?';
      } else {
        out[length++] = (byte) (0xE0 | unit >> 12);
        out[length++] = continued(unit >> 6);
        out[length++] = continued(unit);
      }
    }
  }

  private static byte continued(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  private void escape(char character) {
    switch (character) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\b' -> ascii("\\b");
      case '\f' -> ascii("\\f");
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      default -> {
        ascii("\\u00");
        out[length++] = (byte) Character.forDigit(character >> 4, 16);
        out[length++] = (byte) Character.forDigit(character & 15, 16);
      }
    }
  }
}
