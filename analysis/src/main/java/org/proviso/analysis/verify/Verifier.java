package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.proviso.analysis.OutcomeWords;
import org.proviso.analysis.Patient;
import org.proviso.analysis.proof.Answer;
import org.proviso.analysis.proof.DecisionStatements;
import org.proviso.analysis.proof.Propositions;
import org.proviso.analysis.proof.Prover;
import org.proviso.analysis.verify.Finding.Severity;
import org.proviso.engine.Engine;
import org.proviso.engine.compile.DistinctionLimitException;
import org.proviso.engine.compile.Distinctions;
import org.proviso.language.diagnostics.Diagnostic;
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
 *
 * <p>Each is a question whether there is a patient. Questions about one clause alone come before
 * those about all of them. Each has a budget of its own, and one that exceeds it is a finding
 * {@code too-complex} by itself.
 */
public final class Verifier {
  /** With more clauses of one rank it is first asked whether any two contradict each other. */
  private static final int MOST_IN_PAIRS = 8;

  private final Guideline guideline;
  private final Distinctions distinctions;
  private final Prover prover;
  private final Propositions propositions;
  private final Rebuilding rebuilding;
  private final Confirmation confirmation;
  private final List<Finding> findings = new ArrayList<>();

  private Verifier(Guideline guideline, Prover.Budget budget) {
    this.guideline = guideline;
    this.distinctions = Distinctions.of(guideline);
    this.prover = new Prover(distinctions, budget);
    this.propositions = prover.propositions();
    this.rebuilding = new Rebuilding(distinctions, propositions);
    this.confirmation = new Confirmation(guideline);
  }

  /** Everything found in one document, by place. */
  public static List<Finding> verify(Guideline guideline) {
    return verify(guideline, Prover.Budget.USUAL);
  }

  /**
   * Everything found in one document, by place.
   *
   * @param budget of each question
   */
  public static List<Finding> verify(Guideline guideline, Prover.Budget budget) {
    var findings = new ArrayList<Finding>();
    try {
      var verifier = new Verifier(guideline, budget);
      verifier.verify();
      findings.addAll(verifier.findings);
    } catch (DistinctionLimitException limit) {
      findings.add(
          tooComplex(place(guideline), "Nothing could be looked at: " + limit.getMessage() + "."));
    }
    if (!guideline.cases().isEmpty()) {
      findings.addAll(ofCases(guideline));
    }
    findings.sort(
        Comparator.comparing((Finding finding) -> finding.location().file())
            .thenComparingInt(finding -> finding.location().startLine())
            .thenComparingInt(finding -> finding.location().startColumn())
            .thenComparing(Finding::id));
    return findings;
  }

  /** A document with errors decides no request, so its cases are not run either. */
  private static List<Finding> ofCases(Guideline guideline) {
    return switch (Engine.compile(guideline)) {
      case Engine.Compilation.Compiled(var compiled, var _) -> CaseFindings.of(compiled);
      case Engine.Compilation.Rejected(List<Diagnostic> diagnostics) ->
          diagnostics.stream()
              .filter(diagnostic -> diagnostic.id().equals("too-complex"))
              .map(
                  diagnostic ->
                      tooComplex(
                          guideline.cases().getFirst().span(),
                          "The cases could not be decided: " + diagnostic.message()))
              .toList();
    };
  }

  private static Span place(Guideline guideline) {
    return guideline.decisions().stream()
        .findFirst()
        .map(Decision::span)
        .orElse(new Span(guideline.file(), 1, 1, 1, 1));
  }

  private static Finding tooComplex(Span place, String message) {
    return new Finding("too-complex", Severity.WARNING, place, message, Optional.empty());
  }

  private void add(
      String id, Severity severity, Span location, String message, Optional<Patient> witness) {
    findings.add(new Finding(id, severity, location, message, witness));
  }

  private void verify() {
    var decisions = new ArrayList<OfDecision>();
    guideline.decisions().forEach(decision -> decisions.add(new OfDecision(decision)));
    decisions.forEach(OfDecision::verify);
    findFactsThatNeverMatter(decisions);
  }

  /** Whether there is no such patient; a question that ran out is a finding, and not so. */
  private boolean isImpossible(Answer answer, Span place, String question) {
    if (answer instanceof Answer.RanOut) {
      addRanOut(place, question);
    }
    return answer.isImpossible();
  }

