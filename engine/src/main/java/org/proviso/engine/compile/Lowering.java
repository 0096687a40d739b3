package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Window;

/**
 * Brings conditions to atoms of one form, so that conditions which say the same in different words
 * use the same atoms: arithmetic is multiplied out and normalised; ages and other elapsed times
 * become comparisons of dates; comparisons of dates are turned the same way round.
 */
final class Lowering {
  /** What absolute dates are measured from. */
  static final DateTerm EPOCH = new DateTerm.Fixed(LocalDate.EPOCH);

  private final Map<FactName, FactType> types;

  Lowering(Map<FactName, FactType> types) {
    this.types = types;
  }

  Formula lower(Condition condition) {
    return switch (condition) {
      case Condition.Constant(boolean value) -> new Formula.Constant(value);
      case Condition.AllOf(var parts) -> Formula.all(lower(parts));
      case Condition.AnyOf(var parts) -> Formula.any(lower(parts));
      case Condition.NoneOf(var parts) -> new Formula.Not(Formula.any(lower(parts)));
      case Condition.AtLeast(int count, var parts) -> new Formula.AtLeast(count, lower(parts));
      case Condition.Not(Condition negated) -> new Formula.Not(lower(negated));
      case Condition.IsYes(var fact) -> new Formula.Literal(new Atom.Yes(fact));
      case Condition.IsOneOf(var fact, var values) ->
          new Formula.Literal(new Atom.SymbolIn(fact, values));
      case Condition.InForce(var document) -> new Formula.Literal(new Atom.InForce(document));
      case Condition.InValueSet(var fact, var valueSet) ->
          new Formula.Literal(new Atom.CodeIn(fact, valueSet));
      case Condition.CompareNumbers(var left, var comparison, var right) ->
          numbers(
              Polynomial.of(left).plus(Polynomial.of(right).times(Rational.of(-1))), comparison);
      case Condition.CompareDates(
              var left,
              var comparison,
              var right,
              var direction,
              var distance) ->
          dates(left, comparison, right, Offset.of(direction, distance));
    };
  }

  private List<Formula> lower(List<Criterion> parts) {
    return parts.stream().map(part -> lower(part.condition())).toList();
  }

  // Numbers

  private Formula numbers(Polynomial difference, Comparison comparison) {
    if (difference.isConstant()) {
      return new Formula.Constant(comparison.holds(difference.constant().signum()));
    }
    Rational factor = difference.normalizer();
    var term = new Polynomial(difference.times(factor).coefficients(), Rational.ZERO);
    Rational bound = difference.constant().times(factor).negated();
    Comparison turned = factor.signum() > 0 ? comparison : turned(comparison);
    var from = new NumberCut(bound, true);
    var after = new NumberCut(bound, false);
    return switch (turned) {
      case LESS -> number(term, from, false);
      case AT_MOST -> number(term, after, false);
      case EQUAL -> Formula.all(List.of(number(term, from, true), number(term, after, false)));
      case NOT_EQUAL -> Formula.any(List.of(number(term, from, false), number(term, after, true)));
      case AT_LEAST -> number(term, from, true);
      case GREATER -> number(term, after, true);
    };
  }

