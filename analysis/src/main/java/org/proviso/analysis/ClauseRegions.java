package org.proviso.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.compile.GuidelineCompiler;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;

/**
 * Where each clause of a guideline holds, as diagrams over one vocabulary. Each clause is compiled
 * for itself, so that a guideline whose clauses contradict each other can be looked at too.
 *
 * <p>A region is a boolean diagram of {@link #diagrams}. It may say anything of combinations of
 * cells that no patient has; {@link #possible} takes those out. Not thread-safe.
 */
public final class ClauseRegions {
  /** How many boxes of a region are searched for a patient. */
  private static final int MOST_BOXES_SEARCHED = 40;

  private final Guideline guideline;
  private final CompiledModel model;
  private final Diagrams diagrams;
  private final Map<String, List<CompiledCriterion>> criteria = new LinkedHashMap<>();
  private final Map<BitSet, Integer> feasible = new HashMap<>();
  private final WitnessSearch witnesses;

  private ClauseRegions(Guideline guideline, CompiledModel model) {
    this.guideline = guideline;
    this.model = model;
    this.diagrams = model.diagrams();
    this.witnesses = new WitnessSearch(Distinctions.of(guideline));
    int next = 0;
    for (Decision decision : guideline.decisions()) {
      var own = new ArrayList<CompiledCriterion>();
      for (int index = 0; index < decision.clauses().size(); index++) {
        own.add(model.decisions().get(next++).criteria().getFirst());
      }
      criteria.put(decision.name(), List.copyOf(own));
    }
  }

  /**
   * Compiles the clauses of a guideline.
   *
   * @throws TooComplexException when they do not fit into the engine's budget
   */
  public static ClauseRegions of(Guideline guideline) {
    return of(guideline, GuidelineCompiler.MOST_NODES);
  }

  /**
   * Compiles the clauses of a guideline with so many diagram nodes at most.
   *
   * @throws TooComplexException when they do not suffice
   */
  public static ClauseRegions of(Guideline guideline, int mostNodes) {
    GuidelineCompiler.Outcomes outcomes = GuidelineCompiler.compile(apart(guideline), mostNodes);
    CompiledModel model =
        outcomes
            .model()
            .orElseThrow(
                () ->
                    new TooComplexException(
                        outcomes.diagnostics().stream()
                            .map(Diagnostic::message)
                            .collect(Collectors.joining(" "))));
    return new ClauseRegions(guideline, model);
  }

  /**
   * The document with each clause as a decision of its own, which has the clause's outcome where
   * the clause holds and another elsewhere. The decisions are named after the clause's decision, a
   * slash, and the clause's number in the document, from 0.
   */
  public static Guideline apart(Guideline guideline) {
    var alone = new ArrayList<Decision>();
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        alone.add(alone(decision, clause, alone.size()));
      }
    }
    return Guidelines.withDecisions(guideline, alone);
  }

  private static Decision alone(Decision decision, Clause clause, int index) {
    Outcome other =
        clause.outcome() instanceof Outcome.NotAddressed
            ? new Outcome.Meets()
            : new Outcome.NotAddressed();
    var always =
        new Criterion(
            Optional.empty(), new Condition.Constant(true), "otherwise", clause.criterion().span());
    return new Decision(
        decision.name() + "/" + index,
        List.of(
            new Clause(clause.anchor(), Rank.POSITION, 0, clause.criterion(), clause.outcome()),
            new Clause(new Anchor("otherwise"), Rank.OTHERWISE, 0, always, other)),
        decision.span());
  }

  /** The document. */
  public Guideline guideline() {
    return guideline;
  }

  /** What the variables of the diagrams stand for. */
  public CompiledModel model() {
    return model;
  }

  /** The store of all diagrams. */
  public Diagrams diagrams() {
    return diagrams;
  }

  /** The criteria of a decision's clauses, in their order. */
  public List<CompiledCriterion> criteria(Decision decision) {
    return Optional.ofNullable(criteria.get(decision.name())).orElseThrow();
  }

  /** Where each clause of a decision holds. */
  public List<Integer> holds(Decision decision) {
    return criteria(decision).stream().map(CompiledCriterion::holds).toList();
  }

  /** What a decision comes to, as a diagram to {@code Optional<Outcome>}; empty in a gap. */
  public int outcome(Decision decision) {
    return outcome(decision, holds(decision));
  }

  /**
   * The same, with clauses that hold elsewhere than they do.
   *
   * @param holds one region for each clause
   */
  public int outcome(Decision decision, List<Integer> holds) {
    int result = diagrams.terminal(Optional.empty());
    for (int index = holds.size() - 1; index >= 0; index--) {
      int decided = diagrams.terminal(Optional.of(decision.clauses().get(index).outcome()));
      result = diagrams.choose(holds.get(index), decided, result);
    }
    return result;
  }

  /** Where a clause decides: where it holds and none of an earlier rank or tier does. */
  public int decides(Decision decision, int clause) {
    int result = holds(decision).get(clause);
    Clause own = decision.clauses().get(clause);
    for (int index = 0; index < clause; index++) {
      if (!equalRank(decision.clauses().get(index), own)) {
        result = diagrams.and(result, diagrams.not(holds(decision).get(index)));
      }
    }
    return result;
  }

  /** Whether two clauses of a decision go neither before nor after each other. */
  private static boolean equalRank(Clause left, Clause right) {
    return left.rank() == right.rank() && left.tier() == right.tier();
  }

  /**
   * Where patients can be, as far as these variables tell.
   *
   * @throws org.proviso.engine.diagram.DiagramLimitException when too many combinations are
   *     possible
   */
  public int feasible(BitSet variables) {
    return feasible.computeIfAbsent(
        (BitSet) variables.clone(), asked -> CompiledModel.feasible(model.anyone(asked), diagrams));
  }

  /** The part of a region in which patients can be. */
  public int possible(int region) {
    return region == diagrams.constant(false)
        ? region
        : diagrams.and(region, feasible(diagrams.support(region)));
  }

  /** Whether no patient is in a region. */
  public boolean isEmpty(int region) {
    return possible(region) == diagrams.constant(false);
  }

  /** Where one region holds and another does not. */
  public int without(int region, int other) {
    return diagrams.and(region, diagrams.not(other));
  }

  /**
   * A patient in a region, on the guideline's first day of service where there is one then.
   *
   * @return empty when there is none or none was found
   */
  public Optional<Patient> patient(int region) {
    return patient(region, guideline.effective(), false);
  }

  /**
   * A patient in a region.
   *
   * @param all whether every fact gets a value
   */
  public Optional<Patient> patient(int region, LocalDate firstDate, boolean all) {
    return patient(possible(region), firstDate, List.of(all), Optional::of);
  }

  /**
   * A patient in a region who is accepted, first with as few facts as place him there, then with
   * all.
   *
   * @param possible a region of possible patients
   * @param accept the patient as he is to be shown, or nothing if he will not do
   */
  public Optional<Patient> patient(
      int possible, LocalDate firstDate, Function<Patient, Optional<Patient>> accept) {
    return patient(possible, firstDate, List.of(false, true), accept);
  }

  private Optional<Patient> patient(
      int possible,
      LocalDate firstDate,
      List<Boolean> alls,
      Function<Patient, Optional<Patient>> accept) {
    return witnesses.find(
        Boxes.of(possible, diagrams, MOST_BOXES_SEARCHED), firstDate, alls, accept);
  }
}