  private void addRanOut(Span place, String question) {
    findings.add(tooComplex(place, "Not settled within the budget: " + question + "."));
  }

  /** A patient for whom these clauses hold and those do not, the engine being the judge. */
  private Optional<Patient> patient(
      Prover of, int statement, List<Clause> holding, List<Clause> others) {
    return of.patient(
        statement,
        guideline.effective(),
        patient -> Optional.of(patient).filter(each -> confirmation.shows(each, holding, others)));
  }

  private static String quoted(Criterion criterion) {
    return '"' + criterion.label() + '"';
  }

  /** The questions of one decision. */
  private final class OfDecision {
    private final Decision decision;
    private final List<Clause> clauses;
    private final DecisionStatements statements;

    /** The clauses that depend on each variable. */
    private final Map<Integer, Set<Integer>> clausesAbout = new HashMap<>();

    /** For each clause somebody whom it decides, and who gets another outcome without it. */
    private final Map<Integer, Propositions.Point> decided = new TreeMap<>();

    OfDecision(Decision decision) {
      this.decision = decision;
      this.clauses = decision.clauses();
      this.statements = new DecisionStatements(decision, distinctions, propositions);
      for (int index = 0; index < clauses.size(); index++) {
        for (int variable : propositions.variablesOf(statements.holds(index))) {
          clausesAbout.computeIfAbsent(variable, _ -> new TreeSet<>()).add(index);
        }
      }
    }

    void verify() {
      findContradictions();
      findGap();
      for (int index = 0; index < clauses.size(); index++) {
        verify(index);
      }
    }

    /** Where the clauses after one do not come to its outcome. */
    private int otherwiseAfter(int index) {
      return Propositions.not(statements.outcomeFrom(index + 1, clauses.get(index).outcome()));
    }

    // Contradictions and gaps

    private void findContradictions() {
      int start = 0;
      for (int end = 1; end <= clauses.size(); end++) {
        if (end == clauses.size()
            || !DecisionStatements.equalRank(clauses.get(start), clauses.get(end))) {
          findContradictions(start, end);
          start = end;
        }
      }
    }

    private void findContradictions(int start, int end) {
      var regions = new LinkedHashMap<Outcome, List<Integer>>();
      for (int index = start; index < end; index++) {
        regions
            .computeIfAbsent(clauses.get(index).outcome(), _ -> new ArrayList<>())
            .add(statements.holds(index));
      }
      if (regions.size() < 2) {
        return;
      }
      int several =
          propositions.atLeast(2, regions.values().stream().map(propositions::any).toList());
      if (end - start > MOST_IN_PAIRS && prover.ask(several).isImpossible()) {
        return;
      }
      Prover local = prover.local();
      for (int second = start + 1; second < end; second++) {
        for (int first = start; first < second; first++) {
          if (!clauses.get(first).outcome().equals(clauses.get(second).outcome())) {
            findContradiction(local, first, second);
          }
        }
      }
    }

    private void findContradiction(Prover local, int first, int second) {
      Clause left = clauses.get(first);
      Clause right = clauses.get(second);
      int both = propositions.both(statements.holds(first), statements.holds(second));
      Answer answer = local.ask(both);
      boolean impossible =
          isImpossible(
              answer,
              right.criterion().span(),
              "whether " + left.anchor() + " and " + right.anchor() + " can hold together");
      if (!impossible && !(answer instanceof Answer.RanOut)) {
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
            patient(local, both, List.of(left, right), List.of()));
      }
    }

    private void findGap() {
      int none = statements.none();
      Answer answer = prover.ask(none);
      boolean impossible =
          isImpossible(
              answer,
              decision.span(),
              "whether the clauses of " + decision.name() + " decide every patient");
      if (!impossible && !(answer instanceof Answer.RanOut)) {
        add(
            "gap",
            Severity.ERROR,
            decision.span(),
            "No clause of " + decision.name() + " decides this patient, and there is no otherwise.",
            patient(prover, none, List.of(), clauses));
      }
    }

    // Clauses

