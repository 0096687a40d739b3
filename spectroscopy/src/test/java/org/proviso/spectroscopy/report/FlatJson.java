package org.proviso.spectroscopy.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON as a flat map for tests. */
public final class FlatJson {

  private FlatJson() {}

  /** The scalar values of a JSON file by their path. */
  public static Map<String, String> of(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readString(file))) {
      parser.nextToken();
      value(parser, "", values);
    }
    return values;
  }

  private static void value(JsonParser parser, String path, Map<String, String> values) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        value(parser, path.isEmpty() ? name : path + "." + name, values);
      }
    } else if (token == JsonToken.START_ARRAY) {
      int index = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, path + "[" + index++ + "]", values);
      }
    } else {
      values.put(path, String.valueOf(parser.getString()));
    }
  }
}
