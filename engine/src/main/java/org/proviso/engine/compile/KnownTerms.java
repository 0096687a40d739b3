package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;

/**
 * What is known of dates, numbers and histories: for each term the values that it may still have.
 * Knowledge is taken to be of its fact's type.
 */
public final class KnownTerms {
  private final Days dateOfService;
  private final Map<FactName, FactType> types;
  private final Map<FactName, Knowledge> facts;

  KnownTerms(Days dateOfService, Map<FactName, FactType> types, Map<FactName, Knowledge> facts) {
    this.dateOfService = dateOfService;
    this.types = types;
    this.facts = facts;
  }

  Map<FactName, FactType> types() {
    return types;
  }

  /** The value of a fact, when it is known and complete or not. */
  Optional<Value> value(FactName fact) {
    return facts.get(fact) instanceof Knowledge.Known(Value value, var _)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** Whether anything is known of a fact. */
  boolean isKnown(FactName fact) {
    return facts.containsKey(fact);
  }

  Optional<Knowledge.Range> range(FactName fact) {
    return facts.get(fact) instanceof Knowledge.Narrowed(Knowledge.Range range, var _)
        ? Optional.of(range)
        : Optional.empty();
  }

  /** Whether a fact of a type with an order, or a history, is known to the last detail. */
  boolean isSettled(FactName fact) {
    FactType type = Optional.ofNullable(types.get(fact)).orElseThrow();
    return switch (type) {
      case FactType.Date _ -> date(new DateTerm.OfFact(fact)).isExact();
      case FactType.Quantity _, FactType.Count _ -> number(new NumberTerm.OfFact(fact)).isExact();
      case FactType.History _ -> events(fact).map(Value.Events::complete).orElse(false);
      case FactType.CodeList _ ->
          value(fact)
              .map(value -> value instanceof Value.Codes(var _, boolean complete) && complete)
              .orElse(false);
      case FactType.YesNo _, FactType.Enumeration _, FactType.SingleCode _, FactType.Document _ ->
          value(fact).isPresent();
    };
  }

  Optional<Value.Events> events(FactName history) {
    return value(history)
        .flatMap(
            value -> value instanceof Value.Events events ? Optional.of(events) : Optional.empty());
  }

  // Dates

  Days date(DateTerm term) {
    return switch (term) {
      case DateTerm.DateOfService _ -> dateOfService;
      case DateTerm.Fixed(LocalDate day) -> Days.exactly(day);
      case DateTerm.OfFact(FactName fact) -> fact(fact);
      case DateTerm.Earliest(FactName history) -> {
        Optional<LocalDate> known =
            events(history)
                .flatMap(
                    events -> events.events().stream().map(Event::first).min(LocalDate::compareTo));
        yield end(history, known, Days.between(Days.FIRST, known.orElse(Days.LAST)));
      }
      case DateTerm.Latest(FactName history) -> {
        Optional<LocalDate> known =
            events(history)
                .flatMap(
                    events -> events.events().stream().map(Event::last).max(LocalDate::compareTo));
        yield end(history, known, Days.between(known.orElse(Days.FIRST), Days.LAST));
      }
    };
  }

  private Days end(FactName history, Optional<LocalDate> known, Days possible) {
    boolean complete = events(history).map(Value.Events::complete).orElse(false);
    if (complete) {
      return known.map(Days::exactly).orElse(Days.NONE);
    }
    return known.isPresent() ? possible : possible.orAbsent();
  }

  private Days fact(FactName fact) {
    if (value(fact).orElse(null) instanceof Value.Day(LocalDate day)) {
      return Days.exactly(day);
    }
    if (range(fact).orElse(null)
        instanceof Knowledge.Range.Days(Optional<LocalDate> first, Optional<LocalDate> last)) {
      return Days.between(first.orElse(Days.FIRST), last.orElse(Days.LAST));
    }
    return Days.ANY;
  }

  // Numbers

  Numbers number(NumberTerm term) {
    return switch (term) {
      case NumberTerm.Constant(var value) -> Numbers.exactly(Rational.of(value));
      case NumberTerm.OfFact(FactName fact) -> Numbers.in(numberFact(fact));
      case NumberTerm.Elapsed(CalendarUnit unit, DateTerm from, DateTerm to) ->
          elapsed(unit, date(from), date(to));
      case NumberTerm.CountOf(FactName history, Window window) -> {
        Optional<Span> span = span(window);
        Rational listed = Rational.of(span.map(days -> count(listed(history), days)).orElse(0L));
        yield ofHistory(history, window, listed, Rational.of(listed(history).size()), span);
      }
      case NumberTerm.LongestOf(FactName history, Window window) ->
          inDays(history, window, span(window).map(days -> longest(listed(history), days)));
      case NumberTerm.TotalOf(FactName history, Window window) ->
          inDays(history, window, span(window).map(days -> total(listed(history), days)));
      case NumberTerm.Arithmetic _ ->
          throw new IllegalStateException("a polynomial has no operations inside");
    };
  }

  private Interval numberFact(FactName fact) {
    Interval declared = Vocabulary.Ranges.of(Optional.ofNullable(types.get(fact)).orElseThrow());
    if (value(fact).orElse(null) instanceof Value.Decimal(var value)) {
      return Interval.exactly(Rational.of(value));
    }
    if (range(fact).orElse(null)
        instanceof
        Knowledge.Range.Numbers(
            Optional<Knowledge.Range.Limit> least,
            Optional<Knowledge.Range.Limit> greatest)) {
      declared =
          declared.intersection(
              new Interval(
                  least.map(limit -> Rational.of(limit.value())).orElse(null),
                  least.map(Knowledge.Range.Limit::inclusive).orElse(false),
                  greatest.map(limit -> Rational.of(limit.value())).orElse(null),
                  greatest.map(Knowledge.Range.Limit::inclusive).orElse(false)));
    }
    return types.get(fact) instanceof FactType.Count ? declared.whole() : declared;
  }

  private static Numbers elapsed(CalendarUnit unit, Days from, Days to) {
    if (!from.mayExist() || !to.mayExist()) {
      return Numbers.NONE;
    }
    return new Numbers(
        Interval.closed(
            Rational.of(between(unit, from.greatest(), to.least())),
            Rational.of(between(unit, from.least(), to.greatest()))),
        from.mayBeAbsent() || to.mayBeAbsent(),
        true);
  }

  private static long between(CalendarUnit unit, long from, long to) {
    return unit.unit().between(LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(to));
  }

  private Numbers inDays(FactName history, Window window, Optional<Long> listed) {
    Optional<Span> span = span(window);
    Rational most =
        span.flatMap(Span::length)
            .map(Rational::of)
            .orElseGet(() -> Rational.of(total(listed(history), Span.ALWAYS)));
    boolean complete = events(history).map(Value.Events::complete).orElse(false);
    Numbers numbers = ofHistory(history, window, Rational.of(listed.orElse(0L)), most, span);
    Optional<Rational> length = span.flatMap(Span::length).map(Rational::of);
    return !complete && length.isPresent() && numbers.mayExist()
        ? new Numbers(
            numbers.values().intersection(Interval.closed(null, length.get())),
            numbers.mayBeAbsent(),
            true)
        : numbers;
  }

  /**
   * A number taken from the events of a history.
   *
   * @param listed what the known events come to, 0 when the window is not known
   * @param most what they can come to at most, whatever the window
   */
  private Numbers ofHistory(
      FactName history, Window window, Rational listed, Rational most, Optional<Span> span) {
    boolean complete = events(history).map(Value.Events::complete).orElse(false);
    Interval values =
        complete && span.isPresent()
            ? Interval.exactly(listed)
            : Interval.closed(listed, complete ? most : null);
    return new Numbers(values, anchorMayBe(window, true), anchorMayBe(window, false));
  }

  private boolean anchorMayBe(Window window, boolean absent) {
    var anchors = new ArrayList<Days>();
    window.from().ifPresent(bound -> anchors.add(date(bound.date())));
    window.through().ifPresent(bound -> anchors.add(date(bound.date())));
    return absent
        ? anchors.stream().anyMatch(Days::mayBeAbsent)
        : anchors.stream().allMatch(Days::mayExist);
  }

  /** The events that are known of; there may be more. */
  List<Event> listed(FactName history) {
    return events(history).map(Value.Events::events).orElse(List.of());
  }

  /** The days of a window, when both its ends are known. */
  Optional<Span> span(Window window) {
    Optional<Long> from = Optional.empty();
    Optional<Long> until = Optional.empty();
    if (window.from().isPresent()) {
      Window.Bound bound = window.from().get();
      Days anchor = date(bound.date());
      if (!anchor.isExact()) {
        return Optional.empty();
      }
      from = Optional.of(start(bound).from(LocalDate.ofEpochDay(anchor.least())).toEpochDay());
    }
    if (window.through().isPresent()) {
      Window.Bound bound = window.through().get();
      Days anchor = date(bound.date());
      if (!anchor.isExact()) {
        return Optional.empty();
      }
      until = Optional.of(end(bound).from(LocalDate.ofEpochDay(anchor.least())).toEpochDay());
    }
    return Optional.of(new Span(from, until));
  }

  /** Where the window's first day is. */
  static Offset start(Window.Bound bound) {
    return Offset.of(bound.direction(), bound.distance()).plusDays(bound.inclusive() ? 0 : 1);
  }

  /** Where the day after the window's last is. */
  static Offset end(Window.Bound bound) {
    return Offset.of(bound.direction(), bound.distance()).plusDays(bound.inclusive() ? 1 : 0);
  }

  /** Days from one, inclusive, to another, exclusive; absent is open-ended. */
  record Span(Optional<Long> from, Optional<Long> until) {
    static final Span ALWAYS = new Span(Optional.empty(), Optional.empty());

    boolean contains(long day) {
      return from.map(start -> day >= start).orElse(true)
          && until.map(end -> day < end).orElse(true);
    }

    Optional<Long> length() {
      return from.isPresent() && until.isPresent()
          ? Optional.of(Math.max(0, until.get() - from.get()))
          : Optional.empty();
    }
  }

  static long count(List<Event> events, Span span) {
    return events.stream().filter(event -> span.contains(event.first().toEpochDay())).count();
  }

  static long longest(List<Event> events, Span span) {
    return events.stream().mapToLong(event -> days(event, span)).max().orElse(0);
  }

  private static long days(Event event, Span span) {
    long first = event.first().toEpochDay();
    long end = event.last().toEpochDay() + 1;
    return Math.max(
        0, Math.min(end, span.until().orElse(end)) - Math.max(first, span.from().orElse(first)));
  }

  static long total(List<Event> events, Span span) {
    long total = 0;
    long covered = Long.MIN_VALUE;
    for (Event event : events) {
      long first = Math.max(event.first().toEpochDay(), span.from().orElse(Long.MIN_VALUE));
      long end = Math.min(event.last().toEpochDay() + 1, span.until().orElse(Long.MAX_VALUE));
      first = Math.max(first, covered);
      if (end > first) {
        total += end - first;
        covered = end;
      }
    }
    return total;
  }
}
