package org.proviso.language.check;

import org.proviso.language.model.Condition;

/**
 * What a defined name stands for, everything in it already replaced.
 *
 * <p>Sizes count the parts of the whole tree and bound what replacing can grow to; depths bound how
 * deep the tree is nested.
 */
sealed interface Definition {
  /** How many parts the tree has. */
  int size();

  /** How deep the tree is nested. */
  int depth();

  /** A condition. */
  record OfCondition(Condition condition, int size, int depth) implements Definition {}

  /** A number in a unit. */
  record OfNumber(TypedTerm term, int size, int depth) implements Definition {}
}
