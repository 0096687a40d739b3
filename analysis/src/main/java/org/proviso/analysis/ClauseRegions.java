package org.proviso.analysis;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.compile.CompiledModel;
import org.proviso.engine.compile.GuidelineCompiler;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
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

  /** How many dates of service are tried. */
  private static final int MOST_DATES = 40;

  /** How many dates of service are tried that the bounds of one box suggest. */
  private static final int LEAP_DAYS = 6;

  private static final int MOST_DATES_OF_BOX = 300;

  private final Guideline guideline;
  private final CompiledModel model;
  private final Diagrams diagrams;
  private final Map<String, List<CompiledCriterion>> criteria = new LinkedHashMap<>();
  private final Map<BitSet, Integer> feasible = new HashMap<>();

  private ClauseRegions(Guideline guideline, CompiledModel model) {
    this.guideline = guideline;
    this.model = model;
    this.diagrams = model.diagrams();
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
  public static boolean equalRank(Clause left, Clause right) {
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
    List<Box> boxes = Boxes.of(possible, diagrams, MOST_BOXES_SEARCHED);
    List<LocalDate> dates = dates(firstDate, Optional.empty());
    for (LocalDate date : dates) {
      for (Box box : boxes) {
        Optional<Patient> found = patient(box, date, alls, accept);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (Box box : boxes) {
      for (LocalDate date : dates(firstDate, Optional.of(box))) {
        Optional<Patient> found =
            dates.contains(date) ? Optional.empty() : patient(box, date, alls, accept);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Patient> patient(
      Box box, LocalDate date, List<Boolean> alls, Function<Patient, Optional<Patient>> accept) {
    for (boolean all : alls) {
      Optional<Patient> found = new PatientSearch(model, date).find(box, all).flatMap(accept);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Dates of service to try: the first, some later ones where it does not do, and, where the
   * document mentions fixed days, those at the distances from them that it mentions too.
   *
   * @param box whose bounds alone are looked at; empty: every bound of the document, of which there
   *     may be too many
   */
  private List<LocalDate> dates(LocalDate first, Optional<Box> box) {
    var dates = new LinkedHashSet<LocalDate>(List.of(first));
    for (int days : new int[] {45, 400, 4000}) {
      dates.add(first.plusDays(days));
    }
    if (box.isPresent()) {
      LocalDate leapDay = leapDay(first);
      for (int later = 0; later < LEAP_DAYS; later++) {
        dates.add(leapDay);
        leapDay = leapDay(leapDay.plusDays(1));
      }
    }
    var fixed = new ArrayList<LocalDate>();
    var distances = new LinkedHashSet<Offset>(List.of(Offset.NONE));
    for (int index = 0; index < model.variables().size(); index++) {
      if (model.variables().get(index) instanceof Variable.DateLine line) {
        List<Offset> cuts =
            box.isEmpty() ? line.cuts() : bounds(line, box.get().cells().get(index));
        if (line.anchor() instanceof DateTerm.Fixed(LocalDate day)) {
          cuts.forEach(cut -> fixed.add(cut.from(day)));
        } else if (line.subject() instanceof DateTerm.Fixed(LocalDate day)) {
          if (!cuts.isEmpty()) {
            fixed.add(day);
          }
          distances.addAll(cuts);
        } else {
          distances.addAll(cuts);
        }
      }
    }
    for (LocalDate day : fixed) {
      distances.forEach(distance -> addAround(before(day, distance), dates));
    }
    if (box.isPresent()) {
      // A fixed day may bound a fact's date, and that the date of service.
      for (LocalDate day : fixed) {
        for (Offset distance : distances) {
          LocalDate between = before(day, distance);
          distances.forEach(further -> addAround(before(between, further), dates));
        }
      }
    }
    return dates.stream()
        .filter(date -> !date.isBefore(guideline.effective()))
        .filter(date -> guideline.through().map(through -> !date.isAfter(through)).orElse(true))
        .limit(box.isEmpty() ? MOST_DATES : MOST_DATES_OF_BOX)
        .toList();
  }

  /** The next 29 February: only from it do a year forth and a year back lead to another day. */
  private static LocalDate leapDay(LocalDate first) {
    int year = first.getYear();
    while (!Year.isLeap(year) || LocalDate.of(year, 2, 29).isBefore(first)) {
      year++;
    }
    return LocalDate.of(year, 2, 29);
  }

  private static LocalDate before(LocalDate day, Offset distance) {
    return day.minusDays(distance.days()).minusMonths(distance.months());
  }

  private static void addAround(LocalDate day, Set<LocalDate> dates) {
    dates.addAll(List.of(day, day.minusDays(1), day.plusDays(1)));
  }

  /** The cuts between cells that are in a mask and cells that are not. */
  private static List<Offset> bounds(Variable.DateLine line, @Nullable Long mask) {
    var bounds = new ArrayList<Offset>();
    for (int cut = 0; mask != null && cut < line.cuts().size(); cut++) {
      if ((mask >>> cut & 1) != (mask >>> (cut + 1) & 1)) {
        bounds.add(line.cuts().get(cut));
      }
    }
    return bounds;
  }
}
