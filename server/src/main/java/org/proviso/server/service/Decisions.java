package org.proviso.server.service;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proviso.determination.Determination;
import org.proviso.determination.Refused;
import org.proviso.determination.record.RecordWriter;
import org.proviso.determination.record.Replay;
import org.proviso.fhir.RecordRequest;
import org.proviso.ground.Problem;
import org.proviso.ground.digest.Sha256;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;
import org.proviso.server.security.Caller;
import org.proviso.storage.Content;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.EntryKind;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.release.Release;
import org.proviso.terminology.Terminology;

/** Decisions of the native API: made, stored, read and made again. */
public final class Decisions {
  private final Worker worker;
  private final ActiveGuidelines guidelines;
  private final DecisionLog log;
  private final SteadyClock clock;
  private final Terminology terminology;
  private final ZoneId zone;

  /**
   * With what they need.
   *
   * @param zone where the payer's day begins
   */
  public Decisions(
      Worker worker,
      ActiveGuidelines guidelines,
      DecisionLog log,
      SteadyClock clock,
      Terminology terminology,
      ZoneId zone) {
    this.worker = worker;
    this.guidelines = guidelines;
    this.log = log;
    this.clock = clock;
    this.terminology = terminology;
    this.zone = zone;
  }

  /** How much of a record is wanted. */
  public enum View {
    /** All of it. */
    RECORD,
    /** What to ask next. */
    QUESTION,
    /** What the answer rests on and what would change it. */
    EXPLANATION;

    /** Which members of each decision are shown. */
    private List<String> ofDecision() {
      return switch (this) {
        case RECORD -> List.of();
        case QUESTION -> List.of("decision", "outcome", "missing", "ask");
        case EXPLANATION ->
            List.of(
                "decision",
                "outcome",
                "clauses",
                "citations",
                "refersTo",
                "because",
                "criteria",
                "wouldChange",
                "missing");
      };
    }
  }

  /**
   * What is sent.
   *
   * @param determined whether anything was determined; otherwise the body says why not
   */
  public record Reply(boolean determined, Json body) {}

  /** Determines a request and stores what came of it, refusals included. Never throws. */
  public Outcome<Reply> determine(Caller caller, byte[] body, View view) {
    return worker.run(() -> reply(caller, body, view));
  }

  private Reply reply(Caller caller, byte[] body, View view) throws Worker.FaultException {
    Instant now = clock.now().orElseThrow(() -> new Worker.FaultException(Fault.CLOCK));
    return switch (Envelope.open(body)) {
      case Envelope.Opened.Wrong(Problem problem) -> new Reply(false, problems(List.of(problem)));
      case Envelope.Opened.Right(byte[] bundle, var options) ->
          switch (RecordRequest.determine(
              guidelines.current(), bundle, options, LocalDate.ofInstant(now, zone))) {
            case Determination determination -> {
              Json.Obj record = RecordWriter.write(determination);
              String id = UUID.randomUUID().toString();
              Json shown = show(id, record, view);
              store(caller, id, EntryKind.DECISION, body, record, shown, now);
              yield new Reply(true, shown);
            }
            case Refused(List<Problem> problems) -> refused(caller, body, problems, now);
          };
    };
  }

  private Reply refused(Caller caller, byte[] body, List<Problem> problems, Instant now)
      throws Worker.FaultException {
    Json said = problems(problems);
    store(caller, UUID.randomUUID().toString(), EntryKind.REFUSAL, body, said, said, now);
    return new Reply(false, said);
  }

  private void store(
      Caller caller,
      String id,
      EntryKind kind,
      byte[] body,
      Json record,
      Json returned,
      Instant now)
      throws Worker.FaultException {
    try {
      log.append(
          List.of(
              new NewEntry(
                  id,
                  "api:" + id,
                  kind,
                  Sha256.of(body),
                  Content.owning(JsonWriter.canonicalBytes(record)),
                  Content.owning(JsonWriter.canonicalBytes(returned)),
                  now,
                  caller.name())));
    } catch (StorageException _) {
      throw new Worker.FaultException(Fault.STORAGE);
    }
  }

  private static Json problems(List<Problem> problems) {
    return new Json.Members()
        .put("problems", Json.array(problems.stream().map(Problem::json).toList()))
        .toObject();
  }

  private static Json show(String id, Json.Obj record, View view) {
    var shown = new Json.Members().put("decisionId", id);
    if (view == View.RECORD) {
      record.members().forEach(shown::put);
      return shown.toObject();
    }
    for (String member : List.of("guideline", "version", "title", "payer", "disposition", "ask")) {
      shown.putIf(member, record.get(member));
    }
    if (record.get("decisions").orElseThrow() instanceof Json.Array(List<Json> decisions)) {
      shown.put(
          "decisions",
          Json.array(decisions.stream().map(each -> only(each, view.ofDecision())).toList()));
    }
    return shown.putIf("notice", record.get("notice")).toObject();
  }

  private static Json only(Json value, List<String> members) {
    var some = new Json.Members();
    if (value instanceof Json.Obj object) {
      members.forEach(member -> some.putIf(member, object.get(member)));
    }
    return some.toObject();
  }

  /**
   * The entry of the log with an identifier; empty also when the caller may not read it. Never
   * throws.
   */
  public Outcome<Optional<LoggedEntry>> find(Caller caller, String id) {
    return worker.run(() -> entry(caller, id));
  }

  private Optional<LoggedEntry> entry(Caller caller, String id) throws Worker.FaultException {
    try {
      Optional<LoggedEntry> entry =
          NewEntry.isIdentifier(id) ? log.byAssertion(id) : Optional.empty();
      return entry.filter(found -> caller.mayRead(found.entry().caller()));
    } catch (StorageException _) {
      throw new Worker.FaultException(Fault.STORAGE);
    }
  }

  /** What came of deciding again. */
  public sealed interface Again {
    /** There is no such entry that the caller may read. */
    record Unknown() implements Again {}

    /** It holds no decision that could be made again. */
    record NotOne(String kind) implements Again {}

    /** No release that is kept has the version that was applied. */
    record NoSuchVersion(String guideline, String version) implements Again {}

    /** It was decided again. */
    record Decided(Replay.Result result) implements Again {}
  }

  /** Decides again from the record of a decision. Never throws. */
  public Outcome<Again> replay(Caller caller, String id) {
    return worker.run(
        () -> {
          Optional<LoggedEntry> entry = entry(caller, id);
          return entry.isEmpty() ? new Again.Unknown() : again(entry.get().entry());
        });
  }

  private Again again(NewEntry entry) throws Exception {
    if (!entry.kind().equals(EntryKind.DECISION)) {
      return new Again.NotOne(entry.kind().name());
    }
    String record = entry.record().text();
    Json.Obj read = (Json.Obj) JsonReader.read(record);
    String guideline = text(read, "guideline");
    String hash = text(read, "contentHash");
    try {
      Optional<Release> release = guidelines.releaseWith(guideline, hash);
      return release.isEmpty()
          ? new Again.NoSuchVersion(guideline, text(read, "version"))
          : new Again.Decided(new Replay(release.get().library(), terminology).replay(record));
    } catch (StorageException _) {
      throw new Worker.FaultException(Fault.STORAGE);
    }
  }

  private static String text(Json.Obj object, String member) {
    return object.get(member).orElse(null) instanceof Json.Text(String value) ? value : "";
  }
}
