package org.proviso.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.record.Replay;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.server.security.Scope;
import org.proviso.server.service.Decisions;
import org.proviso.server.service.Fault;
import org.proviso.server.service.Outcome;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;

/** The native API: decide, ask, explain, and look decisions up. */
public final class DecisionRoutes {
  private final Decisions decisions;
  private final Meters meters;

  /** With the decisions. */
  public DecisionRoutes(Decisions decisions, Meters meters) {
    this.decisions = decisions;
    this.meters = meters;
  }

  /** Its routes. */
  public List<Route> routes() {
    var decide = new Access.Scoped(Scope.DECIDE);
    return List.of(
        Route.post("/decide", decide, call -> determine(call, Decisions.View.RECORD)),
        Route.post("/ask", decide, call -> determine(call, Decisions.View.QUESTION)),
        Route.post("/explain", decide, call -> determine(call, Decisions.View.EXPLANATION)),
        Route.get("/decisions/{id}", new Access.Scoped(Scope.READ), this::find),
        Route.post("/decisions/{id}/replay", new Access.Scoped(Scope.REPLAY), this::replay));
  }

  private Response determine(Call call, Decisions.View view) {
    return switch (decisions.determine(call.body(), view)) {
      case Outcome.Done(Decisions.Reply(boolean determined, Json body)) ->
          Response.json(determined ? 200 : 422, body);
      case Outcome.Failed(Fault fault) -> failed(fault);
    };
  }

  private Response find(Call call) {
    return switch (decisions.find(call.variable("id"))) {
      case Outcome.Done(Optional<LoggedEntry> entry) ->
          entry.isEmpty() ? unknown() : Response.json(200, show(entry.get()));
      case Outcome.Failed(Fault fault) -> failed(fault);
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

  private Response replay(Call call) {
    return switch (decisions.replay(call.variable("id"))) {
      case Outcome.Done(Decisions.Again again) ->
          switch (again) {
            case Decisions.Again.Unknown() -> unknown();
            case Decisions.Again.NotOne(String kind) ->
                Errors.problem(
                    422,
                    "not-replayable",
                    "id",
                    "The entry is a %s: nothing was decided that could be decided again."
                        .formatted(kind),
                    "Name the entry of a decision.");
            case Decisions.Again.NoSuchVersion(String guideline, String version) ->
                Errors.problem(
                    422,
                    "version-not-kept",
                    "id",
                    "No release that is kept has version %s of %s as it was applied."
                        .formatted(version, guideline),
                    "Replay it where that release is kept.");
            case Decisions.Again.Decided(Replay.Result result) -> replayed(result);
          };
      case Outcome.Failed(Fault fault) -> failed(fault);
    };
  }

  private static Response replayed(Replay.Result result) {
    return switch (result) {
      case Replay.Result.Same(String guideline, String version) ->
          Response.json(
              200,
              new Json.Members()
                  .put("same", new Json.Bool(true))
                  .put("guideline", guideline)
                  .put("version", version)
                  .put("differences", Json.array(List.of()))
                  .toObject());
      case Replay.Result.Differs(List<Replay.Difference> differences) ->
          Response.json(
              200,
              new Json.Members()
                  .put("same", new Json.Bool(false))
                  .put(
                      "differences",
                      Json.array(differences.stream().map(DecisionRoutes::difference).toList()))
                  .toObject());
      case Replay.Result.Impossible(Problem problem) -> Errors.problems(422, List.of(problem));
    };
  }

  private static Json difference(Replay.Difference difference) {
    return new Json.Members()
        .put("pointer", difference.pointer())
        .put("recorded", Json.textOrNull(difference.recorded()))
        .put("replayed", Json.textOrNull(difference.replayed()))
        .toObject();
  }

  private static Response unknown() {
    return Errors.problem(
        404,
        "no-such-decision",
        "id",
        "The log has no entry with this identifier.",
        "Use the decisionId or coverage-assertion-id of an answer of this payer.");
  }

  private Response failed(Fault fault) {
    meters.fault(fault.word());
    return Errors.of(new Access.Open(), fault);
  }
}
