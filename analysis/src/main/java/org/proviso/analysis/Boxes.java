package org.proviso.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.proviso.engine.diagram.Diagrams;

/** Cuts a region into disjoint boxes, as few as merging neighbours gives. */
public final class Boxes {
  private Boxes() {}

  /**
   * The boxes of a region, the same for the same region.
   *
   * @param most how many paths of the diagram are followed at most
   */
  public static List<Box> of(int region, Diagrams diagrams, int most) {
    var boxes = new ArrayList<Box>();
    collect(region, new TreeMap<>(), diagrams, most, boxes);
    merge(boxes);
    boxes.sort(Comparator.comparing(box -> box.cells().toString()));
    return boxes;
  }

  private static void collect(
      int node, Map<Integer, Long> path, Diagrams diagrams, int most, List<Box> boxes) {
    if (boxes.size() >= most || node == diagrams.constant(false)) {
      return;
    }
    if (diagrams.isTerminal(node)) {
      boxes.add(new Box(new TreeMap<>(path)));
      return;
    }
    int variable = diagrams.variable(node);
    var cellsOfChild = new LinkedHashMap<Integer, Long>();
    for (int cell = 0; cell < diagrams.cellCount(variable); cell++) {
      cellsOfChild.merge(diagrams.child(node, cell), 1L << cell, (left, right) -> left | right);
    }
    cellsOfChild.forEach(
        (child, mask) -> {
          path.put(variable, mask);
          collect(child, path, diagrams, most, boxes);
        });
    path.remove(variable);
  }

  /** Two boxes that differ in the cells of one variable only are one. */
  private static void merge(List<Box> boxes) {
    boolean merged = true;
    while (merged) {
      merged = false;
      for (int first = 0; first < boxes.size() && !merged; first++) {
        for (int second = first + 1; second < boxes.size() && !merged; second++) {
          int variable = onlyDifference(boxes.get(first), boxes.get(second));
          if (variable >= 0) {
            long mask = mask(boxes.get(first), variable) | mask(boxes.get(second), variable);
            boxes.set(first, boxes.get(first).with(variable, mask));
            boxes.remove(second);
            merged = true;
          }
        }
      }
    }
  }

  private static long mask(Box box, int variable) {
    Long mask = box.cells().get(variable);
    return mask == null ? 0 : mask;
  }

  /** The one variable in whose cells two boxes differ, or -1. */
  private static int onlyDifference(Box left, Box right) {
    if (!left.cells().keySet().equals(right.cells().keySet())) {
      return -1;
    }
    int found = -1;
    for (int variable : left.cells().keySet()) {
      if (mask(left, variable) != mask(right, variable)) {
        if (found >= 0) {
          return -1;
        }
        found = variable;
      }
    }
    return found;
  }
}
