package org.proviso.engine.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

/**
 * The law for one patient of whom everything is known, written straight from the language
 * reference; it shares nothing with the engine.
 */
final class Law {
  private final LocalDate dateOfService;
  private final Map<FactName, Value> facts;
  private final Map<String, ValueSet> valueSets;

  Law(LocalDate dateOfService, Map<FactName, Value> facts, Map<String, ValueSet> valueSets) {
    this.dateOfService = dateOfService;
    this.facts = facts;
    this.valueSets = valueSets;
  }

  /** The clauses that decide: those that hold of the first rank and tier in which one does. */
  List<Clause> deciding(Decision decision) {
    var deciding = new ArrayList<Clause>();
    for (Clause clause : decision.clauses()) {
      boolean sameRank =
          deciding.isEmpty()
              || (deciding.getFirst().rank() == clause.rank()
                  && deciding.getFirst().tier() == clause.tier());
      if (sameRank && holds(clause.criterion().condition())) {
        deciding.add(clause);
      }
    }
    return deciding;
  }

  Outcome outcome(Decision decision) {
    return deciding(decision).getFirst().outcome();
  }

  boolean holds(Condition condition) {
    return switch (condition) {
      case Condition.Constant(boolean value) -> value;
      case Condition.AllOf(List<Criterion> parts) -> count(parts) == parts.size();
      case Condition.AnyOf(List<Criterion> parts) -> count(parts) > 0;
      case Condition.NoneOf(List<Criterion> parts) -> count(parts) == 0;
      case Condition.AtLeast(int least, List<Criterion> parts) -> count(parts) >= least;
      case Condition.Not(Condition negated) -> !holds(negated);
      case Condition.IsYes(FactName fact) -> value(fact).equals(new Value.YesNo(true));
      case Condition.IsOneOf(FactName fact, var values) ->
          values.contains(((Value.Symbol) value(fact)).name());
      case Condition.InForce(FactName document) -> value(document).equals(new Value.InForce(true));
      case Condition.InValueSet(FactName fact, String name) ->
          switch (value(fact)) {
            case Value.OneCode(Code code) -> contains(name, code);
            case Value.Codes codes -> codes.codes().stream().anyMatch(code -> contains(name, code));
            case Value.YesNo _,
                Value.Symbol _,
                Value.Decimal _,
                Value.Day _,
                Value.Events _,
                Value.InForce _ ->
                throw new IllegalStateException("no code: " + fact);
          };
      case Condition.CompareNumbers(var left, var comparison, var right) -> {
        Optional<BigDecimal> first = number(left);
        Optional<BigDecimal> second = number(right);
        yield first.isPresent()
            && second.isPresent()
            && comparison.holds(first.get().compareTo(second.get()));
      }
      case Condition.CompareDates(
              var left,
              var comparison,
              var right,
              var direction,
              var distance) -> {
        Optional<LocalDate> first = date(left);
        Optional<LocalDate> second =
            date(right)
                .map(
                    day ->
                        direction == Window.Direction.BEFORE
                            ? day.minus(distance.amount(), distance.unit().unit())
                            : day.plus(distance.amount(), distance.unit().unit()));
        yield first.isPresent()
            && second.isPresent()
            && comparison.holds(first.get().compareTo(second.get()));
      }
    };
  }

  private long count(List<Criterion> parts) {
    return parts.stream().filter(part -> holds(part.condition())).count();
  }

  private Value value(FactName fact) {
    return Optional.ofNullable(facts.get(fact)).orElseThrow();
  }

  private boolean contains(String name, Code code) {
    ValueSet valueSet = Optional.ofNullable(valueSets.get(name)).orElseThrow();
    return valueSet.includes().stream().anyMatch(pattern -> selects(pattern, code))
        && valueSet.excludes().stream().noneMatch(pattern -> selects(pattern, code));
  }

  private static boolean selects(CodePattern pattern, Code code) {
    return pattern.system() == code.system()
        && switch (pattern) {
          case CodePattern.Exactly(Code only) -> only.equals(code);
          case CodePattern.Below(Code top) -> isBelow(top, code);
          case CodePattern.Between(Code first, Code last) ->
              isBelow(last, code)
                  || (first.value().compareTo(code.value()) <= 0
                      && code.value().compareTo(last.value()) <= 0);
        };
  }

