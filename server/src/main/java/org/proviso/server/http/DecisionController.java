package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.record.Replay;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.server.security.Caller;
import org.proviso.server.service.Decisions;
import org.proviso.server.service.Fault;
import org.proviso.server.service.Outcome;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The native API: decide, ask, explain, and look decisions up. */
@RestController
final class DecisionController {
  private final Decisions decisions;
  private final Meters meters;

  DecisionController(Decisions decisions, Meters meters) {
    this.decisions = decisions;
    this.meters = meters;
  }

  @PostMapping("/decide")
  ResponseEntity<byte[]> decide(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return determine(caller, request, Decisions.View.RECORD);
  }

  @PostMapping("/ask")
  ResponseEntity<byte[]> ask(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return determine(caller, request, Decisions.View.QUESTION);
  }

  @PostMapping("/explain")
  ResponseEntity<byte[]> explain(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return determine(caller, request, Decisions.View.EXPLANATION);
  }

  private ResponseEntity<byte[]> determine(
      Caller caller, HttpServletRequest request, Decisions.View view) {
    return switch (decisions.determine(caller, AdmissionFilter.body(request), view)) {
      case Outcome.Done(Decisions.Reply(boolean determined, Json answer)) -> {
        if (!determined) {
          throw new RefusedException(Refusal.json(422, answer, "not determined"));
        }
        yield Answers.json(200, answer);
      }
      case Outcome.Failed(Fault fault) -> throw failed(fault);
    };
  }

  @GetMapping("/decisions/{id}")
  ResponseEntity<byte[]> find(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return switch (decisions.find(caller, id)) {
      case Outcome.Done(Optional<LoggedEntry> entry) ->
          Answers.json(show(entry.orElseThrow(DecisionController::unknown)));
      case Outcome.Failed(Fault fault) -> throw failed(fault);
    };
  }

  /** Record and answer are shown as the bytes that the log has, not read and written again. */
  private static byte[] show(LoggedEntry logged) {
    NewEntry entry = logged.entry();
    String head =
        JsonWriter.canonical(
            new Json.Members()
                .put("decisionId", entry.assertionId())
                .put("kind", entry.kind().name())
                .put("at", entry.at().toString())
                .put("caller", entry.caller())
                .put("requestDigest", entry.requestDigest().hex())
                .put("sequence", new Json.Whole(logged.sequence()))
                .put("previousHash", logged.previous().hex())
                .put("hash", logged.hash().hex())
                .toObject());
    String whole =
        head.substring(0, head.length() - 1)
            + ",\"record\":"
            + entry.record().text()
            + ",\"returned\":"
            + entry.returned().text()
            + "}\n";
    return whole.getBytes(StandardCharsets.UTF_8);
  }

  @PostMapping("/decisions/{id}/replay")
  ResponseEntity<byte[]> replay(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return switch (decisions.replay(caller, id)) {
      case Outcome.Done(Decisions.Again again) ->
          switch (again) {
            case Decisions.Again.Unknown() -> throw unknown();
            case Decisions.Again.NotOne(String kind) ->
                throw refused(
                    422,
                    "not-replayable",
                    "The entry is a %s: nothing was decided that could be decided again."
                        .formatted(kind),
                    "Name the entry of a decision.");
            case Decisions.Again.NoSuchVersion(String guideline, String version) ->
                throw refused(
                    422,
                    "version-not-kept",
                    "No release that is kept has version %s of %s as it was applied."
                        .formatted(version, guideline),
                    "Replay it where that release is kept.");
            case Decisions.Again.Decided(Replay.Result result) -> replayed(result);
          };
      case Outcome.Failed(Fault fault) -> throw failed(fault);
    };
  }

  private static ResponseEntity<byte[]> replayed(Replay.Result result) {
    return switch (result) {
      case Replay.Result.Same(String guideline, String version) ->
          Answers.json(
              200,
              new Json.Members()
                  .put("same", new Json.Bool(true))
                  .put("guideline", guideline)
                  .put("version", version)
                  .put("differences", Json.array(List.of()))
                  .toObject());
      case Replay.Result.Differs(List<Replay.Difference> differences) ->
          Answers.json(
              200,
              new Json.Members()
                  .put("same", new Json.Bool(false))
                  .put(
                      "differences",
                      Json.array(differences.stream().map(DecisionController::difference).toList()))
                  .toObject());
      case Replay.Result.Impossible(Problem problem) ->
          throw new RefusedException(Refusal.problems(422, List.of(problem)));
    };
  }

  private static Json difference(Replay.Difference difference) {
    return new Json.Members()
        .put("pointer", difference.pointer())
        .put("recorded", Json.textOrNull(difference.recorded()))
        .put("replayed", Json.textOrNull(difference.replayed()))
        .toObject();
  }

  private static RefusedException unknown() {
    return refused(
        404,
        "no-such-decision",
        "The log has no entry with this identifier that this client may read.",
        "Use the decisionId or coverage-assertion-id of an answer that this client received.");
  }

  private static RefusedException refused(int status, String id, String message, String help) {
    return new RefusedException(Refusal.problem(status, id, "id", message, help));
  }

  private RefusedException failed(Fault fault) {
    meters.fault(fault.word());
    return new RefusedException(Refusal.of(ErrorFormat.PROBLEMS, fault));
  }
}
