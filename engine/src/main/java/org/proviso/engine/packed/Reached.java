package org.proviso.engine.packed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.proviso.engine.diagram.Diagrams;

/**
 * Diagrams in which every variable has more branches than its cells: "unknown" in front of them,
 * and sets of several cells after them, as {@link RowLayout} has codes for. The branch of a set is
 * the union of those of its cells, so that one walk of a partly known row ends at everything that
 * can still be reached. (Three-valued in the sense of strong reachability, not of Kleene: what is
 * the same in every completion stays one.)
 */
final class Reached {
  /** The most nodes; a guideline that needs more has no branches for unknowns. */
  static final int MOST_NODES = 50_000;

  private final Diagrams source;
  private final RowLayout layout;
  private final Diagrams target;
  private final Function<Object, Object> terminal;
  private final BinaryOperator<Object> union;
  private final Map<Integer, Integer> memo = new HashMap<>();

  private Reached(
      Diagrams source,
      RowLayout layout,
      Diagrams target,
      Function<Object, Object> terminal,
      BinaryOperator<Object> union) {
    this.source = source;
    this.layout = layout;
    this.target = target;
    this.terminal = terminal;
    this.union = union;
  }

  /** A store for diagrams with unknowns over the variables of a layout. */
  static Diagrams store(RowLayout layout) {
    var branches = new int[layout.variables()];
    Arrays.setAll(branches, layout::branches);
    return new Diagrams(branches, MOST_NODES);
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
      RowLayout layout,
      Diagrams target) {
    return new Reached(source, layout, target, terminal, union).run(root);
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
      var children = new int[source.cellCount(variable)];
      for (int cell = 0; cell < children.length; cell++) {
        children[cell] = run(source.child(node, cell));
      }
      var branches = new int[layout.branches(variable)];
      for (int branch = 0; branch < branches.length; branch++) {
        int code = layout.codeOfBranch(variable, branch);
        branches[branch] = either(children, layout.mask(variable, code));
      }
      result = target.node(variable, branches);
    }
    memo.put(node, result);
    return result;
  }

  private int either(int[] children, long cells) {
    int either = children[Long.numberOfTrailingZeros(cells)];
    for (long rest = cells & (cells - 1); rest != 0; rest &= rest - 1) {
      either = target.apply(either, children[Long.numberOfTrailingZeros(rest)], union);
    }
    return either;
  }
}
