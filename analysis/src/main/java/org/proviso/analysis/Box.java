package org.proviso.analysis;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.proviso.engine.diagram.Diagrams;

/**
 * Patients described variable by variable: for each variable that is constrained, the cells it may
 * be in.
 *
 * @param cells variable to a mask of cells; a variable that is not named may be anything
 */
public record Box(SortedMap<Integer, Long> cells) {
  public Box {
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
  }

  /** The same, with one variable constrained otherwise. */
  Box with(int variable, long mask) {
    var changed = new TreeMap<>(cells);
    changed.put(variable, mask);
    return new Box(changed);
  }

  /** The patients of this and of another box, as a box where no variable is in both. */
  Box and(Box other) {
    var both = new TreeMap<>(cells);
    other.cells.forEach((variable, mask) -> both.merge(variable, mask, (a, b) -> a & b));
    return new Box(both);
  }

  /** As a boolean diagram. */
  int diagram(Diagrams diagrams) {
    int result = diagrams.constant(true);
    for (var entry : cells.entrySet()) {
      result = diagrams.and(result, diagrams.literal(entry.getKey(), entry.getValue()));
    }
    return result;
  }
}