  private static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.GREATER;
      case AT_MOST -> Comparison.AT_LEAST;
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
      case AT_LEAST -> Comparison.AT_MOST;
      case GREATER -> Comparison.LESS;
    };
  }

  private Formula number(Polynomial term, NumberCut cut, boolean reached) {
    term.terms().forEach(Lowering::requireWindow);
    NumberCut normal = isWhole(term) ? cut.whole() : cut;
    if (term.coefficients().size() == 1) {
      List<NumberTerm> factors = term.coefficients().keySet().iterator().next().factors();
      if (factors.size() == 1 && factors.getFirst() instanceof NumberTerm.Elapsed elapsed) {
        return elapsed(elapsed, normal.at().numerator().intValueExact(), reached);
      }
    }
    return new Formula.Literal(new Atom.NumberReaches(term, normal, reached));
  }

  /**
   * Works out the ends of a window, so that one which is too far away is found when the guideline
   * is compiled and not when a request is decided.
   *
   * @throws ArithmeticException when it is
   */
  private static void requireWindow(NumberTerm term) {
    switch (term) {
      case NumberTerm.Constant _,
          NumberTerm.OfFact _,
          NumberTerm.Arithmetic _,
          NumberTerm.Elapsed _ -> {}
      case NumberTerm.CountOf(var _, Window window) -> requireEnds(window);
      case NumberTerm.LongestOf(var _, Window window) -> requireEnds(window);
      case NumberTerm.TotalOf(var _, Window window) -> requireEnds(window);
    }
  }

  private static void requireEnds(Window window) {
    if (window.from().isPresent()) {
      Offset _ = KnownTerms.start(window.from().get());
    }
    if (window.through().isPresent()) {
      Offset _ = KnownTerms.end(window.through().get());
    }
  }

  /** Whether a term, whose coefficients are whole, has whole values only. */
  boolean isWhole(Polynomial term) {
    return term.terms().stream()
        .allMatch(
            part ->
                switch (part) {
                  case NumberTerm.OfFact(var fact) -> types.get(fact) instanceof FactType.Count;
                  case NumberTerm.Elapsed _,
                      NumberTerm.CountOf _,
                      NumberTerm.LongestOf _,
                      NumberTerm.TotalOf _ ->
                      true;
                  case NumberTerm.Constant _, NumberTerm.Arithmetic _ -> false;
                });
  }

  /**
   * At least so many whole units have elapsed. For 1 or more this is {@code from <= to - n units}.
   * For 0 or less it is that fewer than {@code 1 - n} units lie between when counted backwards:
   * elapsed time is rounded towards zero.
   */
  private Formula elapsed(NumberTerm.Elapsed term, int units, boolean reached) {
    return units >= 1
        ? date(term.from(), term.to(), distance(term.unit(), -units).plusDays(1), !reached)
        : date(
            term.to(),
            term.from(),
            distance(term.unit(), Math.subtractExact(units, 1)).plusDays(1),
            reached);
  }

  private static Offset distance(CalendarUnit unit, int amount) {
    return switch (unit) {
      case DAYS -> new Offset(0, amount);
      case WEEKS -> new Offset(0, Math.multiplyExact(7, amount));
      case MONTHS -> new Offset(amount, 0);
      case YEARS -> new Offset(Math.multiplyExact(12, amount), 0);
    };
  }

  // Dates

  private static Formula dates(
      DateTerm left, Comparison comparison, DateTerm right, Offset offset) {
    Offset after = offset.plusDays(1);
    return switch (comparison) {
      case LESS -> date(left, right, offset, false);
      case AT_MOST -> date(left, right, after, false);
      case EQUAL ->
          Formula.all(List.of(date(left, right, offset, true), date(left, right, after, false)));
      case NOT_EQUAL ->
          Formula.any(List.of(date(left, right, offset, false), date(left, right, after, true)));
      case AT_LEAST -> date(left, right, offset, true);
      case GREATER -> date(left, right, after, true);
    };
  }

  private static Formula date(DateTerm subject, DateTerm anchor, Offset offset, boolean reached) {
    if (anchor instanceof DateTerm.Fixed(LocalDate day) && !anchor.equals(EPOCH)) {
      int days = Math.toIntExact(offset.from(day).toEpochDay());
      return date(subject, EPOCH, new Offset(0, days), reached);
    }
    if (anchor instanceof DateTerm.Fixed && subject instanceof DateTerm.Fixed(LocalDate day)) {
      return new Formula.Constant(!day.isBefore(offset.from(LocalDate.EPOCH)) == reached);
    }
    if (subject.equals(anchor) && !mayBeAbsent(subject)) {
      OptionalInt order = Offset.NONE.order(offset);
      if (order.isPresent()) {
        return new Formula.Constant(order.getAsInt() >= 0 == reached);
      }
    }
    if (offset.months() == 0 && subject instanceof DateTerm.Fixed(LocalDate day)) {
      int days = Math.toIntExact(day.toEpochDay() - offset.days() + 1);
      return literal(anchor, EPOCH, new Offset(0, days), !reached);
    }
    if (offset.months() == 0 && turnRound(subject, anchor)) {
      return literal(
          anchor, subject, new Offset(0, Math.subtractExact(1, offset.days())), !reached);
    }
    return literal(subject, anchor, offset, reached);
  }

  private static Formula literal(
      DateTerm subject, DateTerm anchor, Offset offset, boolean reached) {
    return new Formula.Literal(new Atom.DateReaches(subject, anchor, offset, reached));
  }

  /** The date of service and fixed days are anchors where they can be; others go by name. */
  private static boolean turnRound(DateTerm subject, DateTerm anchor) {
    int order = Integer.compare(weight(subject), weight(anchor));
    return order > 0 || (order == 0 && subject.toString().compareTo(anchor.toString()) > 0);
  }

  private static int weight(DateTerm term) {
    return switch (term) {
      case DateTerm.OfFact _ -> 0;
      case DateTerm.Earliest _, DateTerm.Latest _ -> 1;
      case DateTerm.DateOfService _ -> 2;
      case DateTerm.Fixed _ -> 3;
    };
  }

  /** Whether there may be no such date. */
  static boolean mayBeAbsent(DateTerm term) {
    return switch (term) {
      case DateTerm.Earliest _, DateTerm.Latest _ -> true;
      case DateTerm.DateOfService _, DateTerm.Fixed _, DateTerm.OfFact _ -> false;
    };
  }

  /** Whether a term may have no value, because it depends on a date that may not exist. */
  static boolean mayBeAbsent(NumberTerm term) {
    return switch (term) {
      case NumberTerm.Constant _, NumberTerm.OfFact _ -> false;
      case NumberTerm.Arithmetic(var left, var _, var right) ->
          mayBeAbsent(left) || mayBeAbsent(right);
      case NumberTerm.Elapsed(var _, var from, var to) -> mayBeAbsent(from) || mayBeAbsent(to);
      case NumberTerm.CountOf(var _, var window) -> mayBeAbsent(window);
      case NumberTerm.LongestOf(var _, var window) -> mayBeAbsent(window);
      case NumberTerm.TotalOf(var _, var window) -> mayBeAbsent(window);
    };
  }

  private static boolean mayBeAbsent(Window window) {
    return window.from().map(bound -> mayBeAbsent(bound.date())).orElse(false)
        || window.through().map(bound -> mayBeAbsent(bound.date())).orElse(false);
  }
}
