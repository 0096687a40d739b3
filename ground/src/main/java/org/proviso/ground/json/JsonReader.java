package org.proviso.ground.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON strictly: no duplicate members, no trailing content, bounded nesting. */
public final class JsonReader {
  private static final int DEEPEST = 100;
  private static final int MOST_DIGITS = 1000;
  private static final int LONGEST_NAME = 50_000;
  private static final JsonScanner.Bounds BOUNDS =
      new JsonScanner.Bounds(DEEPEST, MOST_DIGITS, Integer.MAX_VALUE, LONGEST_NAME);
  private static final Vocabulary NAMES =
      Vocabulary.of(
          List.of(
              "resourceType",
              "id",
              "status",
              "intent",
              "code",
              "coding",
              "system",
              "display",
              "text",
              "url",
              "extension",
              "value",
              "type",
              "reference",
              "subject",
              "identifier",
              "period",
              "start",
              "end",
              "authoredOn",
              "insurance"));

  private JsonReader() {}

  /** What is wrong with a text that should be JSON, and where. */
  public static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    private NotJsonException(String message, int line) {
      super(message);
      this.line = line;
    }

    /** The line of the fault, from 1; 0 when there is nothing to read. */
    public int line() {
      return line;
    }
  }

  /**
   * The value that a text holds.
   *
   * @throws NotJsonException if it is not one JSON value; the message has the line and column
   */
  public static Json read(String text) throws NotJsonException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return read(bytes, 0, bytes.length);
  }

  /**
   * The value that the bytes from {@code start} to before {@code end} hold, in UTF-8.
   *
   * @throws NotJsonException if it is not one JSON value; the message has the line and column
   */
  public static Json read(byte[] text, int start, int end) throws NotJsonException {
    var scanner = new JsonScanner(text, start, end, NAMES, BOUNDS);
    try {
      if (scanner.isAtEnd()) {
        throw new NotJsonException("it is empty", 0);
      }
      Json value = value(scanner);
      if (!scanner.isAtEnd()) {
        JsonFault place = scanner.fault(JsonFault.Kind.NOT_JSON);
        throw new NotJsonException(
            "something follows the JSON value at line %d, column %d"
                .formatted(place.line(), place.column()),
            place.line());
      }
      return value;
    } catch (JsonFault fault) {
      throw new NotJsonException(
          "it is not valid JSON at line %d, column %d".formatted(fault.line(), fault.column()),
          fault.line());
    }
  }

  private static Json value(JsonScanner scanner) throws NotJsonException {
    return switch (scanner.value()) {
      case OBJECT -> {
        var members = new Json.Members();
        while (scanner.nextMember()) {
          String name = scanner.name();
          members.put(name, value(scanner));
        }
        yield members.toObject();
      }
      case ARRAY -> {
        var items = new ArrayList<Json>();
        while (scanner.nextItem()) {
          items.add(value(scanner));
        }
        yield new Json.Array(items);
      }
      case TEXT -> new Json.Text(scanner.text());
      case TRUE -> new Json.Bool(true);
      case FALSE -> new Json.Bool(false);
      case NULL -> new Json.Null();
      case NUMBER -> number(scanner);
    };
  }

  private static Json number(JsonScanner scanner) throws NotJsonException {
    String numeral = scanner.numeral();
    boolean whole =
        numeral.chars().noneMatch(digit -> digit == '.' || digit == 'e' || digit == 'E');
    try {
      if (whole) {
        return new Json.Whole(Long.parseLong(numeral));
      }
      double number = Double.parseDouble(numeral);
      if (Double.isFinite(number)) {
        return new Json.Real(number);
      }
    } catch (NumberFormatException tooLarge) {
      // Told below, like a number with a point that is too large.
    }
    JsonFault place = scanner.fault(JsonFault.Kind.NOT_JSON);
    throw new NotJsonException(
        "a number is too large at line %d, column %d".formatted(place.line(), place.column()),
        place.line());
  }
}
