package org.proviso.server.http;

import java.util.List;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.server.service.Fault;

/** Errors as programs read them: problems on the native API, an OperationOutcome on hooks. */
final class Errors {
  private Errors() {}

  static Response problems(int status, List<Problem> problems) {
    return Response.json(
            status,
            new Json.Members()
                .put("problems", Json.array(problems.stream().map(Problem::json).toList()))
                .toObject())
        .because(problems.getFirst().id());
  }

  static Response problem(int status, String id, String place, String message, String help) {
    return problems(status, List.of(new Problem(id, place, message, help)));
  }

  /**
   * An error of a kind that fits the route.
   *
   * @param id the problem's identifier on the native API
   * @param issue the code of the FHIR value set issue-type
   */
  static Response of(
      Access access, int status, String id, String issue, String message, String help) {
    return switch (access) {
      case Access.Hook _ -> outcome(status, issue, message + " " + help);
      case Access.Open _, Access.Scoped _, Access.Management _ ->
          problem(status, id, "request", message, help);
    };
  }

  static Response of(Access access, Fault fault) {
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
    Response response = of(access, fault.status(), fault.word(), issue, fault.message(), help);
    return fault.status() == 503 ? response.with("Retry-After", "2") : response;
  }

  private static Response outcome(int status, String issue, String diagnostics) {
    var issues =
        new Json.Members()
            .put("severity", "error")
            .put("code", issue)
            .put("diagnostics", diagnostics)
            .toObject();
    Response plain =
        Response.json(
            status,
            new Json.Members()
                .put("resourceType", "OperationOutcome")
                .put("issue", Json.array(List.of(issues)))
                .toObject());
    return Response.fhir(status, plain.body()).because(issue);
  }
}
