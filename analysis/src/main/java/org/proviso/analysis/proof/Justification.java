package org.proviso.analysis.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.analysis.Box;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.diagram.Diagrams;

/**
 * Why a statement holds at a point: cells of as few variables as are easily found with which it
 * holds whatever the others are.
 */
final class Justification {
  private final Propositions propositions;
  private final Propositions.Point point;
  private final SortedMap<Integer, Long> cells = new TreeMap<>();
  private final BitSet justified = new BitSet();

  private Justification(Propositions propositions, Propositions.Point point) {
    this.propositions = propositions;
    this.point = point;
  }

  /** A box around a point; of numbers and dates with neighboring cells. */
  static Box of(int statement, Propositions propositions, Propositions.Point point) {
    var justification = new Justification(propositions, point);
    justification.justify(statement);
    justification.cells.replaceAll((variable, mask) -> justification.neighbors(variable, mask));
    return new Box(justification.cells);
  }

  private void justify(int statement) {
    var pending = new ArrayList<Integer>(List.of(statement >> 1));
    while (!pending.isEmpty()) {
      int node = pending.removeLast();
      if (justified.get(node)) {
        continue;
      }
      justified.set(node);
      switch (propositions.node(2 * node)) {
        case Propositions.Node.True _ -> {}
        case Propositions.Node.In(int variable, long mask) -> {
          long full = Diagrams.fullMask(propositions.variables().get(variable).cells());
          long here = point.holds(2 * node) ? mask : full & ~mask;
          cells.merge(variable, here, (left, right) -> left & right);
        }
        case Propositions.Node.AtLeast(int count, List<Integer> parts) -> {
          boolean holds = point.holds(2 * node);
          int needed = holds ? count : parts.size() - count + 1;
          var reasons = new ArrayList<Integer>();
          for (int part : parts) {
            if (point.holds(part) == holds) {
              reasons.add(part >> 1);
            }
          }
          if (reasons.size() > needed) {
            reasons.sort(Comparator.comparingInt(this::effort));
          }
          pending.addAll(reasons.subList(0, needed));
        }
      }
    }
  }

  /**
   * What is justified, or said of a variable, already costs nothing; a part of parts costs more.
   */
  private int effort(int node) {
    if (justified.get(node)) {
      return 0;
    }
    return switch (propositions.node(2 * node)) {
      case Propositions.Node.True _ -> 0;
      case Propositions.Node.In(int variable, long _) -> cells.containsKey(variable) ? 1 : 2;
      case Propositions.Node.AtLeast(int count, List<Integer> parts) ->
          3 + (point.holds(2 * node) ? count : parts.size() - count + 1);
    };
  }

  /** The stretch of cells around the point's, for variables whose cells have an order. */
  private long neighbors(int variable, long mask) {
    return switch (propositions.variables().get(variable)) {
      case Variable.NumberLine line -> neighbors(variable, mask, line.cuts().size());
      case Variable.DateLine line -> neighbors(variable, mask, line.cuts().size());
      case Variable.YesNo _,
          Variable.InForce _,
          Variable.Symbols _,
          Variable.CodeBlock _,
          Variable.HasCode _ ->
          mask;
    };
  }

  private long neighbors(int variable, long mask, int cuts) {
    int cell = point.cell(variable);
    if (cell > cuts) {
      return 1L << cell;
    }
    int first = cell;
    while (first > 0 && (mask >>> (first - 1) & 1) != 0) {
      first--;
    }
    int last = cell;
    while (last < cuts && (mask >>> (last + 1) & 1) != 0) {
      last++;
    }
    return Diagrams.fullMask(last + 1) & -(1L << first);
  }
}
