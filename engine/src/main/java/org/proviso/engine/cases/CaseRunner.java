package org.proviso.engine.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.decide.InvalidFact;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Case;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** Decides every case of a document and compares with what the case expects. */
public final class CaseRunner {
  private CaseRunner() {}

  /**
   * What running the cases of a document gave.
   *
   * @param results one for each case, in document order
   * @param undecidingClauses clauses that decide no case, as {@code decision/anchor}
   * @param onesided criteria that no case shows met, or none not met, with their place
   * @param criteria how many criteria there are
   */
  public record Report(
      List<CaseResult> results,
      List<String> undecidingClauses,
      List<Onesided> onesided,
      int clauses,
      int criteria) {
    public Report {
      results = List.copyOf(results);
      undecidingClauses = List.copyOf(undecidingClauses);
      onesided = List.copyOf(onesided);
    }

    /** How many cases fail. */
    public long failures() {
      return results.stream().filter(result -> !result.failures().isEmpty()).count();
    }

    /** Criteria shown both met and not met, of all. */
    public int covered() {
      return criteria - onesided.size();
    }
  }

  /** One case; it passes when there are no failures. */
  public record CaseResult(Case of, List<String> failures) {
    public CaseResult {
      failures = List.copyOf(failures);
    }
  }

  /** A criterion that the cases show from one side only, or not at all. */
  public record Onesided(Criterion criterion, boolean met, boolean notMet) {}

  /** Runs all cases. */
  public static Report run(CompiledGuideline compiled) {
    Guideline guideline = compiled.guideline();
    var results = new ArrayList<CaseResult>();
    var deciding = new HashSet<String>();
    var seen = new HashMap<Criterion, Set<CriterionStatus.Status>>();
    for (Case of : guideline.cases()) {
      Request request = request(guideline, of);
      List<InvalidFact> invalid = compiled.check(request);
      if (!invalid.isEmpty()) {
        results.add(new CaseResult(of, invalid.stream().map(InvalidFact::message).toList()));
        continue;
      }
      Answer answer = compiled.decide(request, asks(of) ? Detail.FULL : Detail.OUTCOME);
      results.add(new CaseResult(of, failures(of, answer)));
      for (DecisionAnswer decision : answer.decisions()) {
        if (decision.outcome().isPresent()) {
          decision.anchors().forEach(anchor -> deciding.add(decision.decision() + "/" + anchor));
        }
        decision.criteria().forEach(status -> note(status, seen));
      }
    }
    var undeciding = new ArrayList<String>();
    var criteria = new LinkedHashMap<Criterion, Boolean>();
    int clauses = 0;
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        clauses++;
        String name = decision.name() + "/" + clause.anchor();
        if (!deciding.contains(name)) {
          undeciding.add(name);
        }
        collect(clause.criterion(), criteria);
      }
    }
    List<Onesided> onesided =
        criteria.keySet().stream()
            .map(criterion -> onesided(criterion, seen.getOrDefault(criterion, Set.of())))
            .flatMap(Optional::stream)
            .toList();
    return new Report(results, undeciding, onesided, clauses, criteria.size());
  }

  /** What a case says, as a request. */
  public static Request request(Guideline guideline, Case of) {
    var facts = new HashMap<FactName, Knowledge>();
    List<Evidence> evidence = List.of(new Evidence.Example(of.name()));
    of.given().forEach((fact, value) -> facts.put(fact, new Knowledge.Known(value, evidence)));
    of.unanswerable().forEach(fact -> facts.put(fact, new Knowledge.Unanswerable(evidence)));
    return new Request(of.dateOfService().orElse(guideline.effective()), facts);
  }

  /** Whether the case expects a question, which takes longer to find than the outcome. */
  private static boolean asks(Case of) {
    return of.expectations().stream()
        .anyMatch(
            expectation ->
                expectation instanceof Case.Expectation.Undecided undecided
                    && undecided.ask().isPresent());
  }

  private static List<String> failures(Case of, Answer answer) {
    var failures = new ArrayList<String>();
    for (Case.Expectation expectation : of.expectations()) {
      answer.decisions().stream()
          .filter(decision -> decision.decision().equals(expectation.decision()))
          .findFirst()
          .flatMap(decision -> failure(expectation, decision, answer))
          .ifPresent(failures::add);
    }
    return failures;
  }

  private static Optional<String> failure(
      Case.Expectation expectation, DecisionAnswer decision, Answer answer) {
    String actual = describe(decision);
    boolean holds =
        switch (expectation) {
          case Case.Expectation.Decided(var name, String outcome, List<Anchor> clauses) ->
              decision.outcome().map(Outcome::word).equals(Optional.of(outcome))
                  && (clauses.isEmpty()
                      || Set.copyOf(clauses).equals(Set.copyOf(decision.anchors())));
          case Case.Expectation.Undecided(var name, var missing, var ask) ->
              decision.outcome().isEmpty()
                  && missing.map(facts -> facts.equals(Set.copyOf(decision.missing()))).orElse(true)
                  && ask.map(
                          fact ->
                              answer
                                  .ask()
                                  .map(question -> question.fact().name())
                                  .equals(Optional.of(fact)))
                      .orElse(true);
        };
    return holds
        ? Optional.empty()
        : Optional.of(
            "%s: expected %s, but it is %s%s"
                .formatted(
                    decision.decision(),
                    describe(expectation),
                    actual,
                    expectation instanceof Case.Expectation.Undecided undecided
                            && undecided.ask().isPresent()
                        ? answer
                            .ask()
                            .map(question -> ", ask " + question.fact().name())
                            .orElse(", nothing to ask")
                        : ""));
  }

  private static String describe(DecisionAnswer decision) {
    return decision
        .outcome()
        .map(outcome -> outcome.word() + by(decision.anchors()))
        .orElse("undecided, missing " + names(decision.missing()));
  }

  private static String describe(Case.Expectation expectation) {
    return switch (expectation) {
      case Case.Expectation.Decided(var name, String outcome, List<Anchor> clauses) ->
          outcome + by(clauses);
      case Case.Expectation.Undecided(var name, var missing, var ask) ->
          "undecided"
              + missing
                  .map(facts -> ", missing " + names(facts.stream().sorted().toList()))
                  .orElse("")
              + ask.map(fact -> ", ask " + fact).orElse("");
    };
  }

  private static String by(List<Anchor> clauses) {
    return clauses.isEmpty() ? "" : " by " + names(clauses);
  }

  private static String names(List<?> names) {
    return String.join(", ", names.stream().map(Object::toString).toList());
  }

  private static void note(
      CriterionStatus status, Map<Criterion, Set<CriterionStatus.Status>> seen) {
    seen.computeIfAbsent(status.criterion(), _ -> new HashSet<>()).add(status.status());
    status.parts().forEach(part -> note(part, seen));
  }

  private static void collect(Criterion criterion, Map<Criterion, Boolean> into) {
    if (criterion.condition() instanceof Condition.Constant) {
      return;
    }
    into.put(criterion, true);
    criterion.condition().parts().forEach(part -> collect(part, into));
  }

  private static Optional<Onesided> onesided(
      Criterion criterion, Set<CriterionStatus.Status> statuses) {
    boolean met = statuses.contains(CriterionStatus.Status.MET);
    boolean notMet = statuses.contains(CriterionStatus.Status.NOT_MET);
    return met && notMet ? Optional.empty() : Optional.of(new Onesided(criterion, met, notMet));
  }
}
