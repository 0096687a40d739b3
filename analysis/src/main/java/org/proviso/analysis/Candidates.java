package org.proviso.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.proviso.engine.compile.Days;
import org.proviso.engine.compile.NumberCut;
import org.proviso.engine.compile.Offset;
import org.proviso.engine.compile.Polynomial;
import org.proviso.engine.compile.Variable;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;

/**
 * Values worth trying for a fact, given the facts chosen before it: the ends of cells and what lies
 * just beside and between them.
 */
final class Candidates {
  private static final int MOST_LISTS = 2_500;
  private static final int MOST_EVENTS = 5;
  private static final BigDecimal STEP = new BigDecimal("0.1");

  private final Guideline guideline;
  private final List<Variable> variables;
  private final long[] wanted;
  private final LocalDate dateOfService;
  private final Map<FactName, Value> chosen;

  Candidates(
      Guideline guideline,
      List<Variable> variables,
      long[] wanted,
      LocalDate dateOfService,
      Map<FactName, Value> chosen) {
    this.guideline = guideline;
    this.variables = variables;
    this.wanted = wanted.clone();
    this.dateOfService = dateOfService;
    this.chosen = chosen;
  }

  List<Value> of(FactDeclaration fact) {
    return switch (fact.type()) {
      case FactType.Quantity(var _, var least, var greatest) ->
          numbers(fact.name(), fact.step()).stream()
              .filter(number -> least.map(bound -> number.compareTo(bound) >= 0).orElse(true))
              .filter(number -> greatest.map(bound -> number.compareTo(bound) <= 0).orElse(true))
              .<Value>map(Value.Decimal::new)
              .toList();
      case FactType.Count(var greatest) ->
          numbers(fact.name(), Optional.of(BigDecimal.ONE)).stream()
              .filter(number -> number.signum() >= 0)
              .filter(
                  number ->
                      greatest
                          .map(bound -> number.compareTo(BigDecimal.valueOf(bound)) <= 0)
                          .orElse(true))
              .<Value>map(Value.Decimal::new)
              .toList();
      case FactType.Date _ -> dates(fact.name()).stream().<Value>map(Value.Day::new).toList();
      case FactType.History _ ->
          histories(fact.name()).stream()
              .<Value>map(events -> new Value.Events(events, true))
              .toList();
      case FactType.YesNo _,
          FactType.Enumeration _,
          FactType.SingleCode _,
          FactType.CodeList _,
          FactType.Document _ ->
          throw new IllegalStateException("chosen by its cell: " + fact.name());
    };
  }

  // Numbers