    private void verify(int index) {
      Clause clause = clauses.get(index);
      Span place = clause.criterion().span();
      boolean constant =
          clause.criterion().condition() instanceof Condition.Constant(boolean value) && value;
      Prover local = prover.local();
      if (isImpossible(
          local.ask(statements.holds(index)), place, "whether " + clause.anchor() + " can hold")) {
        add(
            "dead-clause",
            Severity.WARNING,
            place,
            clause.anchor() + " never holds: no patient can meet all that it requires.",
            Optional.empty());
        return;
      }
      Answer deciding =
          constant ? new Answer.Unsettled() : changesWithout(index, statements.holds(index));
      if (deciding instanceof Answer.Possible(var _, Propositions.Point point)) {
        decided.put(index, point);
      } else if (isImpossible(
          prover.ask(propositions.both(statements.reached(index), statements.holds(index))),
          place,
          "whether " + clause.anchor() + " ever decides")) {
        addUnreached(local, index, constant);
        return;
      }
      if (constant) {
        return;
      }
      if (isImpossible(
          local.ask(Propositions.not(statements.holds(index))),
          place,
          "whether " + clause.anchor() + " holds for every patient")) {
        add(
            "always-met",
            Severity.WARNING,
            place,
            clause.anchor() + " holds for every patient.",
            Optional.empty());
        return;
      }
      if (isImpossible(deciding, place, "whether " + clause.anchor() + " changes an outcome")) {
        add(
            "redundant-clause",
            Severity.NOTE,
            place,
            clause.anchor()
                + " changes no outcome: without it every patient would get the same one.",
            patient(local, statements.holds(index), List.of(clause), List.of()));
      } else {
        new Parts(local, index).verify();
      }
    }

    private void addUnreached(Prover local, int index, boolean constant) {
      Clause clause = clauses.get(index);
      if (constant) {
        add(
            clause.rank() == Rank.OTHERWISE ? "unreachable-otherwise" : "dead-clause",
            Severity.WARNING,
            clause.criterion().span(),
            clause.anchor() + " is never reached: the clauses before it decide every patient.",
            Optional.empty());
      } else {
        add(
            clause.tier() > 0 ? "shadowed-else" : "dead-clause",
            Severity.WARNING,
            clause.criterion().span(),
            clause.anchor()
                + " never decides: whenever it holds, a clause that goes before it holds too.",
            patient(local, statements.holds(index), List.of(clause), List.of()));
      }
    }

    /** Whether somebody's outcome depends on whether the clause holds somewhere. */
    private Answer changesWithout(int index, int somewhere) {
      return prover.ask(
          propositions.all(
              List.of(statements.noneBefore(index), somewhere, otherwiseAfter(index))));
    }

    /** The parts of one clause's criterion. */
    private final class Parts {
      private final Prover local;
      private final int index;
      private final Condition root;

      Parts(Prover local, int index) {
        this.local = local;
        this.index = index;
        this.root = clauses.get(index).criterion().condition();
      }

      void verify() {
        verifyParts(root, List.of());
      }

      private void verifyParts(Condition whole, List<Integer> path) {
        List<Criterion> parts = Rebuilding.parts(whole);
        for (int position = 0; position < parts.size(); position++) {
          var here = new ArrayList<>(path);
          here.add(position);
          verify(parts.get(position), whole, here);
        }
      }

      private void verify(Criterion part, Condition whole, List<Integer> path) {
        if (part.condition() instanceof Condition.Constant) {
          return;
        }
        int met = rebuilding.holds(part.condition());
        if (isImpossible(local.ask(met), part.span(), "whether " + quoted(part) + " can be met")) {
          add(
              "never-met",
              Severity.WARNING,
              part.span(),
              quoted(part) + " can never be met.",
              Optional.empty());
          return;
        }
        if (isImpossible(
            local.ask(Propositions.not(met)),
            part.span(),
            "whether every patient meets " + quoted(part))) {
          add(
              "always-met",
              Severity.WARNING,
              part.span(),
              quoted(part) + " is met by every patient.",
              Optional.empty());
          return;
        }
        Optional<Boolean> neutral = Rebuilding.neutral(whole);
        if (neutral.isPresent()
            && isWithoutEffect(
                part, rebuilding.holds(root, path, Propositions.constant(neutral.get())), met)) {
          return;
        }
        verifyParts(part.condition(), path);
      }

