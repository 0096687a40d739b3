package org.proviso.engine.compile;

import org.proviso.engine.diagram.Diagrams;

/** A guideline distinguishes more values of one fact than a variable has cells. */
final class TooManyCellsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyCellsException(String subject, int cells) {
    super(
        "The criteria tell "
            + cells
            + " different kinds of values of "
            + subject
            + " apart; at most "
            + Diagrams.MOST_CELLS
            + " can be handled");
  }
}
