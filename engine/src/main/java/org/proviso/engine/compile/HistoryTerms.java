package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.compile.KnownTerms.Span;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.model.Window;

/**
 * What the terms taken from one history have to do with each other while the history is not fully
 * known: counts of windows add up over the stretches that the windows' ends cut time into; a longer
 * window holds at least as much; where an event begins there is at least one day of it; where there
 * are no events there are no days, and no first and last event.
 */
final class HistoryTerms {
  private final FactName history;
  private final KnownTerms known;
  private final Map<NumberTerm, Window> counts = new LinkedHashMap<>();
  private final Map<NumberTerm, Window> longest = new LinkedHashMap<>();
  private final Map<NumberTerm, Window> totals = new LinkedHashMap<>();
  private final DateTerm.Earliest earliest;
  private final DateTerm.Latest latest;

  /** An end of a window: the beginning of time, its end, or a day at a distance from a date. */
  private record End(int side, DateTerm anchor, Offset offset) {
    static final End BEGINNING = new End(-1, new DateTerm.DateOfService(), Offset.NONE);
    static final End END = new End(1, new DateTerm.DateOfService(), Offset.NONE);
  }

  /** An unknown number of events that begin in a stretch of time. */
  private record Stretch(FactName history, int index) {}

  HistoryTerms(FactName history, Set<NumberTerm> numbers, Set<DateTerm> dates, KnownTerms known) {
    this.history = history;
    this.known = known;
    for (NumberTerm term : numbers) {
      switch (term) {
        case NumberTerm.CountOf(var of, var window) when of.equals(history) ->
            counts.put(term, window);
        case NumberTerm.LongestOf(var of, var window) when of.equals(history) ->
            longest.put(term, window);
        case NumberTerm.TotalOf(var of, var window) when of.equals(history) ->
            totals.put(term, window);
        case NumberTerm.CountOf _,
            NumberTerm.LongestOf _,
            NumberTerm.TotalOf _,
            NumberTerm.Constant _,
            NumberTerm.OfFact _,
            NumberTerm.Arithmetic _,
            NumberTerm.Elapsed _ -> {}
      }
    }
    this.earliest = new DateTerm.Earliest(history);
    this.latest = new DateTerm.Latest(history);
  }

  /** What holds whatever the cells. */
  void requireAlways(LinearSystem system) {
    if (!requireStretches(system)) {
      requireNested(counts, counts, system);
    }
    requireNested(longest, longest, system);
    requireNested(totals, totals, system);
    requireNested(longest, totals, system);
  }

  /** The smaller window's term is at most the larger window's. */
  private void requireNested(
      Map<NumberTerm, Window> smaller, Map<NumberTerm, Window> larger, LinearSystem system) {
    smaller.forEach(
        (inner, innerWindow) ->
            larger.forEach(
                (outer, outerWindow) -> {
                  if (!inner.equals(outer) && within(innerWindow, outerWindow)) {
                    system.require(
                        Map.of(inner, Rational.ONE, outer, Rational.of(-1)),
                        Rational.ZERO,
                        Interval.closed(null, Rational.ZERO));
                  }
                }));
  }

  /** Cuts time at the ends of all windows, when their order is known; whether it is. */
  private boolean requireStretches(LinearSystem system) {
    var ends = new ArrayList<End>();
    for (Window window : counts.values()) {
      for (End end : List.of(start(window), end(window))) {
        int at = 0;
        boolean same = false;
        while (at < ends.size()) {
          OptionalInt order = order(ends.get(at), end);
          if (order.isEmpty()) {
            return false;
          }
          if (order.getAsInt() >= 0) {
            same = order.getAsInt() == 0;
            break;
          }
          at++;
        }
        if (!same) {
          ends.add(at, end);
        }
      }
    }
    for (int index = 0; index + 1 < ends.size(); index++) {
      system.require(
          Map.of(new Stretch(history, index), Rational.ONE),
          Rational.ZERO,
          Interval.closed(Rational.of(listed(ends.get(index), ends.get(index + 1))), null));
    }
    counts.forEach(
        (term, window) -> {
          var sum = new HashMap<Object, Rational>();
          sum.put(term, Rational.of(-1));
          int first = index(ends, start(window));
          int last = index(ends, end(window));
          for (int index = first; index < last; index++) {
            sum.put(new Stretch(history, index), Rational.ONE);
          }
          system.require(sum, Rational.ZERO, Interval.exactly(Rational.ZERO));
        });
    return true;
  }

