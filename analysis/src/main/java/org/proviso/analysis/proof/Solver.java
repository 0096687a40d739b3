package org.proviso.analysis.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.proviso.engine.compile.Variable;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/**
 * Statements as clauses of one incremental solver. Numbers and dates are encoded by order: a
 * literal for each cut says that it is reached. Other variables have a literal for each cell. Each
 * statement that is no literal gets one (Tseitin 1968); at least so many of some parts become two
 * cardinality constraints.
 */
final class Solver {
  /** What a question comes to. */
  sealed interface Result {
    /** So. */
    record Satisfiable(Propositions.Point point) implements Result {}

    /** Not so, for any cells. */
    record Unsatisfiable() implements Result {}

    /** The conflicts allowed did not suffice. */
    record RanOut() implements Result {}
  }

  private final Propositions propositions;
  private final ISolver sat = SolverFactory.newDefault();
  private final Map<Integer, Integer> literals = new HashMap<>();
  private final Map<Integer, Cells> cells = new HashMap<>();
  private boolean contradictory;

  Solver(Propositions propositions) {
    this.propositions = propositions;
    sat.setDBSimplificationAllowed(false);
    int yes = fresh();
    add(yes);
    literals.put(Propositions.TRUE >> 1, yes);
  }

  /** A literal of the solver that nothing is said of. */
  int fresh() {
    return sat.nextFreeVarId(true);
  }

  /** One of the literals holds. */
  void add(int... clause) {
    try {
      sat.addClause(new VecInt(clause));
    } catch (ContradictionException never) {
      contradictory = true;
    }
  }

  private void addAtLeast(int[] of, int count) {
    try {
      sat.addAtLeast(new VecInt(of), count);
    } catch (ContradictionException never) {
      contradictory = true;
    }
  }

  /** The literal of a statement. */
  int literal(int statement) {
    Integer known = literals.get(statement >> 1);
    if (known == null) {
      for (int node : propositions.cone(statement, literals.keySet())) {
        literals.put(node, encoded(propositions.node(2 * node)));
      }
      known = Optional.ofNullable(literals.get(statement >> 1)).orElseThrow();
    }
    return Propositions.isNegated(statement) ? -known : known;
  }

  private int encoded(Propositions.Node node) {
    return switch (node) {
      case Propositions.Node.True _ -> throw new IllegalStateException("has its literal");
      case Propositions.Node.In(int variable, long mask) -> cells(variable).in(mask);
      case Propositions.Node.AtLeast(int count, List<Integer> parts) -> {
        int[] of = parts.stream().mapToInt(this::literal).toArray();
        yield count == 1 ? any(of) : atLeast(count, of);
      }
    };
  }

  /** A literal that is one of these. */
  private int any(int... of) {
    int result = fresh();
    var clause = new int[of.length + 1];
    for (int index = 0; index < of.length; index++) {
      add(-of[index], result);
      clause[index] = of[index];
    }
    clause[of.length] = -result;
    add(clause);
    return result;
  }

  /**
   * A literal that is at least so many of these. A cardinality constraint has no weights, and
   * counts a literal once: what is in it again is a copy. What stands for the result's opposite is
   * in it as often as makes it hold.
   */
  private int atLeast(int count, int[] literals) {
    var seen = new HashSet<Integer>();
    int[] of =
        IntStream.of(literals)
            .map(literal -> seen.add(Math.abs(literal)) ? literal : copy(literal))
            .toArray();
    int result = fresh();
    addAtLeast(padded(of, 1, count, -result), count);
    addAtLeast(padded(of, -1, of.length - count + 1, result), of.length - count + 1);
    return result;
  }

  private int[] padded(int[] of, int sign, int times, int with) {
    var result = new int[of.length + times];
    for (int index = 0; index < of.length; index++) {
      result[index] = sign * of[index];
    }
    for (int index = 0; index < times; index++) {
      result[of.length + index] = copy(with);
    }
    return result;
  }

  private int copy(int literal) {
    int copy = fresh();
    add(-copy, literal);
    add(copy, -literal);
    return copy;
  }

  /** The literal of a variable being in none of some cells. */
  int outside(int variable, long mask) {
    return literal(Propositions.not(propositions.in(variable, mask)));
  }

  /**
   * Whether there are cells where these literals hold.
   *
   * @param conflicts the most to spend; the same question of the same solver gives the same result
   */
  Result solve(List<Integer> assumed, long conflicts) {
    if (contradictory) {
      return new Result.Unsatisfiable();
    }
    sat.setTimeoutOnConflicts(Math.clamp(conflicts, 1, Integer.MAX_VALUE));
    try {
      var assumptions = new VecInt(assumed.stream().mapToInt(Integer::intValue).toArray());
      if (!sat.isSatisfiable(assumptions)) {
        return new Result.Unsatisfiable();
      }
    } catch (TimeoutException ranOut) {
      return new Result.RanOut();
    }
    var point = new int[propositions.variables().size()];
    cells.forEach((variable, of) -> point[variable] = of.chosen());
    return new Result.Satisfiable(propositions.at(point));
  }

