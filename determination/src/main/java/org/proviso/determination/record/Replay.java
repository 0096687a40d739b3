package org.proviso.determination.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.Referral;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.terminology.Terminology;

/**
 * Decides again from the facts of a record and compares the outcome with what the record holds,
 * byte for byte in canonical form.
 */
public final class Replay {
  private final Library library;
  private final Determiner determiner;
  private final Terminology terminology;

  /** Replays against the documents of a library. */
  public Replay(Library library, Terminology terminology) {
    this.library = library;
    this.terminology = terminology;
    this.determiner = new Determiner(LibrarySource.of(library), Optional.empty(), terminology);
  }

  /** What came of a replay. */
  public sealed interface Result {
    /** The same bytes. */
    record Same(String guideline, String version) implements Result {}

    /** Decided again, with differences; one or more. */
    record Differs(List<Difference> differences) implements Result {
      public Differs {
        differences = List.copyOf(differences);
      }
    }

    /** It cannot be decided again. */
    record Impossible(Problem problem) implements Result {}
  }

  /**
   * One place where record and replay differ.
   *
   * @param pointer a JSON pointer (RFC 6901) into the record
   * @param recorded what the record holds, in canonical JSON; empty when it holds nothing there
   * @param replayed what the replay gives; empty likewise
   */
  public record Difference(String pointer, Optional<String> recorded, Optional<String> replayed) {}

  /**
   * Replays a record.
   *
   * @param text the record's JSON, canonical or not
   */
  public Result replay(String text) {
    try {
      Json.Obj record = FactJson.object(JsonReader.read(text));
      String format = FactJson.text(record, "format");
      Optional<RecordFormat> known = RecordFormat.of(format);
      return known.isPresent()
          ? replay(record, known.get())
          : impossible(
              "record-format",
              "Its format is \"" + format + "\", which this version of Proviso does not know.");
    } catch (JsonReader.NotJsonException notJson) {
      return impossible("not-json", "The record cannot be read: " + notJson.getMessage() + ".");
    } catch (FactJson.UnreadableException unreadable) {
      return impossible(
          "record-damaged", "The record is damaged: " + unreadable.getMessage() + ".");
    } catch (DateTimeException noDate) {
      return impossible("record-damaged", "The record is damaged: a date is not a date.");
    }
  }

  private Result replay(Json.Obj record, RecordFormat format) throws FactJson.UnreadableException {
    String id = FactJson.text(record, "guideline");
    String version = FactJson.text(record, "version");
    LocalDate date = LocalDate.parse(FactJson.text(record, "dateOfService"));
    Optional<Guideline> guideline = find(id, version);
    if (guideline.isEmpty()) {
      return impossible(
          "version-missing", "The library has no version " + version + " of " + id + ".");
    }
    if (!(determiner.compile(guideline.get())
        instanceof Engine.Compilation.Compiled(CompiledGuideline ready, var warnings))) {
      return impossible(
          "guideline-rejected", "Version " + version + " of " + id + " does not pass its checks.");
    }
    Request request = request(record, guideline.get(), date);
    List<InvalidFact> invalid = ready.check(request);
    if (!invalid.isEmpty()) {
      return impossible(
          "facts-do-not-fit",
          "The facts of the record do not fit the version that the library has: "
              + invalid.getFirst().message());
    }
    var answer = ready.decide(request);
    var determination =
        new Determination(
            answer,
            request,
            referrals(record, answer.decisions(), date),
            Map.of(),
            notes(record),
            LocalDate.parse(FactJson.text(record, "decidedOn")),
            FactJson.text(record, "inputDigest"),
            terminology.releasesOn(date));
    Json.Obj replayed = RecordWriter.write(determination, format);
    if (JsonWriter.canonical(record).equals(JsonWriter.canonical(replayed))) {
      return new Result.Same(id, version);
    }
    var differences = new ArrayList<Difference>();
    compare("", Optional.of(record), Optional.of(replayed), differences);
    return new Result.Differs(differences);
  }

  private Optional<Guideline> find(String id, String version) {
    return library.versions(id).stream()
        .filter(document -> document.version().equals(version))
        .findFirst();
  }

