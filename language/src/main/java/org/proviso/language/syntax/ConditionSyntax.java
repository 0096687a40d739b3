package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window.Direction;

/** A condition as it is written. */
public sealed interface ConditionSyntax {
  /** Where it stands. */
  Span span();

  /** {@code always} or {@code never}. */
  record Constant(boolean value, Span span) implements ConditionSyntax {}

  /** Parts joined by {@code and}; two or more. */
  record And(List<ConditionSyntax> parts, Span span) implements ConditionSyntax {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** Parts joined by {@code or}; two or more. */
  record Or(List<ConditionSyntax> parts, Span span) implements ConditionSyntax {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** {@code not} and a part. */
  record Not(ConditionSyntax negated, Span span) implements ConditionSyntax {}

  /** A name by itself: a yes/no fact or a defined condition. */
  record Name(Word name) implements ConditionSyntax {
    @Override
    public Span span() {
      return name.span();
    }
  }

  /** {@code NAME is [not] [one of] SYMBOL, ...}. */
  record Is(Word name, boolean negated, List<Word> symbols, Span span) implements ConditionSyntax {
    public Is {
      symbols = List.copyOf(symbols);
    }
  }

  /** {@code NAME [not] in VALUE-SET}. */
  record In(Word name, boolean negated, Word valueSet, Span span) implements ConditionSyntax {}

  /** {@code NAME include VALUE-SET}. */
  record Include(Word name, Word valueSet, Span span) implements ConditionSyntax {}

  /** {@code NAME in force}. */
  record InForce(Word name, Span span) implements ConditionSyntax {}

  /** Two numbers compared. */
  record Compare(TermSyntax left, Comparison comparison, TermSyntax right, Span span)
      implements ConditionSyntax {}

  /** {@code TERM between TERM and TERM}, both inclusive. */
  record Between(TermSyntax term, TermSyntax low, TermSyntax high, Span span)
      implements ConditionSyntax {}

  /** {@code DATE before DATE}, {@code DATE on or after DATE} and their like. */
  record CompareDates(TermSyntax left, Comparison comparison, TermSyntax right, Span span)
      implements ConditionSyntax {}

  /** {@code DATE at least DURATION after DATE} and its like. */
  record Distance(
      TermSyntax left,
      Comparison comparison,
      DurationSyntax distance,
      Direction direction,
      TermSyntax right,
      Span span)
      implements ConditionSyntax {}

  /** {@code DATE within DURATION before|after|of DATE}; no direction stands for {@code of}. */
  record Within(
      TermSyntax left,
      DurationSyntax distance,
      Optional<Direction> direction,
      TermSyntax right,
      Span span)
      implements ConditionSyntax {}

  /** {@code HISTORY at most N per DURATION}. */
  record Frequency(Word history, Word count, DurationSyntax period, Span span)
      implements ConditionSyntax {}

  /** {@code HISTORY tried for at least DURATION [, WINDOW]}. */
  record Tried(Word history, DurationSyntax duration, Optional<WindowSyntax> window, Span span)
      implements ConditionSyntax {}
}
