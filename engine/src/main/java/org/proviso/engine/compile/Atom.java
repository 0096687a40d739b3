package org.proviso.engine.compile;

import java.util.Set;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;

/** An elementary statement about facts, in the one form that {@link Lowering} brings it to. */
sealed interface Atom {
  /** A yes/no fact is yes. */
  record Yes(FactName fact) implements Atom {}

  /** An enumerated fact is one of the values. */
  record SymbolIn(FactName fact, Set<String> values) implements Atom {}

  /** A document is in force. */
  record InForce(FactName document) implements Atom {}

  /** A code, or one of a list's codes, is in a value set. */
  record CodeIn(FactName fact, String valueSet) implements Atom {}

  /**
   * A term has a value and that value is at or above the cut ({@code reached}), or below it.
   *
   * @param term without constant, normalised
   */
  record NumberReaches(Polynomial term, NumberCut cut, boolean reached) implements Atom {}

  /**
   * Both dates exist, and the subject is on or after the day at the offset from the anchor ({@code
   * reached}), or before it.
   */
  record DateReaches(DateTerm subject, DateTerm anchor, Offset offset, boolean reached)
      implements Atom {}
}
