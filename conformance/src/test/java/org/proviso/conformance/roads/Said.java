package org.proviso.conformance.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.determination.Determination;
import org.proviso.determination.Refused;
import org.proviso.determination.Result;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.ground.json.Json;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * What every road says of a request.
 *
 * @param refusal the identifier of the refusal; empty when the request is determined
 * @param guideline that decides; empty when it is refused
 * @param version that decides; empty when it is refused
 * @param decisions in the version's order
 */
record Said(String refusal, String guideline, String version, List<OfDecision> decisions) {
  private static final String UNDECIDED = "undecided";

  /**
   * One decision.
   *
   * @param outcome its word, or {@code undecided}
   * @param clauses the anchors that are cited
   * @param reachable the words of the outcomes that can still be reached; empty when it is decided
   * @param missing the facts that still matter, the most useful first
   */
  record OfDecision(
      String decision,
      String outcome,
      List<String> clauses,
      List<String> reachable,
      List<String> missing) {}

  static Said refused(String id) {
    return new Said(id, "", "", List.of());
  }

  boolean isRefused() {
    return !refusal.isEmpty();
  }

  static Said of(Result result) {
    return switch (result) {
      case Refused refused -> refused(refused.id());
      case Determination determination ->
          new Said(
              "",
              determination.answer().guideline().id(),
              determination.answer().guideline().version(),
              determination.answer().decisions().stream().map(Said::of).toList());
    };
  }

  private static OfDecision of(DecisionAnswer decision) {
    Optional<String> outcome = decision.outcome().map(Outcome::word);
    return new OfDecision(
        decision.decision(),
        outcome.orElse(UNDECIDED),
        decision.clauses().stream().map(Clause::anchor).map(Anchor::name).toList(),
        outcome.isPresent()
            ? List.of()
            : decision.reachable().stream().map(Outcome::word).distinct().toList(),
        decision.missing().stream().map(FactName::text).toList());
  }

  /** From a record, or from what is kept where nothing was determined. */
  static Said of(Json.Obj record) {
    Optional<Json> problems = record.get("problems");
    if (problems.isPresent()) {
      return refused(text(items(problems.get()).getFirst(), "id"));
    }
    return new Said(
        "",
        text(record, "guideline"),
        text(record, "version"),
        items(record.get("decisions").orElseThrow()).stream().map(Said::decision).toList());
  }

  private static OfDecision decision(Json json) {
    var decision = (Json.Obj) json;
    String outcome = text(decision, "outcome");
    List<String> clauses = texts(decision, "clauses");
    List<String> cited =
        items(decision.get("citations").orElseThrow()).stream()
            .map(citation -> text(citation, "anchor"))
            .toList();
    if (!cited.equals(clauses)) {
      throw new AssertionError("cites " + cited + " instead of " + clauses);
    }
    return new OfDecision(
        text(decision, "decision"),
        outcome,
        clauses,
        outcome.equals(UNDECIDED) ? texts(decision, "reachable") : List.of(),
        texts(decision, "missing"));
  }

  private static List<Json> items(Json array) {
    return ((Json.Array) array).items();
  }

  private static String text(Json object, String member) {
    return ((Json.Text) ((Json.Obj) object).get(member).orElseThrow()).value();
  }

  private static List<String> texts(Json.Obj object, String member) {
    return items(object.get(member).orElseThrow()).stream()
        .map(each -> ((Json.Text) each).value())
        .toList();
  }

  /** From the fields of a batch's line; {@link #and} adds those of further decisions. */
  static Said of(List<String> fields) {
    String outcome = fields.get(5);
    if (outcome.equals("refused") || outcome.equals("malformed")) {
      return refused(fields.get(10).isEmpty() ? outcome : fields.get(10));
    }
    return new Said(
        "",
        fields.get(2),
        fields.get(3),
        List.of(
            new OfDecision(
                fields.get(4),
                outcome,
                words(fields.get(6)),
                words(fields.get(7)),
                words(fields.get(8)))));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** With the decisions of another line. */
  Said and(Said more) {
    if (!guideline.equals(more.guideline) || !version.equals(more.version)) {
      throw new AssertionError("two versions for one row");
    }
    var all = new ArrayList<>(decisions);
    all.addAll(more.decisions);
    return new Said("", guideline, version, List.copyOf(all));
  }
}
