package org.proviso.analysis.diff;

/** How a revision stands to what it revises. */
public enum Relation {
  EQUIVALENT("equivalent"),
  MORE_PERMISSIVE("more-permissive"),
  MORE_RESTRICTIVE("more-restrictive"),
  INCOMPARABLE("incomparable");

  private final String word;

  Relation(String word) {
    this.word = word;
  }

  /** As commands print it. */
  public String word() {
    return word;
  }

  /** The relation of two parts together. */
  Relation and(Relation other) {
    if (this == EQUIVALENT) {
      return other;
    }
    return other == EQUIVALENT || other == this ? this : INCOMPARABLE;
  }
}
