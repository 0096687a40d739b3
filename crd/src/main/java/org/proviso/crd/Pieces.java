package org.proviso.crd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.json.Utf8;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts JSON into the resources it holds, in one pass and without building them: where each begins
 * and ends, its type, its id and whom it is about.
 */
final class Pieces {
  /** How deep a call may be nested; FHIR resources are not that deep. */
  static final int DEEPEST = 100;

  /** How many resources one call or reply may hold. */
  static final int MOST = 10_000;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(100)
                  .maxStringLength(4_000_000)
                  .maxNameLength(1000)
                  .build())
          .build();

  private final byte[] source;
  private final JsonParser parser;
  private int count;

  Pieces(byte[] source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * What stands where a resource is expected.
   *
   * @param resources the resource itself, or the resources of the bundle
   * @param bundle whether it is a Bundle
   * @param more whether the bundle says that there are further pages
   */
  record Found(List<Piece> resources, boolean bundle, boolean more) {
    Found {
      resources = List.copyOf(resources);
    }
  }

  /**
   * Cuts a whole text: a resource or a Bundle. Empty when it is not UTF-8, not JSON, or no object.
   */
  static Optional<Found> of(byte[] text, String where) {
    if (!Utf8.isJson(text)) {
      return Optional.empty();
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Found found = new Pieces(text, parser).found(where);
      return parser.nextToken() == null ? Optional.of(found) : Optional.empty();
    } catch (JacksonException | TooManyException notJson) {
      return Optional.empty();
    }
  }

  /** Cuts the object whose opening brace is the current token. */
  Found found(String where) {
    int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    String type = "";
    String id = "";
    boolean more = false;
    String about = null;
    var entries = new ArrayList<Piece>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "resourceType" -> type = text(token);
        case "id" -> id = text(token);
        case "subject", "patient", "beneficiary" -> about = reference(token);
        case "entry" -> entries(token, where, entries);
        case "link" -> more = hasNext(token);
        default -> parser.skipChildren();
      }
    }
    if (type.equals("Bundle")) {
      return new Found(entries, true, more);
    }
    count();
    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
    return new Found(
        List.of(new Piece(source, start, end, type, id, Optional.ofNullable(about), where)),
        false,
        false);
  }

  private void count() {
    count++;
    if (count > MOST) {
      throw new TooManyException();
    }
  }

  private String text(JsonToken token) {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    parser.skipChildren();
    return "";
  }

  private @Nullable String reference(JsonToken token) {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    String reference = null;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("reference") && value == JsonToken.VALUE_STRING) {
        reference = parser.getString();
      } else {
        parser.skipChildren();
      }
    }
    return reference;
  }

  private void entries(JsonToken token, String where, List<Piece> entries) {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    int index = 0;
    for (JsonToken each = parser.nextToken();
        each != JsonToken.END_ARRAY;
        each = parser.nextToken()) {
      if (each == JsonToken.START_OBJECT) {
        entry(where + ".entry[" + index + "].resource", entries);
      } else {
        parser.skipChildren();
      }
      index++;
    }
  }

  private void entry(String where, List<Piece> entries) {
    var resources = new ArrayList<Piece>(1);
    boolean outcome = false;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("resource") && value == JsonToken.START_OBJECT) {
        Found found = found(where);
        if (!found.bundle()) {
          resources.addAll(found.resources());
        }
      } else if (name.equals("search") && value == JsonToken.START_OBJECT) {
        outcome = isOutcome();
      } else {
        parser.skipChildren();
      }
    }
    if (!outcome) {
      entries.addAll(resources);
    }
  }

  private boolean isOutcome() {
    boolean outcome = false;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("mode") && value == JsonToken.VALUE_STRING) {
        outcome = parser.getString().equals("outcome");
      } else {
        parser.skipChildren();
      }
    }
    return outcome;
  }

  private boolean hasNext(JsonToken token) {
    boolean next = false;
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return false;
    }
    for (JsonToken each = parser.nextToken();
        each != JsonToken.END_ARRAY;
        each = parser.nextToken()) {
      if (each != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (name.equals("relation") && value == JsonToken.VALUE_STRING) {
          next |= parser.getString().equals("next");
        } else {
          parser.skipChildren();
        }
      }
    }
    return next;
  }

  /** More resources than one call may hold. */
  static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManyException() {
      super("more than " + MOST + " resources", null, false, false);
    }
  }
}
