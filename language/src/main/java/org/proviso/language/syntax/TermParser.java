package org.proviso.language.syntax;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Duration;
import org.proviso.language.model.NumberTerm.Operator;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window.Direction;

/** Reads numbers, dates, distances and windows. */
final class TermParser {
  /** How deep parentheses, {@code not} and operators can be nested. */
  static final int DEPTH_LIMIT = 200;

  /** What follows a number without being its unit. */
  private static final Set<String> NOT_UNITS =
      Set.of(
          "and", "or", "at", "more", "less", "between", "to", "is", "per", "of", "before", "after",
          "on", "within");

  private final Cursor cursor;
  private int depth;

  TermParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Enters one level of nesting. */
  void enter() {
    depth++;
    if (depth > DEPTH_LIMIT) {
      int start = cursor.offset();
      throw new SyntaxProblem(
          DiagnosticId.NESTING_TOO_DEEP,
          cursor.spanFrom(start),
          "this is nested more than " + DEPTH_LIMIT + " deep",
          Optional.of("give a name to a part of it with `define`"));
    }
  }

  /** Leaves levels of nesting. */
  void leave(int levels) {
    depth -= levels;
  }

  /** A term: sums of products. */
  TermSyntax term() {
    int entered = 0;
    TermSyntax left = product();
    while (true) {
      Optional<Operator> operator = acceptOperator('+', Operator.PLUS, '-', Operator.MINUS);
      if (operator.isEmpty()) {
        leave(entered);
        return left;
      }
      enter();
      entered++;
      left = new TermSyntax.Arithmetic(left, operator.get(), product());
    }
  }

  private TermSyntax product() {
    int entered = 0;
    TermSyntax left = primary();
    while (true) {
      Optional<Operator> operator = acceptOperator('*', Operator.TIMES, '/', Operator.DIVIDED_BY);
      if (operator.isEmpty()) {
        leave(entered);
        return left;
      }
      enter();
      entered++;
      left = new TermSyntax.Arithmetic(left, operator.get(), primary());
    }
  }

  private Optional<Operator> acceptOperator(char one, Operator first, char other, Operator second) {
    char next = cursor.peek();
    boolean arrow = next == '-' && cursor.peekSecond() == '>';
    if (cursor.atEnd() || arrow || (next != one && next != other)) {
      return Optional.empty();
    }
    cursor.acceptSymbol(String.valueOf(next));
    return Optional.of(next == one ? first : second);
  }

  /** Whether an operator of arithmetic is next. */
  boolean atOperator() {
    char next = cursor.peek();
    return next == '+' || next == '*' || next == '/' || (next == '-' && cursor.peekSecond() != '>');
  }

  private TermSyntax primary() {
    int start = cursor.offset();
    if (cursor.acceptSymbol("(")) {
      enter();
      TermSyntax inner = term();
      if (!cursor.acceptSymbol(")")) {
        throw cursor.expected("`)`");
      }
      leave(1);
      return inner;
    }
    Optional<LocalDate> date = cursor.acceptDate();
    if (date.isPresent()) {
      return new TermSyntax.DateLiteral(date.get(), cursor.spanFrom(start));
    }
    if (cursor.atNumber()) {
      return quantity();
    }
    for (CalendarUnit unit : CalendarUnit.values()) {
      if (cursor.acceptPhrase(unit.plural() + " from")) {
        TermSyntax from = date();
        if (!cursor.acceptPhrase("to")) {
          throw cursor.expected("`to` and a date");
        }
        TermSyntax to = date();
        return new TermSyntax.Elapsed(unit, from, to, cursor.spanFrom(start));
      }
    }
    if (cursor.acceptPhrase("count of")) {
      return ofHistory(TermSyntax.Measure.COUNT, start);
    }
    if (cursor.acceptPhrase("longest")) {
      return ofHistory(TermSyntax.Measure.LONGEST, start);
    }
    if (cursor.acceptPhrase("total")) {
      return ofHistory(TermSyntax.Measure.TOTAL, start);
    }
    return dateOrName("a fact, a number or a date");
  }

  private TermSyntax ofHistory(TermSyntax.Measure measure, int start) {
    Word history = cursor.name("the name of a history");
    Optional<WindowSyntax> window = Optional.empty();
    if (cursor.acceptSymbol(",")) {
      window = Optional.of(window());
    }
    return new TermSyntax.OfHistory(measure, history, window, cursor.spanFrom(start));
  }

