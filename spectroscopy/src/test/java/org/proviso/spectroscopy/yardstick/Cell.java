package org.proviso.spectroscopy.yardstick;

import java.util.ArrayList;
import java.util.List;
import org.proviso.spectroscopy.yardstick.misfit.Misfit;

/**
 * The cells of the yardstick: no misfit, each misfit alone, all together.
 *
 * @param number part of the seed; never reused for another cell
 * @param name for tables, options and file names
 * @param misfits what acts, in order
 */
public record Cell(int number, String name, List<Misfit> misfits) {

  /** Name of the cell without misfits. */
  public static final String NONE = "none";

  /** Name of the cell with all misfits. */
  public static final String TOGETHER = "all together";

  /** Copies the list. */
  public Cell {
    misfits = List.copyOf(misfits);
  }

  /** All cells, in the order of the tables. */
  public static List<Cell> all() {
    List<Misfit> misfits = Misfit.all();
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(0, NONE, List.of()));
    for (int i = 0; i < misfits.size(); i++) {
      cells.add(new Cell(i + 1, misfits.get(i).name(), List.of(misfits.get(i))));
    }
    cells.add(new Cell(misfits.size() + 1, TOGETHER, misfits));
    return List.copyOf(cells);
  }
}
