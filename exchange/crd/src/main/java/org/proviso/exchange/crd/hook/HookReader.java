package org.proviso.exchange.crd.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proviso.exchange.crd.hook.RefusedCallException.Issue;
import org.proviso.fhir.record.ResourceReader;
import org.proviso.fhir.record.SentResource;
import org.proviso.fhir.record.SentResources;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonFault;
import org.proviso.ground.json.JsonScanner;
import org.proviso.ground.json.JsonScanner.Token;

/**
 * Reads a CDS Hooks request in one pass. Refuses with 400 what is not JSON or breaks the rules of
 * CDS Hooks; members that it does not know are ignored.
 */
public final class HookReader {
  /** A whole number that fits an int. */
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  private final JsonScanner scanner;
  private final ResourceReader resourceReader;

  private @Nullable String hook;
  private @Nullable String hookInstance;
  private @Nullable String fhirServer;
  private @Nullable String accessToken;
  private @Nullable String requestedVersion;
  private final Map<String, Json> configuration = new LinkedHashMap<>();
  private boolean hasContext;
  private @Nullable String patientId;
  private @Nullable String encounterId;
  private @Nullable List<SentResource> resources;
  private final List<String> selections = new ArrayList<>();
  private final List<String> dispatched = new ArrayList<>();
  private final Map<String, HookCall.Prefetched> prefetch = new LinkedHashMap<>();

  private HookReader(byte[] body) {
    this.resourceReader = new ResourceReader(body);
    this.scanner = resourceReader.scanner();
  }

  public static HookCall read(byte[] body) throws RefusedCallException {
    try {
      var reader = new HookReader(body);
      if (reader.scanner.value() != Token.OBJECT) {
        throw structure("", "The body is no JSON object.", "Send a CDS Hooks request.");
      }
      reader.members();
      if (!reader.scanner.isAtEnd()) {
        throw structure("", "Something follows the request's closing brace.", "Send one request.");
      }
      return reader.call();
    } catch (JsonFault fault) {
      String at = " at line " + fault.line() + ", column " + fault.column();
      if (fault.kind() == JsonFault.Kind.NOT_UTF_8) {
        throw structure("", "The body is not UTF-8" + at + ".", "Send UTF-8 JSON.");
      }
      throw structure(
          "",
          "The body is not JSON, has a member twice, or is nested too deep" + at + ".",
          "Send a CDS Hooks request in JSON, nested at most "
              + ResourceReader.MAX_DEPTH
              + " deep.");
    } catch (ResourceReader.TooManyException tooMany) {
      throw structure(
          "",
          "The request has more than " + ResourceReader.MAX_RESOURCES + " resources.",
          "Send only the resources of this call.");
    }
  }

  private static RefusedCallException structure(String where, String message, String help) {
    return new RefusedCallException(400, Issue.STRUCTURE, where, message, help);
  }

  private void members() throws RefusedCallException {
    while (scanner.nextMember()) {
      Token token = scanner.value();
      String name = scanner.name();
      switch (name) {
        case "hook" -> hook = text(token, name);
        case "hookInstance" -> hookInstance = text(token, name);
        case "fhirServer" -> fhirServer = text(token, name);
        case "fhirAuthorization" -> authorization(token);
        case "context" -> context(token);
        case "prefetch" -> prefetch(token);
        case "extension" -> extension(token);
        default -> scanner.skip();
      }
    }
  }

  private @Nullable String text(Token token, String where) throws RefusedCallException {
    return switch (token) {
      case TEXT -> scanner.text();
      case NULL -> null;
      case OBJECT, ARRAY, NUMBER, TRUE, FALSE ->
          throw structure(where, where + " is no string.", "Write it as CDS Hooks defines it.");
    };
  }

  private void object(Token token, String where) throws RefusedCallException {
    if (token != Token.OBJECT) {
      throw structure(where, where + " is no object.", "Write it as CDS Hooks defines it.");
    }
  }

  private void authorization(Token token) throws RefusedCallException {
    if (token == Token.NULL) {
      return;
    }
    object(token, "fhirAuthorization");
    while (scanner.nextMember()) {
      Token value = scanner.value();
      String name = scanner.name();
      if (name.equals("access_token")) {
        accessToken = text(value, "fhirAuthorization.access_token");
      } else {
        scanner.skip();
      }
    }
  }

  private void extension(Token token) throws RefusedCallException {
    if (token != Token.OBJECT) {
      scanner.skip();
      return;
    }
    while (scanner.nextMember()) {
      Token value = scanner.value();
      String name = scanner.name();
      if (name.equals("davinci-crd.requestedVersion")) {
        requestedVersion = text(value, "extension.davinci-crd.requestedVersion");
      } else if (name.equals("davinci-crd.configuration") && value == Token.OBJECT) {
        configuration();
      } else {
        scanner.skip();
      }
    }
  }

  /** An option whose value is of another type than any option has is as good as none. */
  private void configuration() {
    while (scanner.nextMember()) {
      Token value = scanner.value();
      String name = scanner.name();
      if (value == Token.TRUE || value == Token.FALSE) {
        configuration.put(name, new Json.Bool(value == Token.TRUE));
      } else if (value == Token.NUMBER && WHOLE.matcher(scanner.numeral()).matches()) {
        configuration.put(name, new Json.Whole(Integer.parseInt(scanner.numeral())));
      } else {
        scanner.skip();
      }
    }
  }

  private void context(Token token) throws RefusedCallException {
    object(token, "context");
    hasContext = true;
    while (scanner.nextMember()) {
      Token value = scanner.value();
      String name = scanner.name();
      switch (name) {
        case "patientId" -> patientId = text(value, "context.patientId");
        case "encounterId" -> encounterId = text(value, "context.encounterId");
        case "draftOrders", "appointments" -> {
          object(value, "context." + name);
          SentResources found = resourceReader.resources("context." + name);
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
          if (value == Token.TEXT) {
            dispatched.add(scanner.text());
          } else {
            scanner.skip();
          }
        }
        default -> scanner.skip();
      }
    }
  }

  private void texts(Token token, List<String> into) {
    if (token != Token.ARRAY) {
      scanner.skip();
      return;
    }
    while (scanner.nextItem()) {
      if (scanner.value() == Token.TEXT) {
        into.add(scanner.text());
      } else {
        scanner.skip();
      }
    }
  }

  private void prefetch(Token token) throws RefusedCallException {
    if (token == Token.NULL) {
      return;
    }
    object(token, "prefetch");
    while (scanner.nextMember()) {
      Token value = scanner.value();
      String name = scanner.name();
      if (value == Token.OBJECT) {
        prefetch.put(name, prefetched(resourceReader.resources("prefetch." + name)));
      } else if (value == Token.NULL) {
        prefetch.put(name, new HookCall.Prefetched(List.of(), false, false));
      } else {
        throw structure(
            "prefetch." + name,
            "A value of prefetch is neither a resource nor null.",
            "Send the resource, a Bundle of them, or null.");
      }
    }
  }

  private static HookCall.Prefetched prefetched(SentResources found) {
    List<SentResource> resources = found.resources();
    boolean outcome =
        resources.size() == 1 && resources.getFirst().type().equals("OperationOutcome");
    boolean partial = found.more() || found.faulty();
    return outcome || (resources.isEmpty() && partial)
        ? new HookCall.Prefetched(List.of(), true, false)
        : new HookCall.Prefetched(resources, false, partial);
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
