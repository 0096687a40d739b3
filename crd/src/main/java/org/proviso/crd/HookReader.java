package org.proviso.crd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proviso.crd.RefusedCallException.Issue;
import org.proviso.determination.json.Json;
import org.proviso.determination.json.Utf8;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads a CDS Hooks request in one pass. Refuses with 400 what is not JSON or breaks the rules of
 * CDS Hooks; members that it does not know are ignored.
 */
final class HookReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  private final JsonParser parser;
  private final Pieces pieces;

  private @Nullable String hook;
  private @Nullable String hookInstance;
  private @Nullable String fhirServer;
  private @Nullable String accessToken;
  private @Nullable String requestedVersion;
  private final Map<String, Json> configuration = new LinkedHashMap<>();
  private boolean hasContext;
  private @Nullable String patientId;
  private @Nullable String encounterId;
  private @Nullable List<Piece> resources;
  private final List<String> selections = new ArrayList<>();
  private final List<String> dispatched = new ArrayList<>();
  private final Map<String, HookCall.Prefetched> prefetch = new LinkedHashMap<>();

  private HookReader(byte[] body, JsonParser parser) {
    this.parser = parser;
    this.pieces = new Pieces(body, parser);
  }

  static HookCall read(byte[] body) throws RefusedCallException {
    if (!Utf8.isJson(body)) {
      throw structure("", "The body is not UTF-8.", "Send UTF-8 JSON.");
    }
    try (JsonParser parser = Pieces.FACTORY.createParser(ObjectReadContext.empty(), body)) {
      var reader = new HookReader(body, parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw structure("", "The body is no JSON object.", "Send a CDS Hooks request.");
      }
      reader.members();
      if (parser.nextToken() != null) {
        throw structure("", "Something follows the request's closing brace.", "Send one request.");
      }
      return reader.call();
    } catch (JacksonException notJson) {
      var location = notJson.getLocation();
      String at =
          location == null || location.getLineNr() < 1
              ? ""
              : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
      throw structure(
          "",
          "The body is not JSON, has a member twice, or is nested too deep" + at + ".",
          "Send a CDS Hooks request in JSON, nested at most " + Pieces.DEEPEST + " deep.");
    } catch (Pieces.TooManyException tooMany) {
      throw structure(
          "",
          "The request has more than " + Pieces.MOST + " resources.",
          "Send only the resources of this call.");
    }
  }

  private static RefusedCallException structure(String where, String message, String help) {
    return new RefusedCallException(400, Issue.STRUCTURE, where, message, help);
  }

  private void members() throws RefusedCallException {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "hook" -> hook = text(token, name);
        case "hookInstance" -> hookInstance = text(token, name);
        case "fhirServer" -> fhirServer = text(token, name);
        case "fhirAuthorization" -> authorization(token);
        case "context" -> context(token);
        case "prefetch" -> prefetch(token);
        case "extension" -> extension(token);
        default -> parser.skipChildren();
      }
    }
  }

  private @Nullable String text(JsonToken token, String where) throws RefusedCallException {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NULL -> null;
      case START_OBJECT,
          START_ARRAY,
          END_OBJECT,
          END_ARRAY,
          PROPERTY_NAME,
          VALUE_EMBEDDED_OBJECT,
          VALUE_NUMBER_INT,
          VALUE_NUMBER_FLOAT,
          VALUE_TRUE,
          VALUE_FALSE,
          NOT_AVAILABLE ->
          throw structure(where, where + " is no string.", "Write it as CDS Hooks defines it.");
    };
  }

  private void object(JsonToken token, String where) throws RefusedCallException {
    if (token != JsonToken.START_OBJECT) {
      throw structure(where, where + " is no object.", "Write it as CDS Hooks defines it.");
    }
  }

  private void authorization(JsonToken token) throws RefusedCallException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    object(token, "fhirAuthorization");
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("access_token")) {
        accessToken = text(value, "fhirAuthorization.access_token");
      } else {
        parser.skipChildren();
      }
    }
  }

  private void extension(JsonToken token) throws RefusedCallException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("davinci-crd.requestedVersion")) {
        requestedVersion = text(value, "extension.davinci-crd.requestedVersion");
      } else if (name.equals("davinci-crd.configuration") && value == JsonToken.START_OBJECT) {
        configuration();
      } else {
        parser.skipChildren();
      }
    }
  }

  /** An option whose value is of another type than any option has is as good as none. */
  private void configuration() {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE) {
        configuration.put(name, new Json.Bool(value == JsonToken.VALUE_TRUE));
      } else if (value == JsonToken.VALUE_NUMBER_INT && parser.getString().length() < 10) {
        configuration.put(name, new Json.Whole(parser.getIntValue()));
      } else {
        parser.skipChildren();
      }
    }
  }

  private void context(JsonToken token) throws RefusedCallException {
    object(token, "context");
    hasContext = true;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "patientId" -> patientId = text(value, "context.patientId");
        case "encounterId" -> encounterId = text(value, "context.encounterId");
        case "draftOrders", "appointments" -> {
          object(value, "context." + name);
          Pieces.Found found = pieces.found("context." + name);
          if (!found.bundle()) {
            throw structure(
                "context." + name,
                "context." + name + " is no Bundle.",
                "Send the resources in a Bundle.");
          }
          resources = found.resources();
        }
        case "selections" -> texts(value, selections);
        case "dispatchedOrders" -> texts(value, dispatched);
        // CDS Hooks named one order before it came to name several.
        case "order" -> {
          if (value == JsonToken.VALUE_STRING) {
            dispatched.add(parser.getString());
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private void texts(JsonToken token, List<String> into) {
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    for (JsonToken each = parser.nextToken();
        each != JsonToken.END_ARRAY;
        each = parser.nextToken()) {
      if (each == JsonToken.VALUE_STRING) {
        into.add(parser.getString());
      } else {
        parser.skipChildren();
      }
    }
  }

  private void prefetch(JsonToken token) throws RefusedCallException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    object(token, "prefetch");
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        List<Piece> found = pieces.found("prefetch." + name).resources();
        boolean failed = found.size() == 1 && found.getFirst().type().equals("OperationOutcome");
        prefetch.put(name, new HookCall.Prefetched(failed ? List.of() : found, failed));
      } else if (value == JsonToken.VALUE_NULL) {
        prefetch.put(name, new HookCall.Prefetched(List.of(), false));
      } else {
        throw structure(
            "prefetch." + name,
            "A value of prefetch is neither a resource nor null.",
            "Send the resource, a Bundle of them, or null.");
      }
    }
  }

  private HookCall call() throws RefusedCallException {
    String named = required(hook, "hook");
    String instance = required(hookInstance, "hookInstance");
    if (!hasContext) {
      throw missing("context");
    }
    String patient = withoutType(required(patientId, "context.patientId"), "Patient/");
    if (!ID.matcher(patient).matches()) {
      throw structure(
          "context.patientId",
          "context.patientId is no FHIR id.",
          "Send the id of the Patient resource.");
    }
    String server = fhirServer;
    String encounter = encounterId;
    return new HookCall(
        named,
        instance,
        server == null
            ? Optional.empty()
            : Optional.of(new FhirServer(server, Optional.ofNullable(accessToken))),
        Optional.ofNullable(requestedVersion),
        configuration,
        patient,
        encounter == null
            ? Optional.empty()
            : Optional.of(withoutType(encounter, "Encounter/"))
                .filter(id -> ID.matcher(id).matches()),
        Optional.ofNullable(resources),
        selections,
        dispatched,
        prefetch);
  }

  private static String withoutType(String id, String type) {
    return id.startsWith(type) ? id.substring(type.length()) : id;
  }

  private static String required(@Nullable String value, String where) throws RefusedCallException {
    if (value == null || value.isBlank()) {
      throw missing(where);
    }
    return value;
  }

  private static RefusedCallException missing(String where) {
    return new RefusedCallException(
        400,
        Issue.REQUIRED,
        where,
        where + " is missing.",
        "Send what CDS Hooks requires of a request.");
  }
}
