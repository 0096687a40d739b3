package org.proviso.language.syntax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Span;

/** A number or a date as it is written; which of the two a name stands for is not yet known. */
public sealed interface TermSyntax {
  /** Where it stands. */
  Span span();

  /** A number with or without a UCUM unit. */
  record Quantity(BigDecimal value, Optional<Word> unit, Span span) implements TermSyntax {}

  /** A number of days, weeks, months or years used as a number. */
  record CalendarQuantity(BigDecimal value, CalendarUnit unit, Span span) implements TermSyntax {}

  /** A fixed day. */
  record DateLiteral(LocalDate date, Span span) implements TermSyntax {}

  /** The date of service. */
  record DateOfService(Span span) implements TermSyntax {}

  /** A fact or a definition. */
  record Name(Word name) implements TermSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** The first day of a history's earliest event. */
  record Earliest(Word history, Span span) implements TermSyntax {}

  /** The last day of a history's latest event. */
  record Latest(Word history, Span span) implements TermSyntax {}

  /** Two terms and an operator between them. */
  record Arithmetic(TermSyntax left, NumberTerm.Operator operator, TermSyntax right)
      implements TermSyntax {
    @Override
    public Span span() {
      return left.span().to(right.span());
    }
  }

  /** Whole units from one date to another. */
  record Elapsed(CalendarUnit unit, TermSyntax from, TermSyntax to, Span span)
      implements TermSyntax {}

  /** {@code count of}, {@code longest} or {@code total} of a history. */
  record OfHistory(Measure measure, Word history, Optional<WindowSyntax> window, Span span)
      implements TermSyntax {}

  /** What is measured of a history. */
  enum Measure {
    COUNT,
    LONGEST,
    TOTAL
  }
}
