package org.proviso.analysis.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.compile.CellFormula;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.Diagrams;

/**
 * Statements about the cells that a patient's facts are in. A statement is an {@code int}; two
 * statements built alike are the same number. Statements only grow: a statement's parts have
 * smaller numbers than it has.
 *
 * <p>Not thread-safe.
 */
public final class Propositions {
  /** Holds for everybody. */
  public static final int TRUE = 0;

  /** Holds for nobody. */
  public static final int FALSE = 1;

  /** What the node of a statement is; the statement is twice the node, plus one where negated. */
  sealed interface Node {
    /** Holds everywhere. */
    record True() implements Node {}

    /** A variable is in one of some cells. */
    record In(int variable, long mask) implements Node {}

    /** At least this many of the parts hold: one or more, but not all. */
    record AtLeast(int count, List<Integer> parts) implements Node {}
  }

  private final List<Variable> variables;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> known = new HashMap<>();
  private final List<List<Integer>> wholes = new ArrayList<>();
  private final Map<Integer, List<Integer>> aboutVariable = new HashMap<>();

  /** No statements yet, about these variables. */
  public Propositions(List<Variable> variables) {
    this.variables = List.copyOf(variables);
    node(new Node.True());
  }

  List<Variable> variables() {
    return variables;
  }

  Node node(int statement) {
    return nodes.get(statement >> 1);
  }

  private int node(Node node) {
    return 2
        * known.computeIfAbsent(
            node,
            fresh -> {
              int index = nodes.size();
              nodes.add(fresh);
              wholes.add(new ArrayList<>());
              switch (fresh) {
                case Node.True _ -> {}
                case Node.In(int variable, long _) ->
                    aboutVariable.computeIfAbsent(variable, _ -> new ArrayList<>()).add(index);
                case Node.AtLeast(int _, List<Integer> parts) ->
                    parts.forEach(part -> wholes.get(part >> 1).add(index));
              }
              return index;
            });
  }

  static boolean isNegated(int statement) {
    return (statement & 1) != 0;
  }

  /** Holds where the other does not. */
  public static int not(int statement) {
    return statement ^ 1;
  }

