package org.proviso.engine.decide;

/** How much of an answer is worked out. */
public enum Detail {
  /** Everything. */
  FULL,
  /**
   * The outcome, what is reachable, the deciding clauses, what is missing and every criterion, but
   * no question, no {@code because} and no {@code wouldChange}: for many requests at a time.
   */
  OUTCOME
}