  private int index(List<End> ends, End end) {
    for (int index = 0; index < ends.size(); index++) {
      OptionalInt order = order(ends.get(index), end);
      if (order.isPresent() && order.getAsInt() == 0) {
        return index;
      }
    }
    throw new IllegalStateException("every end was sorted in");
  }

  private long listed(End from, End until) {
    List<Event> events = known.listed(history);
    Optional<Long> start = day(from);
    Optional<Long> end = day(until);
    if ((from.side() == 0 && start.isEmpty()) || (until.side() == 0 && end.isEmpty())) {
      return 0;
    }
    return KnownTerms.count(events, new Span(start, end));
  }

  /** What holds for the values and dates that some cells leave; false when nothing can. */
  boolean require(
      LinearSystem system,
      Map<DateTerm, Boolean> present,
      Map<NumberTerm, Interval> values,
      Map<DateTerm, Days> days) {
    requireDaysWithEvents(system, values);
    Boolean first = present.get(earliest);
    Boolean last = present.get(latest);
    if (first != null && last != null && !first.equals(last)) {
      return false;
    }
    Boolean any = first == null ? last : first;
    if (any == null) {
      return true;
    }
    if (!any) {
      for (var terms : List.of(counts, longest, totals)) {
        terms.keySet().forEach(term -> atMost(term, Rational.ZERO, system));
      }
      return true;
    }
    counts.forEach(
        (term, window) -> {
          if (window.from().isEmpty() && window.through().isEmpty()) {
            atLeast(term, Rational.ONE, system);
          }
        });
    if (days.containsKey(earliest) && days.containsKey(latest)) {
      system.require(
          Map.of(latest, Rational.ONE, earliest, Rational.of(-1)),
          Rational.ZERO,
          Interval.closed(Rational.ZERO, null));
    }
    for (var terms : List.of(counts, longest, totals)) {
      terms.forEach(
          (term, window) ->
              requireDates(term, window, term instanceof NumberTerm.CountOf, system, values, days));
    }
    return true;
  }

  private void requireDaysWithEvents(LinearSystem system, Map<NumberTerm, Interval> values) {
    for (var lengths : List.of(longest, totals)) {
      counts.forEach(
          (count, window) ->
              lengths.forEach(
                  (length, lengthWindow) -> {
                    if (isPositive(values.get(count)) && within(window, lengthWindow)) {
                      atLeast(length, Rational.ONE, system);
                    }
                    if (window.from().isEmpty() && within(lengthWindow, window)) {
                      if (isZero(values.get(count))) {
                        atMost(length, Rational.ZERO, system);
                      }
                      if (isPositive(values.get(length))) {
                        atLeast(count, Rational.ONE, system);
                      }
                    }
                  }));
    }
    totals.forEach(
        (total, window) ->
            longest.forEach(
                (length, lengthWindow) -> {
                  if (!window.equals(lengthWindow)) {
                    return;
                  }
                  if (isPositive(values.get(total))) {
                    atLeast(length, Rational.ONE, system);
                  }
                  if (isZero(values.get(length))) {
                    atMost(total, Rational.ZERO, system);
                  }
                  counts.forEach(
                      (count, countWindow) -> {
                        Rational most = greatest(values.get(count));
                        if (countWindow.equals(window) && window.from().isEmpty() && most != null) {
                          system.require(
                              Map.of(total, Rational.ONE, length, most.negated()),
                              Rational.ZERO,
                              Interval.closed(null, Rational.ZERO));
                        }
                      });
                }));
  }

  private void requireDates(
      NumberTerm term,
      Window window,
      boolean isCount,
      LinearSystem system,
      Map<NumberTerm, Interval> values,
      Map<DateTerm, Days> days) {
    Optional<Span> span = known.span(window);
    if (span.isEmpty()) {
      return;
    }
    Optional<Long> from = span.get().from();
    Optional<Long> until = span.get().until();
    Days first = days.get(earliest);
    Days last = days.get(latest);
    if (first != null) {
      if (until.isPresent() && first.least() >= until.get()) {
        atMost(term, Rational.ZERO, system);
      }
      boolean inside =
          from.map(start -> first.least() >= start).orElse(true)
              && until.map(end -> first.greatest() < end).orElse(true);
      if (inside) {
        atLeast(term, Rational.ONE, system);
      }
      if (isPositive(values.get(term)) && until.isPresent()) {
        system.require(
            Map.of(earliest, Rational.ONE),
            Rational.ZERO,
            Interval.closed(null, Rational.of(until.get() - 1)));
      }
    }
    if (last != null) {
      if (from.isPresent() && last.greatest() < from.get()) {
        atMost(term, Rational.ZERO, system);
      }
      boolean inside =
          !isCount
              && from.map(start -> last.least() >= start).orElse(true)
              && until.map(end -> last.greatest() < end).orElse(true);
      if (inside) {
        atLeast(term, Rational.ONE, system);
      }
      if (isPositive(values.get(term)) && from.isPresent()) {
        system.require(
            Map.of(latest, Rational.ONE),
            Rational.ZERO,
            Interval.closed(Rational.of(from.get()), null));
      }
    }
  }

