package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Duration;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Window;

/** What a variable is about and what its cells are, in words. */
public final class Words {
  private Words() {}

  /** What a variable is about, for example {@code age} or {@code count of scans}. */
  public static String subject(Variable variable) {
    return switch (variable) {
      case Variable.YesNo(var fact) -> fact.text();
      case Variable.InForce(var document) -> document.text();
      case Variable.Symbols(var fact, var _) -> fact.text();
      case Variable.CodeBlock(var fact, var _) -> fact.text();
      case Variable.HasCode(var fact, var _, int _) -> fact.text();
      case Variable.NumberLine line -> polynomial(line.term());
      case Variable.DateLine line -> date(line.subject());
    };
  }

  /** What the cell says of the subject, for example {@code yes} or {@code 18 to less than 65}. */
  public static String cell(Variable variable, int cell) {
    return switch (variable) {
      case Variable.YesNo _ -> cell == 1 ? "yes" : "no";
      case Variable.InForce _ -> cell == 1 ? "in force" : "not in force";
      case Variable.Symbols(var _, var blocks) -> String.join(" or ", blocks.get(cell));
      case Variable.CodeBlock(var _, var partition) -> "a code " + partition.words(cell);
      case Variable.HasCode(var _, var partition, int block) ->
          (cell == 1 ? "a code " : "no code ") + partition.words(block);
      case Variable.NumberLine line -> number(line, cell);
      case Variable.DateLine line -> dates(line, cell);
    };
  }

  private static String number(Variable.NumberLine line, int cell) {
    if (line.mayBeAbsent() && cell == line.cells() - 1) {
      return "none";
    }
    Interval interval = Situation.interval(line, cell);
    Rational least = interval.least();
    Rational greatest = interval.greatest();
    if (least != null && least.equals(greatest)) {
      return least.toString();
    }
    if (least == null) {
      return greatest == null
          ? "any number"
          : (interval.greatestInclusive() ? "at most " : "less than ") + greatest;
    }
    String from = (interval.leastInclusive() ? "at least " : "more than ") + least;
    return greatest == null
        ? from
        : from + (interval.greatestInclusive() ? " and at most " : " and less than ") + greatest;
  }

  private static String dates(Variable.DateLine line, int cell) {
    if (line.mayBeAbsent() && cell == line.cells() - 1) {
      return "none";
    }
    var parts = new ArrayList<String>();
    if (cell > 0) {
      parts.add("on or after " + day(line.anchor(), line.cuts().get(cell - 1)));
    }
    if (cell < line.cuts().size()) {
      parts.add("before " + day(line.anchor(), line.cuts().get(cell)));
    }
    return parts.isEmpty() ? "any day" : String.join(" and ", parts);
  }

  private static String day(DateTerm anchor, Offset offset) {
    if (anchor instanceof DateTerm.Fixed(LocalDate day)) {
      return offset.from(day).toString();
    }
    var parts = new ArrayList<String>(List.of(date(anchor)));
    addDistance(parts, offset.months(), "month");
    addDistance(parts, offset.days(), "day");
    return String.join(" ", parts);
  }

  private static void addDistance(List<String> parts, int amount, String unit) {
    if (amount != 0) {
      parts.add(
          (amount < 0 ? "minus " : "plus ")
              + Math.abs(amount)
              + " "
              + unit
              + (Math.abs(amount) == 1 ? "" : "s"));
    }
  }

  private static String date(DateTerm term) {
    return switch (term) {
      case DateTerm.DateOfService _ -> "date-of-service";
      case DateTerm.Fixed(LocalDate day) -> day.toString();
      case DateTerm.OfFact(var fact) -> fact.text();
      case DateTerm.Earliest(var history) -> "earliest " + history.text();
      case DateTerm.Latest(var history) -> "latest " + history.text();
    };
  }

  private static String polynomial(Polynomial term) {
    var words = new StringBuilder();
    for (Map.Entry<Polynomial.Product, Rational> entry : term.coefficients().entrySet()) {
      Rational coefficient = entry.getValue();
      if (!words.isEmpty()) {
        words.append(coefficient.signum() < 0 ? " - " : " + ");
        coefficient = coefficient.signum() < 0 ? coefficient.negated() : coefficient;
      }
      if (!coefficient.equals(Rational.ONE)) {
        words.append(coefficient).append(" * ");
      }
      words.append(
          String.join(" * ", entry.getKey().factors().stream().map(Words::number).toList()));
    }
    return words.toString();
  }

  private static String number(NumberTerm term) {
    return switch (term) {
      case NumberTerm.Constant(var value) -> value.toPlainString();
      case NumberTerm.OfFact(var fact) -> fact.text();
      case NumberTerm.Arithmetic(var left, var operator, var right) ->
          number(left) + " " + operator.symbol() + " " + number(right);
      case NumberTerm.Elapsed(CalendarUnit unit, DateTerm from, DateTerm to) ->
          unit.plural() + " from " + date(from) + " to " + date(to);
      case NumberTerm.CountOf(var history, var window) ->
          "count of " + history.text() + window(window);
      case NumberTerm.LongestOf(var history, var window) ->
          "longest " + history.text() + window(window);
      case NumberTerm.TotalOf(var history, var window) ->
          "total " + history.text() + window(window);
    };
  }

  private static String window(Window window) {
    var parts = new ArrayList<String>();
    window.from().ifPresent(bound -> parts.add(bound(bound, "from ", "after ")));
    window.through().ifPresent(bound -> parts.add(bound(bound, "through ", "before ")));
    return parts.isEmpty() ? "" : ", " + String.join(" ", parts);
  }

  private static String bound(Window.Bound bound, String inclusive, String exclusive) {
    Duration distance = bound.distance();
    String unit = distance.unit().plural();
    String far =
        distance.amount() == 0
            ? ""
            : distance.amount()
                + " "
                + (distance.amount() == 1 ? unit.substring(0, unit.length() - 1) : unit)
                + switch (bound.direction()) {
                  case BEFORE -> " before ";
                  case AFTER -> " after ";
                };
    return (bound.inclusive() ? inclusive : exclusive) + far + date(bound.date());
  }
}
