package org.proviso.engine.compile;

import java.util.List;

/** Where a condition holds, as a combination of statements about the cells of variables. */
public sealed interface CellFormula {
  /** Holds everywhere, or nowhere. */
  record Constant(boolean value) implements CellFormula {}

  /**
   * A variable is in one of some cells.
   *
   * @param variable its number
   * @param mask bit {@code c} is set for cell {@code c}
   */
  record In(int variable, long mask) implements CellFormula {}

  /** Holds where another does not. */
  record Not(CellFormula negated) implements CellFormula {}

  /** At least {@code count} of the parts hold, {@code 0 <= count}. */
  record AtLeast(int count, List<CellFormula> parts) implements CellFormula {
    public AtLeast {
      parts = List.copyOf(parts);
    }
  }
}