  private static void atLeast(NumberTerm term, Rational bound, LinearSystem system) {
    system.require(Map.of(term, Rational.ONE), Rational.ZERO, Interval.closed(bound, null));
  }

  private static void atMost(NumberTerm term, Rational bound, LinearSystem system) {
    system.require(Map.of(term, Rational.ONE), Rational.ZERO, Interval.closed(null, bound));
  }

  private static boolean isPositive(@Nullable Interval interval) {
    if (interval == null) {
      return false;
    }
    Rational least = interval.least();
    return least != null
        && (least.signum() > 0 || (least.signum() == 0 && !interval.leastInclusive()));
  }

  private static boolean isZero(@Nullable Interval interval) {
    Rational greatest = greatest(interval);
    return greatest != null && greatest.signum() <= 0;
  }

  private static @Nullable Rational greatest(@Nullable Interval interval) {
    return interval == null ? null : interval.greatest();
  }

  // Windows

  private boolean within(Window inner, Window outer) {
    return isAtMost(start(outer), start(inner)) && isAtMost(end(inner), end(outer));
  }

  private boolean isAtMost(End left, End right) {
    OptionalInt order = order(left, right);
    return order.isPresent() && order.getAsInt() <= 0;
  }

  private static End start(Window window) {
    return window
        .from()
        .map(bound -> new End(0, bound.date(), KnownTerms.start(bound)))
        .orElse(End.BEGINNING);
  }

  private static End end(Window window) {
    return window
        .through()
        .map(bound -> new End(0, bound.date(), KnownTerms.end(bound)))
        .orElse(End.END);
  }

  /** The order of two ends; empty when it is not known. */
  private OptionalInt order(End left, End right) {
    if (left.side() != 0 || right.side() != 0) {
      return OptionalInt.of(Integer.compare(left.side(), right.side()));
    }
    Optional<Long> leftDay = day(left);
    Optional<Long> rightDay = day(right);
    if (leftDay.isPresent() && rightDay.isPresent()) {
      return OptionalInt.of(leftDay.get().compareTo(rightDay.get()));
    }
    return left.anchor().equals(right.anchor())
        ? left.offset().order(right.offset())
        : OptionalInt.empty();
  }

  private Optional<Long> day(End end) {
    Days anchor = known.date(end.anchor());
    return end.side() == 0 && anchor.isExact()
        ? Optional.of(end.offset().from(LocalDate.ofEpochDay(anchor.least())).toEpochDay())
        : Optional.empty();
  }

  /** Collects the dates, of those that a term depends on, that may not exist. */
  static void mayBeAbsent(NumberTerm term, Set<DateTerm> terms) {
    switch (term) {
      case NumberTerm.Constant _, NumberTerm.OfFact _ -> {}
      case NumberTerm.Arithmetic(var left, var _, var right) -> {
        mayBeAbsent(left, terms);
        mayBeAbsent(right, terms);
      }
      case NumberTerm.Elapsed(var _, var from, var to) -> {
        mayBeAbsent(from, terms);
        mayBeAbsent(to, terms);
      }
      case NumberTerm.CountOf(var _, var window) -> mayBeAbsent(window, terms);
      case NumberTerm.LongestOf(var _, var window) -> mayBeAbsent(window, terms);
      case NumberTerm.TotalOf(var _, var window) -> mayBeAbsent(window, terms);
    }
  }

  static void mayBeAbsent(DateTerm term, Set<DateTerm> terms) {
    if (Lowering.mayBeAbsent(term)) {
      terms.add(term);
    }
  }

  private static void mayBeAbsent(Window window, Set<DateTerm> terms) {
    window.from().ifPresent(bound -> mayBeAbsent(bound.date(), terms));
    window.through().ifPresent(bound -> mayBeAbsent(bound.date(), terms));
  }
}
