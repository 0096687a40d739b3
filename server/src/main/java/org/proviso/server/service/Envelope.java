package org.proviso.server.service;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Options;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Utf8;
import org.proviso.language.model.FactName;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A request of the native API: a FHIR Bundle alone, or an object with a Bundle and what the caller
 * says besides it. The Bundle's bytes are taken out as they came, so that no number is rounded and
 * the digest in the record is of what the client sent.
 */
final class Envelope {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String MEMBERS = "bundle, guideline, dateOfService, lineOfBusiness, answers";

  private final byte[] body;
  private byte @Nullable [] bundle;
  private Optional<LocalDate> date = Optional.empty();
  private Optional<String> line = Optional.empty();
  private Optional<String> guideline = Optional.empty();
  private final Map<FactName, String> answers = new LinkedHashMap<>();

  private Envelope(byte[] body) {
    this.body = body;
  }

  /** What came of reading one. */
  sealed interface Opened {
    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    record Right(byte[] bundle, Options options) implements Opened {}

    record Wrong(Problem problem) implements Opened {}
  }

  private static final class WrongException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    WrongException(String id, String place, String message, String help) {
      super(message);
      this.problem = new Problem(id, place, message, help);
    }
  }

  static Opened open(byte[] body) {
    if (!Utf8.isJson(body)) {
      return new Opened.Wrong(
          new Problem("not-utf-8", "request", "The request is not UTF-8.", "Send JSON in UTF-8."));
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return new Envelope(body).read(parser);
    } catch (WrongException wrong) {
      return new Opened.Wrong(wrong.problem);
    } catch (JacksonException notJson) {
      String where =
          notJson.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(
                      notJson.getLocation().getLineNr(), notJson.getLocation().getColumnNr());
      return new Opened.Wrong(
          new Problem(
              "not-json",
              "request",
              "The request is not valid JSON" + where + ".",
              "Send a FHIR R4 Bundle, or an object with: " + MEMBERS + "."));
    }
  }

  private Opened read(JsonParser parser) throws WrongException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new WrongException(
          "not-an-object",
          "request",
          "The request is not a JSON object.",
          "Send a FHIR R4 Bundle, or an object with: " + MEMBERS + ".");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "resourceType" -> {
          return new Opened.Right(body, Options.NONE);
        }
        case "bundle" -> bundle = slice(parser);
        case "guideline" -> guideline = Optional.of(text(parser, name));
        case "lineOfBusiness" -> line = Optional.of(text(parser, name));
        case "dateOfService" -> date = Optional.of(date(parser, name));
        case "answers" -> answers(parser);
        default ->
            throw new WrongException(
                "unknown-member",
                "request",
                "The request has a member that is not known.",
                "Its members are: " + MEMBERS + ".");
      }
    }
    if (parser.nextToken() != null) {
      throw new WrongException(
          "not-json", "request", "Something follows the request.", "Send one JSON object.");
    }
    byte[] found = bundle;
    if (found == null) {
      throw new WrongException(
          "no-bundle",
          "request",
          "The request has no Bundle.",
          "Put the FHIR R4 Bundle with the order under bundle.");
    }
    return new Opened.Right(found, new Options(date, line, guideline, answers, "native API"));
  }

  private byte[] slice(JsonParser parser) throws WrongException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new WrongException(
          "no-bundle", "bundle", "The Bundle is not a JSON object.", "Send a FHIR R4 Bundle.");
    }
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentTokenLocation().getByteOffset() + 1;
    return Arrays.copyOfRange(body, start, end);
  }

  private void answers(JsonParser parser) throws WrongException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new WrongException(
          "answers-malformed",
          "answers",
          "The answers are not an object.",
          "Write {\"fact\": \"value\"}.");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String fact = parser.currentName();
      parser.nextToken();
      if (!FactName.PATTERN.matcher(fact).matches()) {
        throw new WrongException(
            "answers-malformed",
            "answers",
            "A member of the answers is not named like a fact.",
            "Name facts as the guideline does, for example brain-lesion.");
      }
      answers.put(new FactName(fact), text(parser, "answers." + fact));
    }
  }

  private static String text(JsonParser parser, String place) throws WrongException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new WrongException(
          "not-text", place, "The value is not a string.", "Write it in quotation marks.");
    }
    return parser.getString();
  }

  private static LocalDate date(JsonParser parser, String place) throws WrongException {
    try {
      return LocalDate.parse(text(parser, place));
    } catch (DateTimeException noDate) {
      throw new WrongException(
          "not-a-date", place, "The value is not a date.", "Write it as YYYY-MM-DD.");
    }
  }
}
