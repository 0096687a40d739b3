package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.OutcomeWords;
import org.proviso.analysis.Patient;
import org.proviso.analysis.TooComplexException;
import org.proviso.analysis.verify.Finding.Severity;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Span;

/**
 * Finds what is wrong with a document: contradictions, gaps, clauses and criteria without effect,
 * facts that never matter, cases that cannot happen or expect the wrong answer. What follows from
 * arithmetic, calendars and value sets is taken into account: nothing is reported that only
 * impossible patients would show.
 */
public final class Verifier {
  private final Guideline guideline;
  private final ClauseRegions clauses;
  private final Diagrams diagrams;
  private final Confirmation confirmation;
  private final List<Finding> findings = new ArrayList<>();

  private Verifier(Guideline guideline) {
    this.guideline = guideline;
    this.clauses = ClauseRegions.of(guideline);
    this.diagrams = clauses.diagrams();
    this.confirmation = new Confirmation(guideline);
  }

  /**
   * Everything found in one document, by place. Where the document is too large for its budget, a
   * finding {@code too-complex} says what was left out.
   */
  public static List<Finding> verify(Guideline guideline) {
    var findings = new ArrayList<Finding>();
    try {
      var verifier = new Verifier(guideline);
      try {
        guideline.decisions().forEach(verifier::verify);
        verifier.findFactsThatNeverMatter();
      } catch (DiagramLimitException limit) {
        findings.add(tooComplex(guideline, limit));
      }
      findings.addAll(verifier.findings);
    } catch (TooComplexException | DiagramLimitException limit) {
      findings.add(tooComplex(guideline, limit));
    }
    if (Engine.compile(guideline)
        instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var _)) {
      findings.addAll(CaseFindings.of(compiled));
    }
    findings.sort(
        Comparator.comparing((Finding finding) -> finding.location().file())
            .thenComparingInt(finding -> finding.location().startLine())
            .thenComparingInt(finding -> finding.location().startColumn())
            .thenComparing(Finding::id));
    return findings;
  }

  private static Finding tooComplex(Guideline guideline, RuntimeException limit) {
    Span place =
        guideline.decisions().stream()
            .findFirst()
            .map(Decision::span)
            .orElse(new Span(guideline.file(), 1, 1, 1, 1));
    return new Finding(
        "too-complex",
        Severity.WARNING,
        place,
        "Not everything could be looked at: " + limit.getMessage() + ".",
        Optional.empty());
  }

  private void verify(Decision decision) {
    findContradictions(decision);
    findGap(decision);
    for (int index = 0; index < decision.clauses().size(); index++) {
      verify(decision, index);
    }
  }

  private void add(
      String id, Severity severity, Span location, String message, Optional<Patient> witness) {
    findings.add(new Finding(id, severity, location, message, witness));
  }

  // Contradictions and gaps

  private void findContradictions(Decision decision) {
    List<Clause> list = decision.clauses();
    List<Integer> holds = clauses.holds(decision);
    for (int second = 1; second < list.size(); second++) {
      for (int first = 0; first < second; first++) {
        Clause left = list.get(first);
        Clause right = list.get(second);
        if (ClauseRegions.equalRank(left, right) && !left.outcome().equals(right.outcome())) {
          int both = diagrams.and(holds.get(first), holds.get(second));
          if (!clauses.isEmpty(both)) {
            add(
                "contradiction",
                Severity.ERROR,
                right.criterion().span(),
                left.anchor()
                    + " ("
                    + OutcomeWords.of(left.outcome())
                    + ") and "
                    + right.anchor()
                    + " ("
                    + OutcomeWords.of(right.outcome())
                    + ") have equal rank, different outcomes, and can hold together.",
                confirmation.patient(clauses, both, List.of(left, right), List.of()));
          }
        }
      }
    }
  }

  private void findGap(Decision decision) {
    int none = diagrams.constant(true);
    for (int holds : clauses.holds(decision)) {
      none = clauses.without(none, holds);
    }
    if (!clauses.isEmpty(none)) {
      add(
          "gap",
          Severity.ERROR,
          decision.span(),
          "No clause of " + decision.name() + " decides this patient, and there is no otherwise.",
          confirmation.patient(clauses, none, List.of(), decision.clauses()));
    }
  }

  // Clauses

  private void verify(Decision decision, int index) {
    Clause clause = decision.clauses().get(index);
    CompiledCriterion criterion = clauses.criteria(decision).get(index);
    if (clause.criterion().condition() instanceof Condition.Constant(boolean value) && value) {
      if (clauses.isEmpty(clauses.decides(decision, index))) {
        add(
            clause.rank() == Rank.OTHERWISE ? "unreachable-otherwise" : "dead-clause",
            Severity.WARNING,
            clause.criterion().span(),
            clause.anchor() + " is never reached: the clauses before it decide every patient.",
            Optional.empty());
      }
      return;
    }
    if (clauses.isEmpty(criterion.holds())) {
      add(
          "dead-clause",
          Severity.WARNING,
          clause.criterion().span(),
          clause.anchor() + " never holds: no patient can meet all that it requires.",
          Optional.empty());
      return;
    }
    if (clauses.isEmpty(clauses.decides(decision, index))) {
      add(
          clause.tier() > 0 ? "shadowed-else" : "dead-clause",
          Severity.WARNING,
          clause.criterion().span(),
          clause.anchor()
              + " never decides: whenever it holds, a clause that goes before it holds too.",
          confirmation.patient(clauses, criterion.holds(), List.of(clause), List.of()));
      return;
    }
    boolean always = clauses.isEmpty(diagrams.not(criterion.holds()));
    if (always) {
      add(
          "always-met",
          Severity.WARNING,
          clause.criterion().span(),
          clause.anchor() + " holds for every patient.",
          Optional.empty());
      return;
    }
    if (sameWithout(decision, index, diagrams.constant(false))) {
      add(
          "redundant-clause",
          Severity.NOTE,
          clause.criterion().span(),
          clause.anchor() + " changes no outcome: without it every patient would get the same one.",
          confirmation.patient(clauses, criterion.holds(), List.of(clause), List.of()));
    } else {
      new Parts(decision, index, criterion).verify();
    }
  }

  /** Whether every patient gets the same outcome when the clause holds elsewhere than it does. */
  private boolean sameWithout(Decision decision, int index, int holds) {
    var changed = new ArrayList<>(clauses.holds(decision));
    changed.set(index, holds);
    int differs =
        diagrams.apply(
            clauses.outcome(decision),
            clauses.outcome(decision, changed),
            (left, right) -> !left.equals(right));
    return clauses.isEmpty(differs);
  }

  /** The parts of one clause's criterion. */
  private final class Parts {
    private final Decision decision;
    private final int index;
    private final CompiledCriterion root;

    Parts(Decision decision, int index, CompiledCriterion root) {
      this.decision = decision;
      this.index = index;
      this.root = root;
    }

    void verify() {
      verifyParts(root, List.of());
    }

    private void verifyParts(CompiledCriterion whole, List<Integer> path) {
      for (int position = 0; position < whole.parts().size(); position++) {
        var here = new ArrayList<>(path);
        here.add(position);
        verify(whole.parts().get(position), whole, here);
      }
    }

    private void verify(CompiledCriterion part, CompiledCriterion whole, List<Integer> path) {
      Criterion criterion = part.criterion();
      if (criterion.condition() instanceof Condition.Constant) {
        return;
      }
      if (clauses.isEmpty(part.holds())) {
        add(
            "never-met",
            Severity.WARNING,
            criterion.span(),
            quoted(criterion) + " can never be met.",
            Optional.empty());
      } else if (clauses.isEmpty(diagrams.not(part.holds()))) {
        add(
            "always-met",
            Severity.WARNING,
            criterion.span(),
            quoted(criterion) + " is met by every patient.",
            Optional.empty());
      } else if (isIdle(whole, path)) {
        add(
            "redundant-criterion",
            Severity.WARNING,
            criterion.span(),
            quoted(criterion) + " adds nothing: the clause holds for the same patients without it.",
            Optional.empty());
      } else if (isRedundant(whole, path)) {
        add(
            "redundant-by-order",
            Severity.NOTE,
            criterion.span(),
            quoted(criterion)
                + " changes no outcome: other clauses decide the same for whomever it keeps out.",
            Optional.empty());
      } else {
        verifyParts(part, path);
      }
    }

    /** Whether the clause holds for the same patients without the part. */
    private boolean isIdle(CompiledCriterion whole, List<Integer> path) {
      return without(whole, path)
          .filter(
              holds ->
                  clauses.isEmpty(
                      diagrams.apply(holds, root.holds(), (left, right) -> !left.equals(right))))
          .isPresent();
    }

    /** Whether every patient gets the same outcome without the part. */
    private boolean isRedundant(CompiledCriterion whole, List<Integer> path) {
      return without(whole, path).filter(holds -> sameWithout(decision, index, holds)).isPresent();
    }

    /** Where the clause would hold without the part. */
    private Optional<Integer> without(CompiledCriterion whole, List<Integer> path) {
      return Rebuilding.neutral(whole.criterion().condition())
          .map(neutral -> Rebuilding.holds(root, path, diagrams.constant(neutral), diagrams));
    }

    private static String quoted(Criterion criterion) {
      return '"' + criterion.label() + '"';
    }
  }

  // Facts

  private void findFactsThatNeverMatter() {
    clauses
        .model()
        .variablesOfFacts()
        .forEach(
            (fact, variables) -> {
              if (guideline.decisions().stream()
                  .noneMatch(decision -> matters(decision, fact, variables))) {
                add(
                    "fact-never-matters",
                    Severity.WARNING,
                    guideline.fact(fact).map(FactDeclaration::span).orElseThrow(),
                    fact + " is asked for by a criterion, but its value never changes an outcome.",
                    Optional.empty());
              }
            });
  }

  /** Whether two patients who differ in this fact alone can get different outcomes. */
  private boolean matters(Decision decision, FactName fact, BitSet variables) {
    int outcome = clauses.outcome(decision);
    BitSet support = diagrams.support(outcome);
    if (!support.intersects(variables) && !isReferredTo(decision, fact)) {
      return false;
    }
    if (isReferredTo(decision, fact)) {
      return true;
    }
    int feasible = clauses.feasible(support);
    var seen = diagrams.constant(false);
    for (Object value : diagrams.reachable(outcome, diagrams.everything())) {
      int region = diagrams.and(diagrams.map(outcome, value::equals), feasible);
      int open =
          diagrams.abstracted(
              region,
              variables,
              diagrams.everything(),
              (left, right) -> left.equals(true) || right.equals(true));
      if (diagrams.and(seen, open) != diagrams.constant(false)) {
        return true;
      }
      seen = diagrams.or(seen, open);
    }
    return false;
  }

  private static boolean isReferredTo(Decision decision, FactName fact) {
    return decision.clauses().stream()
        .anyMatch(
            clause ->
                clause.outcome() instanceof Outcome.Refer(Outcome.Target.OfFact(FactName document))
                    && document.equals(fact));
  }
}
