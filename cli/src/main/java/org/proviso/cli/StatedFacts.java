package org.proviso.cli;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.ExitCode;
import org.proviso.determination.Determination;
import org.proviso.determination.GivenAnswer;
import org.proviso.determination.Referral;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.ground.Problem;
import org.proviso.ground.digest.Sha256;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.language.check.ValueReader;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;

/**
 * A made-up patient as {@code verify}, {@code diff} and {@code faults} print one: not a record, but
 * the facts themselves. Nothing is read from anywhere else, so that what was found of a document
 * can be seen again.
 */
record StatedFacts(String digest, Optional<String> guideline, LocalDate date, Json.Obj facts) {
  private static final int MOST_BYTES = 1_000_000;

  /** The facts in a file's content; empty when it is something else, such as a FHIR Bundle. */
  static Optional<StatedFacts> in(byte[] content) {
    if (content.length > MOST_BYTES) {
      return Optional.empty();
    }
    try {
      return JsonReader.read(new String(content, StandardCharsets.UTF_8)) instanceof Json.Obj stated
              && stated.get("resourceType").isEmpty()
              && stated.get("facts").orElse(null) instanceof Json.Obj facts
              && stated.get("dateOfService").orElse(null) instanceof Json.Text(String date)
          ? Optional.of(
              new StatedFacts(
                  Sha256.of(content).hex(),
                  stated.get("guideline").map(StatedFacts::text),
                  LocalDate.parse(date),
                  facts))
          : Optional.empty();
    } catch (JsonReader.NotJsonException | DateTimeException notStated) {
      return Optional.empty();
    }
  }

  private static String text(Json value) {
    return value instanceof Json.Text(String text) ? text : "";
  }

  /**
   * Decides under the version that is named, or else the one of the library in force on the date.
   */
  Determination determine(
      @Nullable String under, @Nullable String id, LibraryOption library, LocalDate today) {
    Guideline version =
        under == null ? inForce(id, library) : NamedVersion.of(under, library).guideline();
    if (!(Engine.compile(version)
        instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var warnings))) {
      throw CommandFailure.badInput(
          "document-has-errors",
          version.file(),
          "The document has errors.",
          "Run: proviso check " + version.file());
    }
    Request request = new Request(date, knowledge(version));
    List<InvalidFact> invalid = compiled.check(request);
    if (!invalid.isEmpty()) {
      throw new CommandFailure(
          ExitCode.BAD_INPUT,
          invalid.stream()
              .map(
                  each -> new Problem("fact-invalid", "facts", each.message(), "Correct the fact."))
              .toList());
    }
    Answer answer = compiled.decide(request);
    return new Determination(
        answer, request, referrals(answer), List.of(), today, digest, List.of());
  }

  private Guideline inForce(@Nullable String id, LibraryOption library) {
    String name = id == null ? guideline.orElse("") : id;
    return Determiners.open(library)
        .versionInForce(name, date)
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "no-such-version",
                    name.isEmpty() ? "guideline" : name,
                    "The library has no version of it without errors that is in force on "
                        + date
                        + ".",
                    "Name a document with --under FILE or --under ID@VERSION."));
  }

  private Map<FactName, Knowledge> knowledge(Guideline version) {
    List<Evidence> evidence = List.of(new Evidence.Example("witness"));
    var known = new HashMap<FactName, Knowledge>();
    var problems = new ArrayList<Problem>();
    for (var stated : facts.members().entrySet()) {
      Optional<FactDeclaration> fact =
          version.facts().stream()
              .filter(each -> each.name().text().equals(stated.getKey()))
              .findFirst();
      String text = text(stated.getValue());
      if (fact.isEmpty()) {
        problems.add(
            new Problem(
                "unknown-fact",
                stated.getKey(),
                "Version " + version.version() + " of " + version.id() + " has no such fact.",
                "Remove it, or decide under another version."));
      } else if (text.equals(GivenAnswer.UNANSWERABLE)) {
        known.put(fact.get().name(), new Knowledge.Unanswerable(evidence));
      } else {
        switch (ValueReader.read(fact.get(), text)) {
          case ValueReader.Result.Read(Value value) ->
              known.put(fact.get().name(), new Knowledge.Known(value, evidence));
          case ValueReader.Result.Malformed(String reason, String help) ->
              problems.add(new Problem("answer-does-not-fit", stated.getKey(), reason + ".", help));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandFailure(ExitCode.BAD_INPUT, problems);
    }
    return known;
  }

  private static Map<String, Referral> referrals(Answer answer) {
    var referrals = new LinkedHashMap<String, Referral>();
    for (DecisionAnswer decision : answer.decisions()) {
      if (decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)) {
        switch (target) {
          case Outcome.Target.Named(String name) ->
              referrals.put(decision.decision(), new Referral.Authority(name));
          case Outcome.Target.OfDecision(String name) ->
              referrals.put(decision.decision(), new Referral.Decision(name));
          case Outcome.Target.OfFact _ -> {
            // Which document it is, a record would say; made-up facts name none.
          }
        }
      }
    }
    return referrals;
  }
}
