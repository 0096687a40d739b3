package org.proviso.determination.json;

import java.math.BigDecimal;
import java.util.Arrays;

/** Writes JSON values. */
public final class JsonWriter {
  /** Room for what a value has beside texts and names. */
  private static final int OTHER = 5;

  private static final Json NULL = new Json.Null();

  private final StringBuilder out;
  private final boolean canonical;

  private JsonWriter(boolean canonical, int capacity) {
    this.canonical = canonical;
    this.out = new StringBuilder(capacity);
  }

  /**
   * The one canonical form of a value: RFC 8785, that is members sorted by UTF-16 code units, no
   * white space, and the shortest escapes.
   */
  public static String canonical(Json value) {
    var writer = new JsonWriter(true, length(value));
    writer.write(value, 0);
    return writer.out.toString();
  }

  /** Indented, members in their own order, ending with a line feed. */
  public static String pretty(Json value) {
    var writer = new JsonWriter(false, 2 * length(value));
    writer.write(value, 0);
    return writer.out.append('\n').toString();
  }

  /** About how long the canonical form is, so that it is seldom copied into a longer array. */
  private static int length(Json value) {
    return switch (value) {
      case Json.Text(String text) -> text.length() + OTHER;
      case Json.Whole _, Json.Real _, Json.Bool _, Json.Null _ -> OTHER;
      case Json.Array(var items) -> {
        int length = OTHER;
        for (Json item : items) {
          length += length(item);
        }
        yield length;
      }
      case Json.Obj(var members) -> {
        int length = OTHER;
        for (var member : members.entrySet()) {
          length += member.getKey().length() + OTHER + length(member.getValue());
        }
        yield length;
      }
    };
  }

  private void write(Json value, int depth) {
    switch (value) {
      case Json.Text(String text) -> quote(text);
      case Json.Whole(long number) -> out.append(number);
      case Json.Real(double number) -> out.append(real(number));
      case Json.Bool(boolean bool) -> out.append(bool);
      case Json.Null() -> out.append("null");
      case Json.Array(var items) -> {
        out.append('[');
        for (int index = 0; index < items.size(); index++) {
          separate(index, depth);
          write(items.get(index), depth + 1);
        }
        close(']', items.isEmpty(), depth);
      }
      case Json.Obj(var members) -> {
        out.append('{');
        String[] names = members.keySet().toArray(String[]::new);
        if (canonical) {
          Arrays.sort(names);
        }
        for (int index = 0; index < names.length; index++) {
          separate(index, depth);
          quote(names[index]);
          out.append(canonical ? ":" : ": ");
          write(members.getOrDefault(names[index], NULL), depth + 1);
        }
        close('}', members.isEmpty(), depth);
      }
    }
  }

  private void separate(int index, int depth) {
    if (index > 0) {
      out.append(',');
    }
    newLine(depth + 1);
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      newLine(depth);
    }
    out.append(bracket);
  }

  private void newLine(int depth) {
    if (!canonical) {
      out.append('\n').repeat(' ', 2 * depth);
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

  private void quote(String text) {
    out.append('"');
    int written = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character < ' ' || character == '"' || character == '\\') {
        out.append(text, written, index);
        escape(character);
        written = index + 1;
      }
    }
    (written == 0 ? out.append(text) : out.append(text, written, text.length())).append('"');
  }

  private void escape(char character) {
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u00").append(Character.forDigit(character >> 4, 16));
        out.append(Character.forDigit(character & 15, 16));
      }
    }
  }
}
