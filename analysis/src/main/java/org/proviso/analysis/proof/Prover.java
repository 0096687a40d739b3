package org.proviso.analysis.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.proviso.analysis.Box;
import org.proviso.analysis.Patient;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.compile.Variable;

/**
 * Answers whether there is a patient for whom a statement holds.
 *
 * <p>A solver proposes cells; the part of them on which the statement rests is checked with
 * calendars and arithmetic; cells that nobody has together are excluded for good, and the solver is
 * asked again. A question that needs more than its budget of conflicts and proposals is given up.
 * Budgets count work and not time, so that the same questions in the same order get the same
 * answers.
 *
 * <p>Each variable has a twin, for questions about two patients who differ in some facts. Not
 * thread-safe.
 */
public final class Prover {
  /** How many boxes of which nothing was shown are set aside before a question is left open. */
  private static final int MOST_OPEN = 40;

  private final Budget budget;
  private final List<Variable> variables;
  private final Propositions propositions;
  private final Theory theory;
  private final Solver solver;

  /**
   * How much one question may cost.
   *
   * @param conflicts of the solver
   * @param proposals of cells by the solver
   */
  public record Budget(int conflicts, int proposals) {
    /** Enough for every question of every document of the library many times over. */
    public static final Budget USUAL = new Budget(20_000, 2_000);
  }

  /** A prover with a guideline's distinctions. */
  public Prover(Distinctions distinctions, Budget budget) {
    this.budget = budget;
    this.variables = distinctions.variables();
    this.propositions =
        new Propositions(Stream.concat(variables.stream(), variables.stream()).toList());
    this.theory = new Theory(distinctions);
    this.solver = new Solver(propositions);
  }

  private Prover(Prover of) {
    this.budget = of.budget;
    this.variables = of.variables;
    this.propositions = of.propositions;
    this.theory = of.theory;
    this.solver = new Solver(propositions);
  }

  /**
   * The same with a solver that knows nothing yet. Questions about few variables are answered
   * sooner by it than by one that has the whole guideline.
   */
  public Prover local() {
    return new Prover(this);
  }

  /** Where the statements are made. */
  public Propositions propositions() {
    return propositions;
  }

  /** The number of the other patient's variable. */
  public int twin(int variable) {
    return variables.size() + variable;
  }

  /** A point near which to look first, and the variables in which to leave it. */
  public record Near(Propositions.Point point, Set<Integer> variables) {
    public Near {
      variables = Set.copyOf(variables);
    }
  }

  /** Whether there is a patient for whom a statement holds. */
  public Answer ask(int statement) {
    return ask(statement, this::judge);
  }

  /** The same, looking first near a point that is known. */
  public Answer ask(int statement, Near near) {
    return near(statement, near.point(), near.variables(), this::judge)
        .orElseGet(() -> ask(statement));
  }

  /**
   * Whether there are two patients for whom a statement holds.
   *
   * @param differing the variables in which they may differ; the other's have their twins' numbers
   * @param near a point of one of them, from which the other may differ
   */
  public Answer askOfTwo(int statement, Set<Integer> differing, Optional<Propositions.Point> near) {
    Judge judge = box -> judge(box, differing);
    return near.flatMap(
            point -> {
              var other = new TreeMap<Integer, Integer>();
              differing.forEach(variable -> other.put(twin(variable), point.cell(variable)));
              return near(statement, point.with(other), differing, judge);
            })
        .orElseGet(() -> ask(statement, judge));
  }

  /**
   * A patient for whom a statement holds.
   *
   * @param firstDate the date of service that is tried first
   * @param accept the patient as he is to be shown, or nothing if he will not do
   * @return empty when there is none, or none was found
   */
  public Optional<Patient> patient(
      int statement, LocalDate firstDate, Function<Patient, Optional<Patient>> accept) {
    var found = new ArrayList<Patient>();
    Answer _ =
        ask(
            statement,
            box -> {
              Theory.Verdict verdict = theory.judge(box);
              if (verdict instanceof Theory.Verdict.Empty) {
                return verdict;
              }
              Optional<Patient> patient =
                  theory.witnesses().find(List.of(box), firstDate, List.of(false, true), accept);
              patient.ifPresent(found::add);
              return patient.isPresent()
                  ? new Theory.Verdict.Inhabited()
                  : new Theory.Verdict.Open();
            });
    return found.stream().findFirst();
  }

