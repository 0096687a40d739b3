package org.proviso.exchange.crd.respond;

import java.util.List;
import org.proviso.exchange.crd.hook.RefusedCallException;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;

/** FHIR OperationOutcomes. */
public final class OperationOutcomes {
  private OperationOutcomes() {}

  public static byte[] of(RefusedCallException refused) {
    return write(
        "error",
        refused.issue().code(),
        refused.where(),
        refused.getMessage() + " " + refused.help());
  }

  /** For a defect: says nothing of the request. */
  public static byte[] defect() {
    return write(
        "fatal",
        RefusedCallException.Issue.EXCEPTION.code(),
        "",
        "The server has a defect and answered nothing; nothing was decided."
            + " Try again, and report it with the time of the call.");
  }

  private static byte[] write(String severity, String code, String where, String diagnostics) {
    var issue =
        new Json.Members()
            .put("severity", severity)
            .put("code", code)
            .put("diagnostics", diagnostics);
    if (!where.isEmpty()) {
      issue.put("expression", Json.texts(List.of(where)));
    }
    return JsonWriter.canonicalBytes(
        new Json.Members()
            .put("resourceType", "OperationOutcome")
            .put("issue", Json.array(List.of(issue.toObject())))
            .toObject());
  }
}
