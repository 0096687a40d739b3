package org.proviso.analysis.proof;

import org.proviso.analysis.Box;

/** What a question whether there is a patient for whom something holds comes to. */
public sealed interface Answer {
  /**
   * There is one.
   *
   * @param box it holds for everybody in it
   * @param point the cells of somebody, or nearly: with those outside the box nobody may go
   */
  record Possible(Box box, Propositions.Point point) implements Answer {}

  /** There is none. */
  record Impossible() implements Answer {}

  /**
   * Neither was shown: some cells do not exclude each other as far as was worked out, and no
   * patient who has them was found.
   */
  record Unsettled() implements Answer {}

  /** The question's budget was used up. */
  record RanOut() implements Answer {}

  /** Whether there is such a patient for certain. */
  default boolean isPossible() {
    return this instanceof Possible;
  }

  /** Whether there is no such patient for certain. */
  default boolean isImpossible() {
    return this instanceof Impossible;
  }
}
