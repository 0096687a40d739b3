package org.proviso.language.model;

import java.math.BigDecimal;

/** Something that has a number. Units are already converted; every term has one fixed unit. */
public sealed interface NumberTerm {
  /** A constant. */
  record Constant(BigDecimal value) implements NumberTerm {
    public Constant {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  /** The value of a fact of type {@link FactType.Quantity} or {@link FactType.Count}. */
  record OfFact(FactName fact) implements NumberTerm {}

  /** {@code left operator right}. */
  record Arithmetic(NumberTerm left, Operator operator, NumberTerm right) implements NumberTerm {}

  /**
   * Whole units elapsed from one date to another, negative when {@code to} is earlier; years of age
   * by the common reading: {@link java.time.temporal.ChronoUnit#between}.
   */
  record Elapsed(CalendarUnit unit, DateTerm from, DateTerm to) implements NumberTerm {}

  /** How many events of a history begin within a window. */
  record CountOf(FactName history, Window window) implements NumberTerm {}

  /** Days of the longest single event of a history, counting only days within the window. */
  record LongestOf(FactName history, Window window) implements NumberTerm {}

  /** Days covered by any event of a history, counting only days within the window. */
  record TotalOf(FactName history, Window window) implements NumberTerm {}

  /** An arithmetic operation; division is by a constant other than zero. */
  enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDED_BY("/");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As the language writes it. */
    public String symbol() {
      return symbol;
    }
  }
}
