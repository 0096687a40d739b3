package org.proviso.engine.compile;

import org.jspecify.annotations.Nullable;
import org.proviso.engine.diagram.Diagrams;

/** A guideline distinguishes what is beyond what can be worked with. */
public final class DistinctionLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  private DistinctionLimitException(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  static DistinctionLimitException tooManyCells(String subject, int cells) {
    return new DistinctionLimitException(
        "The criteria tell "
            + cells
            + " different kinds of values of "
            + subject
            + " apart; at most "
            + Diagrams.MOST_CELLS
            + " can be handled",
        "Split the document, or use fewer distinctions of one fact.",
        null);
  }

  static DistinctionLimitException beyond(RuntimeException cause) {
    return new DistinctionLimitException(
        "a number, a date or a distance in its criteria is beyond what can be worked with ("
            + cause.getMessage()
            + ")",
        "Write smaller numbers of days, weeks, months or years.",
        cause);
  }

  /** What an author can do. */
  String remedy() {
    return remedy;
  }
}