  private static Request request(Json.Obj holder, Guideline guideline, LocalDate date)
      throws FactJson.UnreadableException {
    var facts = new TreeMap<FactName, Knowledge>();
    for (Json item : FactJson.items(FactJson.member(holder, "facts"))) {
      Json.Obj fact = FactJson.object(item);
      String name = FactJson.text(fact, "fact");
      Optional<FactDeclaration> declared =
          FactName.PATTERN.matcher(name).matches()
              ? guideline.fact(new FactName(name))
              : Optional.empty();
      if (declared.isPresent()) {
        Knowledge knowledge = FactJson.read(fact, declared.get().type());
        if (!(knowledge instanceof Knowledge.NotAsked)) {
          facts.put(declared.get().name(), knowledge);
        }
      }
    }
    return new Request(date, facts);
  }

  private Map<String, Referral> referrals(
      Json.Obj record, List<DecisionAnswer> decisions, LocalDate date)
      throws FactJson.UnreadableException {
    var recorded = new HashMap<String, Json.Obj>();
    for (Json item : FactJson.items(FactJson.member(record, "decisions"))) {
      Json.Obj decision = FactJson.object(item);
      if (decision.get("refersTo").orElse(new Json.Null()) instanceof Json.Obj target) {
        recorded.put(FactJson.text(decision, "decision"), target);
      }
    }
    var referrals = new HashMap<String, Referral>();
    for (var decision : decisions) {
      if (decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)) {
        Optional<Referral> referral =
            switch (target) {
              case Outcome.Target.Named(String authority) ->
                  Optional.of(new Referral.Authority(authority));
              case Outcome.Target.OfDecision(String name) ->
                  Optional.of(new Referral.Decision(name));
              case Outcome.Target.OfFact _ -> document(recorded.get(decision.decision()), date);
            };
        referral.ifPresent(found -> referrals.put(decision.decision(), found));
      }
    }
    return referrals;
  }

  private Optional<Referral> document(Json.@Nullable Obj target, LocalDate date)
      throws FactJson.UnreadableException {
    if (target == null || target.get("guideline").isEmpty()) {
      return Optional.empty();
    }
    Optional<Guideline> document =
        find(FactJson.text(target, "guideline"), FactJson.text(target, "version"));
    if (document.isPresent()
        && determiner.compile(document.get())
            instanceof Engine.Compilation.Compiled(CompiledGuideline ready, var warnings)) {
      Request request = request(target, document.get(), date);
      if (ready.check(request).isEmpty()) {
        return Optional.of(new Referral.Document(ready.decide(request), request));
      }
    }
    return Optional.empty();
  }

  private static List<Problem> notes(Json.Obj record) throws FactJson.UnreadableException {
    var notes = new ArrayList<Problem>();
    for (Json item : FactJson.items(FactJson.member(record, "notes"))) {
      Json.Obj note = FactJson.object(item);
      notes.add(
          new Problem(
              FactJson.text(note, "id"),
              FactJson.text(note, "place"),
              FactJson.text(note, "message"),
              FactJson.text(note, "help")));
    }
    return notes;
  }

  private static void compare(
      String pointer, Optional<Json> recorded, Optional<Json> replayed, List<Difference> found) {
    if (recorded.equals(replayed)) {
      return;
    }
    if (recorded.orElse(null) instanceof Json.Obj before
        && replayed.orElse(null) instanceof Json.Obj after) {
      var names = new TreeSet<>(before.members().keySet());
      names.addAll(after.members().keySet());
      for (String name : names) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        compare(pointer + "/" + escaped, before.get(name), after.get(name), found);
      }
    } else if (recorded.orElse(null) instanceof Json.Array(var before)
        && replayed.orElse(null) instanceof Json.Array(var after)) {
      for (int index = 0; index < Math.max(before.size(), after.size()); index++) {
        compare(pointer + "/" + index, item(before, index), item(after, index), found);
      }
    } else {
      var difference =
          new Difference(
              pointer, recorded.map(JsonWriter::canonical), replayed.map(JsonWriter::canonical));
      // A number is read as whole that was written as a real one.
      if (!difference.recorded().equals(difference.replayed())) {
        found.add(difference);
      }
    }
  }

  private static Optional<Json> item(List<Json> items, int index) {
    return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
  }

  private static Result impossible(String id, String message) {
    return new Result.Impossible(
        new Problem(
            id,
            "record",
            message,
            "Replay needs an undamaged record and the library that it was decided with."));
  }
}