  /** How many conflicts there were so far. */
  long conflicts() {
    return Optional.ofNullable(sat.getStat().get("conflicts")).orElseThrow().longValue();
  }

  // Cells

  private Cells cells(int variable) {
    Cells known = cells.get(variable);
    if (known == null) {
      known =
          switch (propositions.variables().get(variable)) {
            case Variable.NumberLine line -> new Ordered(line.cuts().size(), line.mayBeAbsent());
            case Variable.DateLine line -> new Ordered(line.cuts().size(), line.mayBeAbsent());
            case Variable.YesNo yesNo -> new Chosen(yesNo.cells());
            case Variable.InForce inForce -> new Chosen(inForce.cells());
            case Variable.Symbols symbols -> new Chosen(symbols.cells());
            case Variable.CodeBlock block -> new Chosen(block.cells());
            case Variable.HasCode code -> new Chosen(code.cells());
          };
      cells.put(variable, known);
    }
    return known;
  }

  /** The literals of one variable. */
  private sealed interface Cells {
    /** The literal of being in one of some cells; not all, not none. */
    int in(long mask);

    /** The cell that the solver chose. */
    int chosen();
  }

  private boolean chosen(int literal) {
    return sat.model(Math.abs(literal)) == literal > 0;
  }

  /** A literal for each cell; for two cells one is enough. */
  private final class Chosen implements Cells {
    private final int[] literals;

    Chosen(int count) {
      literals = new int[count];
      if (count == 2) {
        literals[1] = fresh();
        literals[0] = -literals[1];
        add(literals[0], literals[1]);
        return;
      }
      for (int cell = 0; cell < count; cell++) {
        literals[cell] = fresh();
      }
      add(literals);
      for (int cell = 0; cell < count; cell++) {
        for (int other = 0; other < cell; other++) {
          add(-literals[cell], -literals[other]);
        }
      }
    }

    @Override
    public int in(long mask) {
      var of = new ArrayList<Integer>();
      for (int cell = 0; cell < literals.length; cell++) {
        if ((mask >>> cell & 1) != 0) {
          of.add(literals[cell]);
        }
      }
      return of.size() == 1 ? of.getFirst() : any(of.stream().mapToInt(each -> each).toArray());
    }

    @Override
    public int chosen() {
      int cell = 0;
      while (cell < literals.length - 1 && !Solver.this.chosen(literals[cell])) {
        cell++;
      }
      return cell;
    }
  }

  /** A literal for each cut that is reached, and one for no value. */
  private final class Ordered implements Cells {
    private final int cuts;
    private final int[] reached;
    private final Optional<Integer> absent;

    Ordered(int cuts, boolean mayBeAbsent) {
      this.cuts = cuts;
      this.reached = new int[cuts];
      for (int cut = 0; cut < cuts; cut++) {
        reached[cut] = fresh();
        if (cut > 0) {
          add(-reached[cut], reached[cut - 1]);
        }
      }
      this.absent = mayBeAbsent ? Optional.of(fresh()) : Optional.empty();
      absent.ifPresent(
          none -> add(cuts > 0 ? new int[] {-none, -reached[0]} : new int[] {none, -none}));
    }

    @Override
    public int in(long mask) {
      var runs = new ArrayList<Integer>();
      for (int first = 0; first <= cuts; first++) {
        if ((mask >>> first & 1) != 0) {
          int last = first;
          while (last < cuts && (mask >>> (last + 1) & 1) != 0) {
            last++;
          }
          runs.add(run(first, last));
          first = last;
        }
      }
      if (absent.isPresent() && (mask >>> (cuts + 1) & 1) != 0) {
        runs.add(absent.get());
      }
      return runs.size() == 1
          ? runs.getFirst()
          : any(runs.stream().mapToInt(Integer::intValue).toArray());
    }

    private int run(int first, int last) {
      var all = new ArrayList<Integer>();
      if (first > 0) {
        all.add(reached[first - 1]);
      } else {
        absent.ifPresent(none -> all.add(-none));
      }
      if (last < cuts) {
        all.add(-reached[last]);
      }
      return all.size() == 1
          ? all.getFirst()
          : -any(all.stream().mapToInt(literal -> -literal).toArray());
    }

    @Override
    public int chosen() {
      if (absent.isPresent() && Solver.this.chosen(absent.get())) {
        return cuts + 1;
      }
      int cell = 0;
      while (cell < cuts && Solver.this.chosen(reached[cell])) {
        cell++;
      }
      return cell;
    }
  }
}
