package org.proviso.determination.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON strictly: no duplicate members, no trailing content, bounded nesting. */
public final class JsonReader {
  private static final int DEEPEST = 100;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private JsonReader() {}

  /** What is wrong with a text that should be JSON, and where. */
  public static final class NotJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotJsonException(String message) {
      super(message);
    }
  }

  /**
   * The value that a text holds.
   *
   * @throws NotJsonException if it is not one JSON value; the message has the line and column
   */
  public static Json read(String text) throws NotJsonException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new NotJsonException("it is empty");
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw new NotJsonException("something follows the JSON value at " + place(parser));
      }
      return value;
    } catch (JacksonException exception) {
      String where =
          exception.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(
                      exception.getLocation().getLineNr(), exception.getLocation().getColumnNr());
      throw new NotJsonException("it is not valid JSON" + where);
    }
  }

  private static Json value(JsonParser parser) throws NotJsonException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield new Json.Obj(members);
      }
      case START_ARRAY -> {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield new Json.Array(items);
      }
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case VALUE_NUMBER_INT -> {
        try {
          yield new Json.Whole(parser.getLongValue());
        } catch (JacksonException tooLarge) {
          throw new NotJsonException("a whole number is too large at " + place(parser));
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
          throw new NotJsonException("a number is too large at " + place(parser));
        }
        yield new Json.Real(number);
      }
      case END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new NotJsonException("a value was expected at " + place(parser));
    };
  }

  private static String place(JsonParser parser) {
    var location = parser.currentTokenLocation();
    return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