  private static boolean isBelow(Code top, Code code) {
    boolean spelled =
        code.system() == CodeSystem.ICD10CM
            || code.system() == CodeSystem.ICD9CM
            || code.system() == CodeSystem.ICD10PCS
            || code.system() == CodeSystem.ATC;
    return spelled ? code.value().startsWith(top.value()) : code.equals(top);
  }

  private Optional<LocalDate> date(DateTerm term) {
    return switch (term) {
      case DateTerm.DateOfService _ -> Optional.of(dateOfService);
      case DateTerm.Fixed(LocalDate day) -> Optional.of(day);
      case DateTerm.OfFact(FactName fact) -> Optional.of(((Value.Day) value(fact)).date());
      case DateTerm.Earliest(FactName history) ->
          events(history).stream().map(Event::first).min(LocalDate::compareTo);
      case DateTerm.Latest(FactName history) ->
          events(history).stream().map(Event::last).max(LocalDate::compareTo);
    };
  }

  private List<Event> events(FactName history) {
    return ((Value.Events) value(history)).events();
  }

  private Optional<BigDecimal> number(NumberTerm term) {
    return switch (term) {
      case NumberTerm.Constant(BigDecimal value) -> Optional.of(value);
      case NumberTerm.OfFact(FactName fact) -> Optional.of(((Value.Decimal) value(fact)).value());
      case NumberTerm.Arithmetic(var left, var operator, var right) ->
          number(left)
              .flatMap(
                  first ->
                      number(right)
                          .map(
                              second ->
                                  switch (operator) {
                                    case PLUS -> first.add(second);
                                    case MINUS -> first.subtract(second);
                                    case TIMES -> first.multiply(second);
                                    case DIVIDED_BY -> first.divide(second, MathContext.DECIMAL128);
                                  }));
      case NumberTerm.Elapsed(var unit, var from, var to) ->
          date(from)
              .flatMap(
                  first ->
                      date(to).map(last -> BigDecimal.valueOf(unit.unit().between(first, last))));
      case NumberTerm.CountOf(FactName history, Window window) ->
          window(window)
              .map(
                  days ->
                      BigDecimal.valueOf(
                          events(history).stream()
                              .filter(event -> days.contains(event.first()))
                              .count()));
      case NumberTerm.LongestOf(FactName history, Window window) ->
          window(window)
              .map(
                  days ->
                      BigDecimal.valueOf(
                          events(history).stream()
                              .mapToLong(event -> days.daysOf(event).size())
                              .max()
                              .orElse(0)));
      case NumberTerm.TotalOf(FactName history, Window window) ->
          window(window)
              .map(
                  days -> {
                    var covered = new TreeSet<LocalDate>();
                    events(history).forEach(event -> covered.addAll(days.daysOf(event)));
                    return BigDecimal.valueOf(covered.size());
                  });
    };
  }

  private record Stretch(LocalDate first, LocalDate last) {
    boolean contains(LocalDate day) {
      return !day.isBefore(first) && !day.isAfter(last);
    }

    List<LocalDate> daysOf(Event event) {
      return event.first().datesUntil(event.last().plusDays(1)).filter(this::contains).toList();
    }
  }

  private Optional<Stretch> window(Window window) {
    Optional<LocalDate> first = Optional.of(LocalDate.of(-1000, 1, 1));
    if (window.from().isPresent()) {
      Window.Bound bound = window.from().get();
      first = day(bound).map(day -> bound.inclusive() ? day : day.plusDays(1));
    }
    Optional<LocalDate> last = Optional.of(LocalDate.of(20000, 1, 1));
    if (window.through().isPresent()) {
      Window.Bound bound = window.through().get();
      last = day(bound).map(day -> bound.inclusive() ? day : day.minusDays(1));
    }
    return first.isPresent() && last.isPresent()
        ? Optional.of(new Stretch(first.get(), last.get()))
        : Optional.empty();
  }

  private Optional<LocalDate> day(Window.Bound bound) {
    return date(bound.date())
        .map(
            day ->
                bound.direction() == Window.Direction.BEFORE
                    ? day.minus(bound.distance().amount(), bound.distance().unit().unit())
                    : day.plus(bound.distance().amount(), bound.distance().unit().unit()));
  }
}