  private interface Judge {
    Theory.Verdict judge(Box box);
  }

  private Theory.Verdict judge(Box box) {
    return theory.judge(box);
  }

  private Theory.Verdict judge(Box box, Set<Integer> differing) {
    var one = new TreeMap<Integer, Long>();
    var other = new TreeMap<Integer, Long>();
    box.cells()
        .forEach(
            (variable, mask) -> {
              int own = variable % variables.size();
              if (own == variable) {
                one.put(own, mask);
              }
              if (own != variable || !differing.contains(own)) {
                other.put(own, mask);
              }
            });
    Theory.Verdict first = theory.judge(new Box(one));
    if (!(first instanceof Theory.Verdict.Inhabited)) {
      return first;
    }
    return switch (theory.judge(new Box(other))) {
      case Theory.Verdict.Empty(Box core) -> new Theory.Verdict.Empty(twinned(core, differing));
      case Theory.Verdict.Inhabited inhabited -> inhabited;
      case Theory.Verdict.Open undecided -> undecided;
    };
  }

  private Box twinned(Box core, Set<Integer> differing) {
    var cells = new TreeMap<Integer, Long>();
    core.cells()
        .forEach(
            (variable, mask) ->
                cells.put(differing.contains(variable) ? twin(variable) : variable, mask));
    return new Box(cells);
  }

  private Answer ask(int statement, Judge judge) {
    var assumed = new ArrayList<Integer>();
    propositions.conjuncts(statement).forEach(part -> assumed.add(solver.literal(part)));
    long conflicts = solver.conflicts() + budget.conflicts();
    int open = 0;
    for (int proposal = 0; proposal < budget.proposals(); proposal++) {
      switch (solver.solve(assumed, conflicts - solver.conflicts())) {
        case Solver.Result.RanOut _ -> {
          return new Answer.RanOut();
        }
        case Solver.Result.Unsatisfiable _ -> {
          return open == 0 ? new Answer.Impossible() : new Answer.Unsettled();
        }
        case Solver.Result.Satisfiable(Propositions.Point point) -> {
          Box box = Justification.of(statement, propositions, point);
          switch (judge.judge(box)) {
            case Theory.Verdict.Inhabited _ -> {
              return new Answer.Possible(box, point);
            }
            case Theory.Verdict.Empty(Box core) -> solver.add(outside(core).toArray());
            case Theory.Verdict.Open _ -> {
              if (++open > MOST_OPEN) {
                return new Answer.Unsettled();
              }
              if (open == 1) {
                assumed.add(solver.fresh());
              }
              solver.add(
                  IntStream.concat(IntStream.of(-assumed.getLast()), outside(box)).toArray());
            }
          }
        }
      }
    }
    return new Answer.RanOut();
  }

  private IntStream outside(Box box) {
    return box.cells().entrySet().stream()
        .mapToInt(entry -> solver.outside(entry.getKey(), entry.getValue()));
  }

  /** Tries points that differ from one in one of some variables. */
  private Optional<Answer> near(
      int statement, Propositions.Point point, Set<Integer> variablesToChange, Judge judge) {
    if (point.holds(statement)) {
      Box box = Justification.of(statement, propositions, point);
      if (judge.judge(box) instanceof Theory.Verdict.Inhabited) {
        return Optional.of(new Answer.Possible(box, point));
      }
    }
    for (int variable : new TreeSet<>(variablesToChange)) {
      for (int cell = 0; cell < variables.get(variable).cells(); cell++) {
        Propositions.Point changed = point.with(Map.of(variable, cell));
        if (cell != point.cell(variable) && changed.holds(statement)) {
          Box box = Justification.of(statement, propositions, changed);
          if (judge.judge(box) instanceof Theory.Verdict.Inhabited) {
            return Optional.of(new Answer.Possible(box, changed));
          }
        }
      }
    }
    return Optional.empty();
  }
}
