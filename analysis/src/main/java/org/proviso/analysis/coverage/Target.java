package org.proviso.analysis.coverage;

/**
 * Something that a case can show of a document.
 *
 * @param what in words, for example {@code medical-necessity/p1 decides}
 */
public record Target(Kind kind, String what) {
  /** What kind of thing is shown. */
  public enum Kind {
    /** A clause decides. */
    CLAUSE,
    /** A criterion is met, or is not met. */
    CRITERION,
    /** A fact is in one of the cells that the document tells apart. */
    CELL
  }
}
