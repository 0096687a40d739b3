package org.proviso.server.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.server.service.Fault;

/**
 * What the client of a refused request gets. Nothing of the request is in it.
 *
 * @param status from 400 to 599
 * @param headers besides those that every response has
 * @param why a fixed phrase for the server's own log
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never changed
record Refusal(
    int status, String contentType, byte[] body, Map<String, String> headers, String why) {
  Refusal {
    headers = Map.copyOf(headers);
  }

  /** Problems of the native API. */
  static Refusal problems(int status, List<Problem> problems) {
    return json(
        status,
        new Json.Members()
            .put("problems", Json.array(problems.stream().map(Problem::json).toList()))
            .toObject(),
        problems.getFirst().id());
  }

  /** One problem of the native API. */
  static Refusal problem(int status, String id, String place, String message, String help) {
    return problems(status, List.of(new Problem(id, place, message, help)));
  }

  static Refusal json(int status, Json body, String why) {
    return new Refusal(status, MediaTypes.JSON, bytes(body), Map.of(), why);
  }

  /** A FHIR OperationOutcome that is already written. */
  static Refusal outcome(int status, byte[] body, String issue) {
    return new Refusal(status, MediaTypes.FHIR_JSON, body, Map.of(), issue);
  }

  /**
   * A refusal in the format that the client reads.
   *
   * @param id the problem's identifier on the native API
   * @param issue the code of the FHIR value set issue-type
   */
  static Refusal of(
      ErrorFormat format, int status, String id, String issue, String message, String help) {
    return switch (format) {
      case OPERATION_OUTCOME ->
          outcome(status, bytes(operationOutcome(issue, message + " " + help)), issue);
      case PROBLEMS -> problem(status, id, "request", message, help);
    };
  }

  static Refusal of(ErrorFormat format, Fault fault) {
    String help =
        switch (fault) {
          case STORAGE, BUSY, CLOCK, STOPPING ->
              "Nothing was decided. Send the same request again in a few seconds.";
          case TIME ->
              "Send the same request again: if it was decided meanwhile, that answer is returned.";
          case DEFECT -> "Nothing was decided. Tell the payer when it happened.";
        };
    String issue =
        switch (fault) {
          case STORAGE, BUSY, CLOCK, STOPPING -> "transient";
          case TIME -> "timeout";
          case DEFECT -> "exception";
        };
    Refusal refusal =
        of(format, fault.status(), fault.word(), issue, fault.message(), help)
            .because(fault.word());
    return fault.status() == 503 ? refusal.with("Retry-After", "2") : refusal;
  }

  Refusal with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Refusal(status, contentType, body, more, why);
  }

  Refusal because(String phrase) {
    return new Refusal(status, contentType, body, headers, phrase);
  }

  private static Json operationOutcome(String issue, String diagnostics) {
    var issues =
        new Json.Members()
            .put("severity", "error")
            .put("code", issue)
            .put("diagnostics", diagnostics)
            .toObject();
    return new Json.Members()
        .put("resourceType", "OperationOutcome")
        .put("issue", Json.array(List.of(issues)))
        .toObject();
  }

  private static byte[] bytes(Json value) {
    return JsonWriter.pretty(value).getBytes(StandardCharsets.UTF_8);
  }
}