  private TermSyntax dateOrName(String what) {
    int start = cursor.offset();
    if (cursor.acceptPhrase("date-of-service")) {
      return new TermSyntax.DateOfService(cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("earliest")) {
      Word history = cursor.name("the name of a history");
      return new TermSyntax.Earliest(history, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("latest")) {
      Word history = cursor.name("the name of a history");
      return new TermSyntax.Latest(history, cursor.spanFrom(start));
    }
    return new TermSyntax.Name(cursor.name(what));
  }

  /** A date: the date of service, a day, a fact, or an end of a history. */
  TermSyntax date() {
    int start = cursor.offset();
    Optional<LocalDate> date = cursor.acceptDate();
    if (date.isPresent()) {
      return new TermSyntax.DateLiteral(date.get(), cursor.spanFrom(start));
    }
    return dateOrName("a date (`date-of-service`, a day, or the name of a date)");
  }

  private TermSyntax quantity() {
    int start = cursor.offset();
    Word number = cursor.number("a number");
    BigDecimal value = Cursor.value(number);
    Optional<CalendarUnit> calendar = acceptCalendarUnit();
    if (calendar.isPresent()) {
      return new TermSyntax.CalendarQuantity(value, calendar.get(), cursor.spanFrom(start));
    }
    Optional<Word> unit = Optional.empty();
    if (!cursor.atEnd()) {
      unit = unit();
    }
    return new TermSyntax.Quantity(value, unit, cursor.spanFrom(start));
  }

  /** A unit, unless what follows is a word of the language or an operator. */
  private Optional<Word> unit() {
    char next = cursor.peek();
    boolean operator =
        "+-*/<>=!),".indexOf(next) >= 0 && (next != '/' || cursor.peekSecond() == ' ');
    if (operator) {
      return Optional.empty();
    }
    for (String word : NOT_UNITS) {
      if (cursor.isNext(word)) {
        return Optional.empty();
      }
    }
    return cursor.acceptRun();
  }

  /** A calendar word in the singular or the plural, if one is next. */
  Optional<CalendarUnit> acceptCalendarUnit() {
    for (CalendarUnit unit : CalendarUnit.values()) {
      String plural = unit.plural();
      if (cursor.acceptPhrase(plural)
          || cursor.acceptPhrase(plural.substring(0, plural.length() - 1))) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** A distance such as {@code 6 weeks}, if one is next. */
  Optional<DurationSyntax> acceptDuration() {
    Cursor.Mark mark = cursor.mark();
    if (!cursor.atNumber()) {
      return Optional.empty();
    }
    int start = cursor.offset();
    Word number = cursor.number("a number");
    Optional<CalendarUnit> unit = acceptCalendarUnit();
    if (unit.isEmpty()) {
      cursor.reset(mark);
      return Optional.empty();
    }
    Span span = cursor.spanFrom(start);
    return Optional.of(new DurationSyntax(new Duration(wholeAmount(number), unit.get()), span));
  }

  private static int wholeAmount(Word number) {
    int digits = number.text().length();
    if (!number.text().chars().allMatch(each -> Cursor.isDigit((char) each)) || digits > 5) {
      throw new SyntaxProblem(
          DiagnosticId.MALFORMED_NUMBER,
          number.span(),
          "a distance between dates is a whole number from 0 to 99999",
          Optional.of("write it in a smaller unit, for example `18 months`, not `1.5 years`"));
    }
    return Integer.parseInt(number.text());
  }

  /** A distance such as {@code 6 weeks}. */
  DurationSyntax duration() {
    return acceptDuration()
        .orElseThrow(
            () -> cursor.expected("a distance in days, weeks, months or years, like `6 weeks`"));
  }

  /** {@code before} or {@code after}, if one is next. */
  Optional<Direction> acceptDirection() {
    if (cursor.acceptPhrase("before")) {
      return Optional.of(Direction.BEFORE);
    }
    return cursor.acceptPhrase("after") ? Optional.of(Direction.AFTER) : Optional.empty();
  }

  private Direction direction() {
    return acceptDirection().orElseThrow(() -> cursor.expected("`before` or `after`"));
  }

  /** Whether a window could start here. */
  boolean atWindow() {
    return cursor.isNext("any time")
        || cursor.isNext("on")
        || cursor.isNext("within")
        || cursor.isNext("from");
  }

  /** A window. */
  WindowSyntax window() {
    int start = cursor.offset();
    if (cursor.acceptPhrase("any time")) {
      Direction direction = direction();
      TermSyntax date = date();
      return new WindowSyntax.AnyTime(direction, date, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("on or")) {
      Direction direction = direction();
      TermSyntax date = date();
      return new WindowSyntax.OnOr(direction, date, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("within")) {
      DurationSyntax distance = duration();
      Direction direction = direction();
      TermSyntax date = date();
      return new WindowSyntax.Within(distance, direction, date, cursor.spanFrom(start));
    }
    if (cursor.acceptPhrase("from")) {
      WindowSyntax.Edge from = edge();
      if (!cursor.acceptPhrase("to")) {
        throw cursor.expected("`to` and the other end of the window");
      }
      WindowSyntax.Edge to = edge();
      return new WindowSyntax.FromTo(from, to, cursor.spanFrom(start));
    }
    throw cursor.expected(
        "a window", Optional.of("write for example `within 6 months before date-of-service`"));
  }

  private WindowSyntax.Edge edge() {
    DurationSyntax distance = duration();
    Direction direction = direction();
    return new WindowSyntax.Edge(distance, direction, date());
  }
}