  /** Holds everywhere, or nowhere. */
  public static int constant(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** A variable is in one of the cells of a mask. */
  public int in(int variable, long mask) {
    long full = Diagrams.fullMask(variables.get(variable).cells());
    long cells = mask & full;
    if (cells == full || cells == 0) {
      return constant(cells == full);
    }
    return (cells & 1) == 0
        ? node(new Node.In(variable, cells))
        : not(node(new Node.In(variable, full & ~cells)));
  }

  /** All hold. */
  public int all(List<Integer> parts) {
    return not(any(parts.stream().map(Propositions::not).toList()));
  }

  /** Both hold. */
  public int both(int left, int right) {
    return all(List.of(left, right));
  }

  /** One of them holds, at least. */
  public int any(List<Integer> parts) {
    var distinct = new TreeSet<>(parts);
    distinct.remove(FALSE);
    if (distinct.contains(TRUE)
        || distinct.stream().anyMatch(part -> !isNegated(part) && distinct.contains(not(part)))) {
      return TRUE;
    }
    return switch (distinct.size()) {
      case 0 -> FALSE;
      case 1 -> distinct.first();
      default -> node(new Node.AtLeast(1, List.copyOf(distinct)));
    };
  }

  /** One of them holds, or the other. */
  public int either(int left, int right) {
    return any(List.of(left, right));
  }

  /** One of them holds and the other does not. */
  public int differ(int left, int right) {
    return either(both(left, not(right)), both(not(left), right));
  }

  /** At least this many of the parts hold. */
  public int atLeast(int count, List<Integer> parts) {
    var open = new ArrayList<Integer>();
    int wanted = count;
    for (int part : parts) {
      if (part == TRUE) {
        wanted--;
      } else if (part != FALSE) {
        open.add(part);
      }
    }
    if (wanted <= 0 || wanted > open.size()) {
      return constant(wanted <= 0);
    }
    if (wanted == 1) {
      return any(open);
    }
    if (wanted == open.size()) {
      return all(open);
    }
    open.sort(null);
    return node(new Node.AtLeast(wanted, List.copyOf(open)));
  }

  /** What a formula says. */
  public int of(CellFormula formula) {
    return switch (formula) {
      case CellFormula.Constant(boolean value) -> constant(value);
      case CellFormula.In(int variable, long mask) -> in(variable, mask);
      case CellFormula.Not(CellFormula negated) -> not(of(negated));
      case CellFormula.AtLeast(int count, List<CellFormula> parts) ->
          atLeast(count, parts.stream().map(this::of).toList());
    };
  }

  /**
   * What a boolean diagram says.
   *
   * @param diagrams a store over the same variables
   */
  public int of(int diagram, Diagrams diagrams) {
    return of(diagram, diagrams, new HashMap<>());
  }

  private int of(int diagram, Diagrams diagrams, Map<Integer, Integer> memo) {
    if (diagrams.isTerminal(diagram)) {
      return constant(diagrams.value(diagram).equals(true));
    }
    Integer done = memo.get(diagram);
    if (done != null) {
      return done;
    }
    int variable = diagrams.variable(diagram);
    var branches = new ArrayList<Integer>();
    for (int cell = 0; cell < diagrams.cellCount(variable); cell++) {
      int child = of(diagrams.child(diagram, cell), diagrams, memo);
      branches.add(both(in(variable, 1L << cell), child));
    }
    int result = any(branches);
    memo.put(diagram, result);
    return result;
  }

  /** Statements that all hold exactly where this one does. */
  List<Integer> conjuncts(int statement) {
    return isNegated(statement)
            && node(statement) instanceof Node.AtLeast(int count, List<Integer> parts)
            && count == 1
        ? parts.stream().map(Propositions::not).toList()
        : List.of(statement);
  }

  /** The nodes on which a statement rests, its own included, parts before wholes. */
  private List<Integer> cone(int statement) {
    return cone(statement, Set.of());
  }

  /** The same without some nodes and what only they rest on. */
  List<Integer> cone(int statement, Set<Integer> without) {
    var seen = new TreeSet<Integer>();
    var pending = new ArrayList<Integer>(List.of(statement >> 1));
    while (!pending.isEmpty()) {
      int next = pending.removeLast();
      if (!without.contains(next)
          && seen.add(next)
          && nodes.get(next) instanceof Node.AtLeast(int _, List<Integer> parts)) {
        parts.forEach(part -> pending.add(part >> 1));
      }
    }
    return List.copyOf(seen);
  }

  /** The variables that a statement is about. */
  public Set<Integer> variablesOf(int statement) {
    var result = new TreeSet<Integer>();
    for (int node : cone(statement)) {
      if (nodes.get(node) instanceof Node.In(int variable, long _)) {
        result.add(variable);
      }
    }
    return result;
  }

  /** A statement with other cells of some variables, as if each were another variable. */
  public int mapped(int statement, Map<Integer, Integer> variableFor) {
    var images = new HashMap<Integer, Integer>();
    for (int node : cone(statement)) {
      images.put(
          node,
          switch (nodes.get(node)) {
            case Node.True _ -> TRUE;
            case Node.In(int variable, long mask) ->
                in(variableFor.getOrDefault(variable, variable), mask);
            case Node.AtLeast(int count, List<Integer> parts) ->
                atLeast(
                    count,
                    parts.stream()
                        .map(part -> images.getOrDefault(part >> 1, TRUE) ^ (part & 1))
                        .toList());
          });
    }
    return images.getOrDefault(statement >> 1, TRUE) ^ (statement & 1);
  }

  /**
   * Whether a statement holds for everybody whose cells are among some, as far as its parts tell
   * one by one: false also where it holds for different reasons. Any number of threads may ask at
   * once while no statement is made.
   *
   * @param masks for each variable
   */
  public boolean isCertain(int statement, long[] masks) {
    var certain = new HashMap<Integer, Optional<Boolean>>();
    for (int node : cone(statement)) {
      certain.put(
          node,
          switch (nodes.get(node)) {
            case Node.True _ -> Optional.of(true);
            case Node.In(int variable, long mask) ->
                (masks[variable] & ~mask) == 0
                    ? Optional.of(true)
                    : (masks[variable] & mask) == 0 ? Optional.of(false) : Optional.empty();
            case Node.AtLeast(int count, List<Integer> parts) -> {
              int holding = 0;
              int open = 0;
              for (int part : parts) {
                Optional<Boolean> of = certain.getOrDefault(part >> 1, Optional.empty());
                open += of.isEmpty() ? 1 : 0;
                holding += of.isPresent() && of.get() != isNegated(part) ? 1 : 0;
              }
              yield holding >= count
                  ? Optional.of(true)
                  : holding + open < count ? Optional.of(false) : Optional.empty();
            }
          });
    }
    return certain
        .getOrDefault(statement >> 1, Optional.empty())
        .equals(Optional.of(!isNegated(statement)));
  }

  /** Which statements hold for patients in these cells. */
  Point at(int[] cells) {
    return new Point(cells.clone(), new byte[nodes.size()]);
  }

  /** One cell for each variable, and what holds there; worked out when it is asked for. */
  public final class Point {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final int[] cells;
    private byte[] values;

    private Point(int[] cells, byte[] values) {
      this.cells = cells;
      this.values = values;
    }

    /** The point that has other cells of some variables. */
    Point with(Map<Integer, Integer> changes) {
      var changed = new Point(cells.clone(), values.clone());
      var pending = new TreeSet<Integer>();
      changes.forEach(
          (variable, cell) -> {
            changed.cells[variable] = cell;
            pending.addAll(aboutVariable.getOrDefault(variable, List.of()));
          });
      // What was worked out rests on parts that were; what was not will be, with the new cells.
      while (!pending.isEmpty()) {
        int index = pending.removeFirst();
        if (index >= values.length || values[index] == UNKNOWN) {
          continue;
        }
        changed.values[index] = UNKNOWN;
        changed.evaluate(index);
        if (changed.values[index] != values[index]) {
          pending.addAll(wholes.get(index));
        }
      }
      return changed;
    }

    int cell(int variable) {
      return cells[variable];
    }

    /** Whether a statement holds. */
    boolean holds(int statement) {
      int index = statement >> 1;
      if (index >= values.length) {
        values = Arrays.copyOf(values, nodes.size());
      }
      if (values[index] == UNKNOWN) {
        evaluate(index);
      }
      return (values[index] == YES) != isNegated(statement);
    }

    /** Without recursion: each clause rests on those before it. */
    private void evaluate(int root) {
      var pending = new int[64];
      int size = 0;
      pending[size++] = root;
      while (size > 0) {
        int index = pending[size - 1];
        int missing = values[index] == UNKNOWN ? step(index) : -1;
        if (missing < 0) {
          size--;
        } else {
          if (size == pending.length) {
            pending = Arrays.copyOf(pending, 2 * size);
          }
          pending[size++] = missing;
        }
      }
    }

    /** Works a node out; returns a part that has to be worked out before, or -1 when done. */
    private int step(int index) {
      switch (nodes.get(index)) {
        case Node.True _ -> values[index] = YES;
        case Node.In(int variable, long mask) ->
            values[index] = (mask >>> cells[variable] & 1) != 0 ? YES : NO;
        case Node.AtLeast(int count, List<Integer> parts) -> {
          int holding = 0;
          int missing = -1;
          for (int part : parts) {
            byte value = values[part >> 1];
            if (value == UNKNOWN) {
              missing = part >> 1;
            } else if ((value == YES) != isNegated(part) && ++holding == count) {
              values[index] = YES;
              return -1;
            }
          }
          if (missing >= 0) {
            return missing;
          }
          values[index] = NO;
        }
      }
      return -1;
    }
  }
}
