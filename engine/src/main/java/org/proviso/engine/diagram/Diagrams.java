package org.proviso.engine.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A store of reduced ordered decision diagrams that share their nodes.
 *
 * <p>Variables are numbered from 0; variable {@code v} takes one of {@code cellCount(v)} cells,
 * numbered from 0, at most {@value #MOST_CELLS}. A diagram is a function from one cell for each
 * variable to a terminal, any object with value equality. A diagram is named by its root's node
 * number. Two diagrams of one store are the same function exactly when their numbers are equal:
 * nodes are hash-consed and a node whose children are all the same is never made.
 *
 * <p><em>Partial knowledge</em> is an array of masks, one {@code long} for each variable: bit
 * {@code c} is set when cell {@code c} is still possible. No mask is 0.
 *
 * <p>Nodes live in packed {@code int} arrays. Making nodes is not thread-safe; methods that only
 * read ({@link #isTerminal}, {@link #variable}, {@link #child}, {@link #value}, {@link #walk},
 * {@link #reachable}, {@link #support}, {@link #measure}) may run in any number of threads once
 * nothing is made any more. Every method that makes nodes throws {@link DiagramLimitException} when
 * the store is full.
 */
public final class Diagrams {
  /** The most cells that a variable can have: the bits of a mask. */
  public static final int MOST_CELLS = 64;

  private static final int TERMINAL_LEVEL = Integer.MAX_VALUE;

  private final int[] cellCounts;
  private final int[] variableAtLevel;
  private final int[] levelOfVariable;
  private final int nodeLimit;

  private int[] levels = new int[256];
  private int[] starts = new int[256];
  private int[] children = new int[1024];
  private int nodes;
  private int childrenEnd;
  private int[] table = new int[512];
  private final List<Object> values = new ArrayList<>();
  private final Map<Object, Integer> nodeOfValue = new HashMap<>();
  private final int no;
  private final int yes;

  /**
   * An empty store whose variables are ordered by their numbers.
   *
   * @param cellCounts the number of cells of each variable, 1 to {@value #MOST_CELLS}
   * @param nodeLimit the most nodes the store may hold
   */
  public Diagrams(int[] cellCounts, int nodeLimit) {
    this(cellCounts, ascending(cellCounts.length), nodeLimit);
  }

  /**
   * An empty store.
   *
   * @param cellCounts the number of cells of each variable, 1 to {@value #MOST_CELLS}
   * @param order every variable once, the one that is tested first in front
   * @param nodeLimit the most nodes the store may hold
   */
  public Diagrams(int[] cellCounts, int[] order, int nodeLimit) {
    this.cellCounts = cellCounts.clone();
    this.variableAtLevel = order.clone();
    this.levelOfVariable = new int[cellCounts.length];
    this.nodeLimit = nodeLimit;
    Arrays.fill(levelOfVariable, -1);
    for (int level = 0; level < order.length; level++) {
      levelOfVariable[order[level]] = level;
    }
    for (int variable = 0; variable < cellCounts.length; variable++) {
      if (cellCounts[variable] < 1 || cellCounts[variable] > MOST_CELLS) {
        throw new IllegalArgumentException(
            "variable " + variable + " has " + cellCounts[variable] + " cells");
      }
      if (levelOfVariable[variable] < 0 || order.length != cellCounts.length) {
        throw new IllegalArgumentException("an order names every variable once");
      }
    }
    Arrays.fill(table, -1);
    this.no = terminal(false);
    this.yes = terminal(true);
  }

  private static int[] ascending(int length) {
    var result = new int[length];
    Arrays.setAll(result, index -> index);
    return result;
  }

  /** How many variables there are. */
  public int variableCount() {
    return cellCounts.length;
  }

  /** How many cells a variable has. */
  public int cellCount(int variable) {
    return cellCounts[variable];
  }

  /** Every variable once, the one that is tested first in front. */
  public int[] order() {
    return variableAtLevel.clone();
  }

  /** How many nodes the store holds, terminals included. */
  public int size() {
    return nodes;
  }

  /** The most nodes the store may hold. */
  public int nodeLimit() {
    return nodeLimit;
  }

  /** Masks that leave every cell possible. */
  public long[] everything() {
    var masks = new long[cellCounts.length];
    Arrays.setAll(masks, variable -> fullMask(cellCounts[variable]));
    return masks;
  }

  /** The mask of a variable with so many cells, all possible. */
  public static long fullMask(int cells) {
    return -1L >>> (MOST_CELLS - cells);
  }

  /** The diagram that is this terminal everywhere. */
  public int terminal(Object value) {
    Integer known = nodeOfValue.get(value);
    if (known != null) {
      return known;
    }
    int node = newNode(TERMINAL_LEVEL, values.size());
    values.add(value);
    nodeOfValue.put(value, node);
    return node;
  }

  /** The diagram that is {@link Boolean} true, or false, everywhere. */
  public int constant(boolean value) {
    return value ? yes : no;
  }

  /** True where the variable's cell is in the mask, false elsewhere. */
  public int literal(int variable, long mask) {
    var branches = new int[cellCounts[variable]];
    Arrays.setAll(branches, cell -> constant((mask >>> cell & 1) != 0));
    return make(levelOfVariable[variable], branches);
  }

  /**
   * The diagram that tests a variable and goes on with one of the branches, none of which tests a
   * variable that is ordered at or before it.
   *
   * @param branches one diagram for each cell
   */
  public int node(int variable, int[] branches) {
    int level = levelOfVariable[variable];
    for (int branch : branches) {
      if (levels[branch] <= level) {
        throw new IllegalArgumentException("a branch tests a variable out of order");
      }
    }
    return make(level, branches);
  }

  /** Whether a node is a terminal. */
  public boolean isTerminal(int node) {
    return levels[node] == TERMINAL_LEVEL;
  }

  /** The terminal object of a terminal node. */
  public Object value(int node) {
    return values.get(starts[node]);
  }

  /** The variable that an inner node tests. */
  public int variable(int node) {
    return variableAtLevel[levels[node]];
  }

  /** Where an inner node goes for a cell. */
  public int child(int node, int cell) {
    return children[starts[node] + cell];
  }

  /** The terminal for one cell for each variable. */
  public Object walk(int node, int[] cells) {
    int at = node;
    while (!isTerminal(at)) {
      at = child(at, cells[variable(at)]);
    }
    return value(at);
  }

  // Operations

  /** Combines two diagrams, terminal by terminal. */
  public int apply(int left, int right, BinaryOperator<Object> operation) {
    return new Apply(operation, Shortcut.NONE).run(left, right);
  }

  /** True where both are; both are boolean. */
  public int and(int left, int right) {
    return new Apply((a, b) -> a.equals(true) && b.equals(true), Shortcut.AND).run(left, right);
  }

  /** True where one is; both are boolean. */
  public int or(int left, int right) {
    return new Apply((a, b) -> a.equals(true) || b.equals(true), Shortcut.OR).run(left, right);
  }

  /** True where the boolean diagram is false. */
  public int not(int node) {
    return map(node, value -> value.equals(false));
  }

  /** {@code then} where the boolean condition is true, {@code otherwise} elsewhere. */
  public int choose(int condition, int then, int otherwise) {
    return new Choose().run(condition, then, otherwise);
  }

  /** Replaces each terminal. */
  public int map(int node, Function<Object, Object> replacement) {
    var memo = new HashMap<Integer, Integer>();
    return map(node, replacement, memo);
  }

  private int map(int node, Function<Object, Object> replacement, Map<Integer, Integer> memo) {
    Integer known = memo.get(node);
    if (known != null) {
      return known;
    }
    int result;
    if (isTerminal(node)) {
      result = terminal(replacement.apply(value(node)));
    } else {
      int level = levels[node];
      var branches = new int[cellCounts[variableAtLevel[level]]];
      for (int cell = 0; cell < branches.length; cell++) {
        branches[cell] = map(child(node, cell), replacement, memo);
      }
      result = make(level, branches);
    }
    memo.put(node, result);
    return result;
  }

  /**
   * A simplest diagram of this kind that agrees with the given one on every possible cell: a
   * variable whose possible cells all lead to the same place is not tested. What it says of
   * impossible cells means nothing.
   */
  public int restrict(int node, long[] masks) {
    return copyFrom(this, node, masks);
  }

  /**
   * Brings a diagram of another store over the same variables into this one, restricted as by
   * {@link #restrict}. Where both stores have the same order this takes one step for each node;
   * where they have not, this is how a diagram is rebuilt under another order.
   */
  public int copyFrom(Diagrams source, int node, long[] masks) {
    if (!Arrays.equals(source.cellCounts, cellCounts)) {
      throw new IllegalArgumentException("the stores have different variables");
    }
    boolean sameOrder = Arrays.equals(source.variableAtLevel, variableAtLevel);
    return copy(source, node, masks, sameOrder, new HashMap<>());
  }

  private int copy(
      Diagrams source, int node, long[] masks, boolean sameOrder, Map<Integer, Integer> memo) {
    Integer known = memo.get(node);
    if (known != null) {
      return known;
    }
    int result;
    if (source.isTerminal(node)) {
      result = terminal(source.value(node));
    } else {
      int variable = source.variable(node);
      long mask = masks[variable];
      int some = Long.numberOfTrailingZeros(mask);
      if (mask == 1L << some) {
        result = copy(source, source.child(node, some), masks, sameOrder, memo);
      } else {
        var branches = new int[cellCounts[variable]];
        int first = copy(source, source.child(node, some), masks, sameOrder, memo);
        for (int cell = 0; cell < branches.length; cell++) {
          branches[cell] =
              (mask >>> cell & 1) == 0
                  ? first
                  : copy(source, source.child(node, cell), masks, sameOrder, memo);
        }
        result = sameOrder ? make(levelOfVariable[variable], branches) : join(variable, branches);
      }
    }
    memo.put(node, result);
    return result;
  }

  /** Tests a variable wherever the order wants it tested, and goes on with a branch. */
  private int join(int variable, int[] branches) {
    int result = branches[branches.length - 1];
    for (int cell = branches.length - 2; cell >= 0; cell--) {
      result = choose(literal(variable, 1L << cell), branches[cell], result);
    }
    return result;
  }

  /**
   * The generalised cofactor (Coudert and Madre, 1990): a diagram that agrees with the given one
   * wherever {@code care} is true and is often smaller; what it says elsewhere means nothing.
   *
   * @param care a boolean diagram that is true somewhere
   */
  public int constrain(int node, int care) {
    if (care == no) {
      throw new IllegalArgumentException("nothing to care about");
    }
    return constrain(node, care, new LongIntMap());
  }

  private int constrain(int node, int care, LongIntMap memo) {
    if (care == yes || isTerminal(node)) {
      return node;
    }
    long key = pair(node, care);
    int known = memo.get(key);
    if (known != LongIntMap.ABSENT) {
      return known;
    }
    int level = Math.min(levels[node], levels[care]);
    var branches = new int[cellCounts[variableAtLevel[level]]];
    int sibling = -1;
    for (int cell = 0; cell < branches.length; cell++) {
      int careBranch = at(care, level, cell);
      branches[cell] = careBranch == no ? -1 : constrain(at(node, level, cell), careBranch, memo);
      if (sibling < 0) {
        sibling = branches[cell];
      }
    }
    for (int cell = 0; cell < branches.length; cell++) {
      if (branches[cell] < 0) {
        branches[cell] = sibling;
      }
    }
    int result = make(level, branches);
    memo.put(key, result);
    return result;
  }

  /**
   * Takes variables away: what remains is, for each choice of the other variables, the combination
   * of the terminals over all possible cells of those taken away.
   *
   * @param operation associative, commutative and idempotent, as union and disjunction are
   */
  public int abstracted(
      int node, BitSet variables, long[] masks, BinaryOperator<Object> operation) {
    return new Abstract(variables, masks, operation).run(node);
  }

  // Questions

  /** The variables that a diagram tests. */
  public BitSet support(int node) {
    var result = new BitSet();
    var seen = new BitSet();
    var pending = new ArrayList<Integer>();
    pending.add(node);
    while (!pending.isEmpty()) {
      int next = pending.removeLast();
      if (seen.get(next) || isTerminal(next)) {
        continue;
      }
      seen.set(next);
      int variable = variable(next);
      result.set(variable);
      for (int cell = 0; cell < cellCounts[variable]; cell++) {
        pending.add(child(next, cell));
      }
    }
    return result;
  }

  /** How many nodes these diagrams have together, terminals included. */
  public int size(Collection<Integer> roots) {
    var seen = new BitSet();
    var pending = new ArrayList<>(roots);
    while (!pending.isEmpty()) {
      int next = pending.removeLast();
      if (seen.get(next)) {
        continue;
      }
      seen.set(next);
      if (!isTerminal(next)) {
        for (int cell = 0; cell < cellCounts[variable(next)]; cell++) {
          pending.add(child(next, cell));
        }
      }
    }
    return seen.cardinality();
  }

  /**
   * The terminals that the possible cells can reach, in the order a depth-first walk meets them.
   */
  public SequencedSet<Object> reachable(int node, long[] masks) {
    var result = new LinkedHashSet<Object>();
    reachable(node, masks, new BitSet(), result);
    return result;
  }

  private void reachable(int node, long[] masks, BitSet seen, SequencedSet<Object> result) {
    if (seen.get(node)) {
      return;
    }
    seen.set(node);
    if (isTerminal(node)) {
      result.add(value(node));
      return;
    }
    for (long rest = masks[variable(node)]; rest != 0; rest &= rest - 1) {
      reachable(child(node, Long.numberOfTrailingZeros(rest)), masks, seen, result);
    }
  }

  /**
   * The share of all combinations of possible cells whose terminal satisfies the predicate, 0 to 1;
   * also the probability when variables are independent and possible cells equally likely.
   */
  public double measure(int node, long[] masks, Predicate<Object> predicate) {
    return expectation(node, masks, value -> predicate.test(value) ? 1 : 0);
  }

  /** The mean of a number over all combinations of possible cells. */
  public double expectation(int node, long[] masks, Function<Object, Integer> number) {
    return expectation(node, masks, number, new HashMap<>());
  }

  private double expectation(
      int node, long[] masks, Function<Object, Integer> number, Map<Integer, Double> memo) {
    if (isTerminal(node)) {
      return number.apply(value(node));
    }
    Double known = memo.get(node);
    if (known != null) {
      return known;
    }
    double sum = 0;
    long mask = masks[variable(node)];
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      sum += expectation(child(node, Long.numberOfTrailingZeros(rest)), masks, number, memo);
    }
    double result = sum / Long.bitCount(mask);
    memo.put(node, result);
    return result;
  }

  /**
   * Every path to a terminal that satisfies the predicate, over possible cells.
   *
   * @return arrays of one cell for each variable, -1 where the path does not test the variable; in
   *     lexicographic order of cells along the variable order
   */
  public List<int[]> paths(int node, long[] masks, Predicate<Object> predicate, int most) {
    var result = new ArrayList<int[]>();
    var path = new int[cellCounts.length];
    Arrays.fill(path, -1);
    paths(node, masks, predicate, most, path, result);
    return result;
  }

  private void paths(
      int node,
      long[] masks,
      Predicate<Object> predicate,
      int most,
      int[] path,
      List<int[]> result) {
    if (result.size() >= most) {
      return;
    }
    if (isTerminal(node)) {
      if (predicate.test(value(node))) {
        result.add(path.clone());
      }
      return;
    }
    int variable = variable(node);
    for (long rest = masks[variable]; rest != 0; rest &= rest - 1) {
      path[variable] = Long.numberOfTrailingZeros(rest);
      paths(child(node, path[variable]), masks, predicate, most, path, result);
    }
    path[variable] = -1;
  }

  // Nodes

  private int make(int level, int[] branches) {
    int first = branches[0];
    boolean different = false;
    for (int branch : branches) {
      different |= branch != first;
    }
    if (!different) {
      return first;
    }
    int slot = hash(level, branches) & (table.length - 1);
    while (table[slot] >= 0) {
      if (same(table[slot], level, branches)) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (childrenEnd + branches.length > children.length) {
      children = Arrays.copyOf(children, Math.max(2 * children.length, childrenEnd + MOST_CELLS));
    }
    int start = childrenEnd;
    int node = newNode(level, start);
    System.arraycopy(branches, 0, children, start, branches.length);
    childrenEnd += branches.length;
    table[slot] = node;
    if (2 * nodes > table.length) {
      rehash();
    }
    return node;
  }

  private int newNode(int level, int start) {
    if (nodes >= nodeLimit) {
      throw new DiagramLimitException(nodeLimit, "diagram nodes");
    }
    if (nodes == levels.length) {
      levels = Arrays.copyOf(levels, 2 * levels.length);
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    levels[nodes] = level;
    starts[nodes] = start;
    return nodes++;
  }

  private boolean same(int node, int level, int[] branches) {
    return levels[node] == level
        && Arrays.equals(
            children, starts[node], starts[node] + branches.length, branches, 0, branches.length);
  }

  private void rehash() {
    table = new int[4 * table.length];
    Arrays.fill(table, -1);
    for (int node = 0; node < nodes; node++) {
      if (!isTerminal(node)) {
        int end = starts[node] + cellCounts[variable(node)];
        int slot =
            hash(levels[node], Arrays.copyOfRange(children, starts[node], end))
                & (table.length - 1);
        while (table[slot] >= 0) {
          slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = node;
      }
    }
  }

  private static int hash(int level, int[] branches) {
    int hash = level;
    for (int branch : branches) {
      hash = (hash + branch) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash & Integer.MAX_VALUE;
  }

  private int at(int node, int level, int cell) {
    return levels[node] == level ? child(node, cell) : node;
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  private enum Shortcut {
    NONE,
    AND,
    OR
  }

  private final class Apply {
    private final BinaryOperator<Object> operation;
    private final Shortcut shortcut;
    private final LongIntMap memo = new LongIntMap();

    Apply(BinaryOperator<Object> operation, Shortcut shortcut) {
      this.operation = operation;
      this.shortcut = shortcut;
    }

    int run(int left, int right) {
      switch (shortcut) {
        case AND -> {
          if (left == no || right == no) {
            return no;
          }
          if (left == yes || left == right) {
            return right;
          }
          if (right == yes) {
            return left;
          }
        }
        case OR -> {
          if (left == yes || right == yes) {
            return yes;
          }
          if (left == no || left == right) {
            return right;
          }
          if (right == no) {
            return left;
          }
        }
        case NONE -> {}
      }
      long key = pair(left, right);
      int known = memo.get(key);
      if (known != LongIntMap.ABSENT) {
        return known;
      }
      int level = Math.min(levels[left], levels[right]);
      int result;
      if (level == TERMINAL_LEVEL) {
        result = terminal(operation.apply(value(left), value(right)));
      } else {
        var branches = new int[cellCounts[variableAtLevel[level]]];
        for (int cell = 0; cell < branches.length; cell++) {
          branches[cell] = run(at(left, level, cell), at(right, level, cell));
        }
        result = make(level, branches);
      }
      memo.put(key, result);
      return result;
    }
  }

  private final class Choose {
    private record Triple(int condition, int then, int otherwise) {}

    private final Map<Triple, Integer> memo = new HashMap<>();

    int run(int condition, int then, int otherwise) {
      if (condition == yes || then == otherwise) {
        return then;
      }
      if (condition == no) {
        return otherwise;
      }
      var key = new Triple(condition, then, otherwise);
      Integer known = memo.get(key);
      if (known != null) {
        return known;
      }
      int level = Math.min(levels[condition], Math.min(levels[then], levels[otherwise]));
      var branches = new int[cellCounts[variableAtLevel[level]]];
      for (int cell = 0; cell < branches.length; cell++) {
        branches[cell] =
            run(at(condition, level, cell), at(then, level, cell), at(otherwise, level, cell));
      }
      int result = make(level, branches);
      memo.put(key, result);
      return result;
    }
  }

  private final class Abstract {
    private final BitSet variables;
    private final long[] masks;
    private final BinaryOperator<Object> operation;
    private final Apply combine;
    private final Map<Integer, Integer> memo = new HashMap<>();

    Abstract(BitSet variables, long[] masks, BinaryOperator<Object> operation) {
      this.variables = variables;
      this.masks = masks;
      this.operation = operation;
      this.combine = new Apply(this.operation, Shortcut.NONE);
    }

    int run(int node) {
      if (isTerminal(node)) {
        return node;
      }
      Integer known = memo.get(node);
      if (known != null) {
        return known;
      }
      int level = levels[node];
      int variable = variableAtLevel[level];
      long mask = masks[variable];
      int first = run(child(node, Long.numberOfTrailingZeros(mask)));
      int result;
      if (variables.get(variable)) {
        result = first;
        for (long rest = mask & (mask - 1); rest != 0; rest &= rest - 1) {
          result = combine.run(result, run(child(node, Long.numberOfTrailingZeros(rest))));
        }
      } else {
        var branches = new int[cellCounts[variable]];
        for (int cell = 0; cell < branches.length; cell++) {
          branches[cell] = (mask >>> cell & 1) == 0 ? first : run(child(node, cell));
        }
        result = make(level, branches);
      }
      memo.put(node, result);
      return result;
    }
  }
}
