package org.proviso.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.proviso.engine.diagram.Diagrams;

/** Cuts a region into disjoint boxes, as few as merging neighbours gives. */
final class Boxes {
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

  /**
   * Boxes that differ in the cells of one variable only are one. Variable after variable, until
   * nothing changes any more.
   */
  private static void merge(List<Box> boxes) {
    var variables = new TreeSet<Integer>();
    boxes.forEach(box -> variables.addAll(box.cells().keySet()));
    int before;
    do {
      before = boxes.size();
      for (int variable : variables) {
        var merged = new LinkedHashMap<Map<Integer, Long>, Box>();
        for (Box box : boxes) {
          merged.merge(alike(box, variable), box, (one, other) -> both(one, other, variable));
        }
        boxes.clear();
        boxes.addAll(merged.values());
      }
    } while (boxes.size() < before);
  }

  /** What boxes have to have in common to be merged along a variable: everything else. */
  private static Map<Integer, Long> alike(Box box, int variable) {
    var others = new TreeMap<>(box.cells());
    // Boxes that leave the variable open have a mask that no box has, so they stay apart.
    others.put(variable, others.containsKey(variable) ? 0L : -1L);
    return others;
  }

  private static Box both(Box one, Box other, int variable) {
    return one.with(variable, mask(one, variable) | mask(other, variable));
  }

  private static long mask(Box box, int variable) {
    Long mask = box.cells().get(variable);
    return mask == null ? 0 : mask;
  }
}