  /**
   * Values around which something changes.
   *
   * @param grid of which every value has to be a multiple
   */
  private Set<BigDecimal> numbers(FactName fact, Optional<BigDecimal> grid) {
    var ends = new LinkedHashSet<BigDecimal>();
    for (int index = 0; index < wanted.length; index++) {
      if (variables.get(index) instanceof Variable.NumberLine line && line.facts().contains(fact)) {
        ends.addAll(ends(line, wanted[index], fact));
      }
    }
    guideline
        .fact(fact)
        .ifPresent(
            declaration -> {
              if (declaration.type() instanceof FactType.Quantity(var _, var least, var greatest)) {
                least.ifPresent(ends::add);
                greatest.ifPresent(ends::add);
              }
            });
    ends.addAll(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.TWO, BigDecimal.TEN));
    var numbers = new LinkedHashSet<BigDecimal>();
    for (BigDecimal end : ends) {
      if (grid.isPresent()) {
        BigDecimal step = grid.get();
        BigDecimal floor = end.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        numbers.addAll(List.of(floor, floor.add(step), floor.subtract(step)));
      } else {
        numbers.addAll(List.of(end, end.subtract(STEP), end.add(STEP)));
      }
    }
    if (grid.isEmpty()) {
      var sorted = List.copyOf(new TreeSet<>(ends));
      for (int index = 1; index < sorted.size(); index++) {
        numbers.add(
            sorted
                .get(index - 1)
                .add(sorted.get(index))
                .divide(BigDecimal.TWO, MathContext.DECIMAL64));
      }
      ends.forEach(end -> numbers.addAll(List.of(end.add(BigDecimal.TEN), end.negate())));
    }
    return numbers;
  }

  /** Where a number has to be for the line to be at an end of a cell; wanted cells first. */
  private List<BigDecimal> ends(Variable.NumberLine line, long mask, FactName fact) {
    BigDecimal slope = BigDecimal.ZERO;
    BigDecimal rest = BigDecimal.ZERO;
    for (var entry : line.term().coefficients().entrySet()) {
      BigDecimal product = decimal(entry.getValue());
      boolean mentions = false;
      for (NumberTerm factor : entry.getKey().factors()) {
        if (factor.equals(new NumberTerm.OfFact(fact))) {
          mentions = true;
        } else {
          product = product.multiply(value(factor));
        }
      }
      if (mentions) {
        slope = slope.add(product);
      } else {
        rest = rest.add(product);
      }
    }
    if (slope.signum() == 0) {
      return List.of();
    }
    var first = new ArrayList<BigDecimal>();
    var then = new ArrayList<BigDecimal>();
    for (int index = 0; index < line.cuts().size(); index++) {
      NumberCut cut = line.cuts().get(index);
      BigDecimal end = decimal(cut.at()).subtract(rest).divide(slope, MathContext.DECIMAL64);
      boolean touches = (mask >>> index & 0b11) != 0;
      (touches ? first : then).add(end);
    }
    first.addAll(then);
    return first;
  }

  private static BigDecimal decimal(Rational rational) {
    return new BigDecimal(rational.numerator())
        .divide(new BigDecimal(rational.denominator()), MathContext.DECIMAL64);
  }

  /** What a term comes to with what is chosen; 1 where that is not known yet. */
  private BigDecimal value(NumberTerm term) {
    return switch (term) {
      case NumberTerm.OfFact(FactName fact)
          when chosen.get(fact) instanceof Value.Decimal(BigDecimal number) ->
          number;
      case NumberTerm.Elapsed(var unit, var from, var to) ->
          date(from)
              .flatMap(
                  start -> date(to).map(end -> BigDecimal.valueOf(unit.unit().between(start, end))))
              .orElse(BigDecimal.ONE);
      case NumberTerm.OfFact _,
          NumberTerm.Constant _,
          NumberTerm.Arithmetic _,
          NumberTerm.CountOf _,
          NumberTerm.LongestOf _,
          NumberTerm.TotalOf _ ->
          BigDecimal.ONE;
    };
  }

  // Dates

  /** The day, where it is known with what is chosen. */
  private Optional<LocalDate> date(DateTerm term) {
    return switch (term) {
      case DateTerm.DateOfService _ -> Optional.of(dateOfService);
      case DateTerm.Fixed(LocalDate day) -> Optional.of(day);
      case DateTerm.OfFact(FactName fact) ->
          chosen.get(fact) instanceof Value.Day(LocalDate day)
              ? Optional.of(day)
              : Optional.empty();
      case DateTerm.Earliest(FactName history) ->
          events(history).stream().map(Event::first).min(LocalDate::compareTo);
      case DateTerm.Latest(FactName history) ->
          events(history).stream().map(Event::last).max(LocalDate::compareTo);
    };
  }

  private List<Event> events(FactName history) {
    return chosen.get(history) instanceof Value.Events(List<Event> events, var _)
        ? events
        : List.of();
  }

  private Set<LocalDate> dates(FactName fact) {
    var days = new LinkedHashSet<LocalDate>();
    var subject = new DateTerm.OfFact(fact);
    for (int index = 0; index < wanted.length; index++) {
      switch (variables.get(index)) {
        case Variable.DateLine line when line.facts().contains(fact) ->
            addEnds(line, wanted[index], subject, days);
        case Variable.NumberLine line when line.facts().contains(fact) ->
            line.term().terms().forEach(term -> addAround(line, term, days));
        case Variable.NumberLine _, Variable.DateLine _ -> {}
        case Variable.YesNo _,
            Variable.InForce _,
            Variable.Symbols _,
            Variable.CodeBlock _,
            Variable.HasCode _ ->
            throw new IllegalStateException("not ordered");
      }
    }
    for (int amount : new int[] {0, 1, 10, 100, 1000, 10_000}) {
      days.add(dateOfService.minusDays(amount));
      days.add(dateOfService.plusDays(amount));
    }
    DaySystem system = days();
    system.first(subject).ifPresent(day -> days.add(LocalDate.ofEpochDay(day)));
    system.last(subject).ifPresent(day -> days.add(LocalDate.ofEpochDay(day)));
    days.removeIf(day -> day.isBefore(Days.FIRST) || day.isAfter(Days.LAST));
    return days;
  }

  /** What the wanted cells and what is chosen require of the dates. */
  DaySystem days() {
    var system = new DaySystem(Days.exactly(dateOfService));
    for (int index = 0; index < wanted.length; index++) {
      if (variables.get(index) instanceof Variable.DateLine line) {
        system.require(line, wanted[index]);
      }
    }
    chosen.forEach(
        (fact, value) -> {
          if (value instanceof Value.Day(LocalDate day)) {
            system.require(new DateTerm.OfFact(fact), day);
          }
        });
    return system;
  }

  private void addEnds(
      Variable.DateLine line, long mask, DateTerm subject, SequencedSet<LocalDate> days) {
    boolean isSubject = line.subject().equals(subject);
    Optional<LocalDate> other = date(isSubject ? line.anchor() : line.subject());
    LocalDate fixed = other.orElse(dateOfService);
    var then = new ArrayList<LocalDate>();
    for (int index = 0; index < line.cuts().size(); index++) {
      Offset cut = line.cuts().get(index);
      boolean touches = (mask >>> index & 0b11) != 0;
      var ends = new ArrayList<LocalDate>();
      try {
        if (isSubject) {
          LocalDate from = cut.from(fixed);
          ends.addAll(List.of(from.minusDays(1), from));
        } else {
          LocalDate from = fixed.minusDays(cut.days()).minusMonths(cut.months());
          for (int step : new int[] {0, 1, -1, 2, -2, 3, -3}) {
            ends.add(from.plusDays(step));
          }
        }
      } catch (DateTimeException outside) {
        continue;
      }
      if (touches) {
        days.addAll(ends);
      } else {
        then.addAll(ends);
      }
    }
    days.addAll(then);
  }

  /** Days around which a number that depends on a date changes. */
  private void addAround(Variable.NumberLine line, NumberTerm term, SequencedSet<LocalDate> days) {
    switch (term) {
      case NumberTerm.Elapsed(var unit, var from, var to) -> {
        LocalDate start = date(from).or(() -> date(to)).orElse(dateOfService);
        for (NumberCut cut : line.cuts()) {
          long amount = decimal(cut.at()).longValue();
          if (Math.abs(amount) < 4_000) {
            for (long more = -1; more <= 1; more++) {
              for (int day = -1; day <= 1; day++) {
                days.add(start.plus(amount + more, unit.unit()).plusDays(day));
                days.add(start.minus(amount + more, unit.unit()).plusDays(day));
              }
            }
          }
        }
      }
      case NumberTerm.CountOf(var _, Window window) -> days.addAll(ends(window));
      case NumberTerm.LongestOf(var _, Window window) -> days.addAll(ends(window));
      case NumberTerm.TotalOf(var _, Window window) -> days.addAll(ends(window));
      case NumberTerm.OfFact _, NumberTerm.Constant _, NumberTerm.Arithmetic _ -> {}
    }
  }

  // Histories

  private List<LocalDate> ends(Window window) {
    var ends = new ArrayList<LocalDate>();
    for (var bound : List.of(window.from(), window.through())) {
      bound.ifPresent(
          end -> {
            LocalDate day = date(end.date()).orElse(dateOfService);
            long amount = end.distance().amount();
            ends.add(
                switch (end.direction()) {
                  case BEFORE -> day.minus(amount, end.distance().unit().unit());
                  case AFTER -> day.plus(amount, end.distance().unit().unit());
                });
          });
    }
    return ends;
  }

  private List<List<Event>> histories(FactName history) {
    var ends = new TreeSet<LocalDate>();
    var lengths = new TreeSet<Integer>();
    var counts = new TreeSet<Integer>();
    for (Variable variable : variables) {
      if (variable.facts().contains(history)) {
        collect(history, variable, ends, lengths, counts);
      }
    }
    ends.add(dateOfService);
    var moments = new TreeSet<LocalDate>();
    for (LocalDate end : ends) {
      moments.addAll(List.of(end.minusDays(1), end, end.plusDays(1)));
    }
    var result = new LinkedHashSet<List<Event>>();
    result.add(List.of());
    List<LocalDate> latestFirst = List.copyOf(moments.descendingSet());
    for (LocalDate moment : latestFirst) {
      result.add(List.of(new Event(moment, moment)));
    }
    var single = new ArrayList<Event>();
    for (LocalDate moment : latestFirst) {
      for (int length : lengths) {
        for (int more = -1; more <= 1; more++) {
          if (length + more >= 1) {
            single.add(new Event(moment.minusDays(length + more - 1L), moment));
            single.add(new Event(moment, moment.plusDays(length + more - 1L)));
          }
        }
      }
    }
    single.forEach(event -> result.add(List.of(event)));
    for (int count : counts) {
      for (LocalDate moment : latestFirst) {
        for (int more = 0; more <= 1; more++) {
          result.add(Collections.nCopies(count + more, new Event(moment, moment)));
        }
      }
    }
    var growing = new ArrayList<List<Event>>(List.of(List.of()));
    for (int size = 1; size <= MOST_EVENTS && result.size() < MOST_LISTS; size++) {
      var longer = new ArrayList<List<Event>>();
      for (List<Event> list : growing) {
        for (LocalDate moment : latestFirst) {
          if (list.isEmpty() || !moment.isAfter(list.getLast().first())) {
            var more = new ArrayList<>(list);
            more.add(new Event(moment, moment));
            longer.add(more);
          }
        }
        if (longer.size() > MOST_LISTS) {
          break;
        }
      }
      result.addAll(longer);
      growing = longer;
    }
    for (Event event : single) {
      for (LocalDate moment : latestFirst) {
        if (result.size() < 2 * MOST_LISTS) {
          result.add(List.of(event, new Event(moment, moment)));
        }
      }
    }
    return List.copyOf(result);
  }

  private void collect(
      FactName history,
      Variable variable,
      Set<LocalDate> ends,
      Set<Integer> lengths,
      Set<Integer> counts) {
    switch (variable) {
      case Variable.NumberLine(Polynomial term, var _, List<NumberCut> cuts, var _) -> {
        List<Integer> amounts =
            cuts.stream()
                .map(cut -> decimal(cut.at()).intValue())
                .filter(amount -> amount >= 0 && amount <= 4_000)
                .toList();
        for (NumberTerm part : term.terms()) {
          switch (part) {
            case NumberTerm.CountOf(FactName of, Window window) when of.equals(history) -> {
              ends.addAll(ends(window));
              amounts.stream().filter(amount -> amount <= 100).forEach(counts::add);
            }
            case NumberTerm.LongestOf(FactName of, Window window) when of.equals(history) -> {
              ends.addAll(ends(window));
              lengths.addAll(amounts);
            }
            case NumberTerm.TotalOf(FactName of, Window window) when of.equals(history) -> {
              ends.addAll(ends(window));
              lengths.addAll(amounts);
            }
            case NumberTerm.Elapsed(var unit, var _, var _) ->
                amounts.forEach(
                    amount -> {
                      ends.add(dateOfService.minus(amount, unit.unit()));
                      ends.add(dateOfService.minus(amount + 1L, unit.unit()));
                    });
            case NumberTerm.CountOf _,
                NumberTerm.LongestOf _,
                NumberTerm.TotalOf _,
                NumberTerm.OfFact _,
                NumberTerm.Constant _,
                NumberTerm.Arithmetic _ -> {}
          }
        }
      }
      case Variable.DateLine line -> {
        LocalDate anchor = date(line.anchor()).orElse(dateOfService);
        LocalDate subject = date(line.subject()).orElse(dateOfService);
        for (Offset cut : line.cuts()) {
          try {
            ends.add(cut.from(anchor));
            ends.add(subject.minusDays(cut.days()).minusMonths(cut.months()));
          } catch (DateTimeException outside) {
            ends.add(dateOfService);
          }
        }
      }
      case Variable.YesNo _,
          Variable.InForce _,
          Variable.Symbols _,
          Variable.CodeBlock _,
          Variable.HasCode _ -> {}
    }
  }
}
