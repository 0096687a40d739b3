package org.proviso.engine.packed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.proviso.engine.diagram.Diagrams;

/**
 * Diagrams in which every variable has one more code, "unknown", in front of its cells. The branch
 * of the unknown is the union of all others, so that one walk of a partly known row ends at
 * everything that can still be reached. (Three-valued in the sense of strong reachability, not of
 * Kleene: what is the same in every completion stays one.)
 */
final class Reached {
  /** The most nodes; a guideline that needs more has no branches for unknowns. */
  static final int MOST_NODES = 50_000;

  private final Diagrams source;
  private final Diagrams target;
  private final Function<Object, Object> terminal;
  private final BinaryOperator<Object> union;
  private final Map<Integer, Integer> memo = new HashMap<>();

  private Reached(
      Diagrams source,
      Diagrams target,
      Function<Object, Object> terminal,
      BinaryOperator<Object> union) {
    this.source = source;
    this.target = target;
    this.terminal = terminal;
    this.union = union;
  }

  /** A store for diagrams with unknowns over the variables of a layout. */
  static Diagrams store(RowLayout layout) {
    var codes = new int[layout.variables()];
    Arrays.setAll(codes, variable -> layout.cells(variable) + 1);
    return new Diagrams(codes, MOST_NODES);
  }

  /**
   * A diagram with unknowns.
   *
   * @param terminal what stands for a terminal of the source
   * @param union of two such; associative, commutative and idempotent
   * @param target a store as {@link #store} makes it
   * @throws org.proviso.engine.diagram.DiagramLimitException when there are too many nodes
   */
  static int of(
      Diagrams source,
      int root,
      Function<Object, Object> terminal,
      BinaryOperator<Object> union,
      Diagrams target) {
    return new Reached(source, target, terminal, union).run(root);
  }

  private int run(int node) {
    Integer known = memo.get(node);
    if (known != null) {
      return known;
    }
    int result;
    if (source.isTerminal(node)) {
      result = target.terminal(terminal.apply(source.value(node)));
    } else {
      int variable = source.variable(node);
      var branches = new int[source.cellCount(variable) + 1];
      for (int code = 1; code < branches.length; code++) {
        branches[code] = run(source.child(node, code - 1));
      }
      int either = branches[1];
      for (int code = 2; code < branches.length; code++) {
        either = target.apply(either, branches[code], union);
      }
      branches[RowLayout.UNKNOWN] = either;
      result = target.node(variable, branches);
    }
    memo.put(node, result);
    return result;
  }
}
