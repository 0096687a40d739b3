package org.proviso.language.model;

import java.time.LocalDate;

/** Something that has a date. */
public sealed interface DateTerm {
  /** The date of service, which every request has. */
  record DateOfService() implements DateTerm {}

  /** A fixed day. */
  record Fixed(LocalDate date) implements DateTerm {}

  /** The value of a fact of type {@link FactType.Date}. */
  record OfFact(FactName fact) implements DateTerm {}

  /**
   * The first day of the earliest event of a history, unknown when there is none and the history
   * may be incomplete. A complete, empty history has no such date: every comparison with it is
   * false.
   */
  record Earliest(FactName history) implements DateTerm {}

  /** The last day of the latest event of a history; see {@link Earliest}. */
  record Latest(FactName history) implements DateTerm {}
}