      /** Whether nothing changes when the clause holds elsewhere; then that is a finding. */
      private boolean isWithoutEffect(Criterion part, int elsewhere, int met) {
        int differs = propositions.differ(elsewhere, statements.holds(index));
        if (isImpossible(
            local.ask(differs),
            part.span(),
            "whether the clause holds for the same patients without " + quoted(part))) {
          add(
              "redundant-criterion",
              Severity.WARNING,
              part.span(),
              quoted(part) + " adds nothing: the clause holds for the same patients without it.",
              Optional.empty());
          return true;
        }
        if (isImpossible(
            changesOutcome(differs, met),
            part.span(),
            "whether " + quoted(part) + " changes an outcome")) {
          add(
              "redundant-by-order",
              Severity.NOTE,
              part.span(),
              quoted(part)
                  + " changes no outcome: other clauses decide the same for whomever it keeps"
                  + " out.",
              Optional.empty());
          return true;
        }
        return false;
      }

      private Answer changesOutcome(int differs, int met) {
        Propositions.Point near = decided.get(index);
        int changed =
            propositions.all(List.of(statements.noneBefore(index), differs, otherwiseAfter(index)));
        return near == null
            ? prover.ask(changed)
            : prover.ask(changed, new Prover.Near(near, propositions.variablesOf(met)));
      }
    }

    // Facts

    /**
     * Whether two patients who differ in these variables alone can get different outcomes. Then
     * there is a clause that decides one of them, while for the other it does not hold and those
     * after it come to another outcome; and for neither does a clause before it hold.
     */
    private boolean matters(FactName fact, Set<Integer> variables) {
      if (isReferredTo(fact)) {
        return true;
      }
      var mentioning = new TreeSet<Integer>();
      variables.forEach(
          variable -> mentioning.addAll(clausesAbout.getOrDefault(variable, Set.of())));
      var twins = new TreeMap<Integer, Integer>();
      variables.forEach(variable -> twins.put(variable, prover.twin(variable)));
      var ranOut = new ArrayList<String>();
      for (int index : mentioning) {
        Answer answer =
            prover.askOfTwo(
                decidesOneOnly(index, mentioning, twins),
                variables,
                Optional.ofNullable(decided.get(index)));
        if (answer instanceof Answer.RanOut) {
          ranOut.add(clauses.get(index).anchor().toString());
        } else if (!answer.isImpossible()) {
          return true;
        }
      }
      ranOut.forEach(
          anchor ->
              addRanOut(
                  placeOf(fact), "whether " + fact + " changes an outcome by way of " + anchor));
      return !ranOut.isEmpty();
    }

    private int decidesOneOnly(int index, Set<Integer> mentioning, Map<Integer, Integer> twins) {
      var all = new ArrayList<Integer>();
      all.add(statements.noneBefore(index));
      all.add(Propositions.not(statements.holds(index)));
      all.add(otherwiseAfter(index));
      for (int before : mentioning) {
        if (before <= index) {
          int ofOther = propositions.mapped(statements.holds(before), twins);
          all.add(before < index ? Propositions.not(ofOther) : ofOther);
        }
      }
      return propositions.all(all);
    }

    private boolean isReferredTo(FactName fact) {
      return clauses.stream()
          .anyMatch(
              clause ->
                  clause.outcome()
                          instanceof Outcome.Refer(Outcome.Target.OfFact(FactName document))
                      && document.equals(fact));
    }
  }

  private Span placeOf(FactName fact) {
    return guideline.fact(fact).map(FactDeclaration::span).orElseThrow();
  }

  private void findFactsThatNeverMatter(List<OfDecision> decisions) {
    var variablesOfFacts = new TreeMap<FactName, Set<Integer>>();
    for (int index = 0; index < distinctions.variables().size(); index++) {
      for (FactName fact : distinctions.variables().get(index).facts()) {
        variablesOfFacts.computeIfAbsent(fact, _ -> new TreeSet<>()).add(index);
      }
    }
    variablesOfFacts.forEach(
        (fact, variables) -> {
          if (decisions.stream().noneMatch(decision -> decision.matters(fact, variables))) {
            add(
                "fact-never-matters",
                Severity.WARNING,
                placeOf(fact),
                fact + " is asked for by a criterion, but its value never changes an outcome.",
                Optional.empty());
          }
        });
  }
}
