package org.proviso.language.syntax;

import org.proviso.language.model.Span;
import org.proviso.language.model.Window.Direction;

/** A stretch of days as it is written. */
public sealed interface WindowSyntax {
  /** Where it stands. */
  Span span();

  /** {@code any time before DATE} or {@code any time after DATE}; the date is excluded. */
  record AnyTime(Direction direction, TermSyntax date, Span span) implements WindowSyntax {}

  /** {@code on or before DATE} or {@code on or after DATE}. */
  record OnOr(Direction direction, TermSyntax date, Span span) implements WindowSyntax {}

  /** {@code within DURATION before DATE} or {@code after DATE}. */
  record Within(DurationSyntax distance, Direction direction, TermSyntax date, Span span)
      implements WindowSyntax {}

  /** {@code from DURATION before DATE to DURATION before DATE}, either of them also after. */
  record FromTo(Edge from, Edge to, Span span) implements WindowSyntax {}

  /** A day at a distance from a date. */
  record Edge(DurationSyntax distance, Direction direction, TermSyntax date) {}
}
