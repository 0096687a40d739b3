package org.proviso.language.check;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Duration;
import org.proviso.language.model.Span;
import org.proviso.language.model.Window.Direction;
import org.proviso.language.words.ConditionWords;

/**
 * Checks that the bounds which a document puts on one date, counted from another, stand in one
 * order whatever that other date is. 30 days and 1 month do not: a month has 28 to 31 days.
 */
final class BoundRegister {
  /** How many different bounds on one date are compared with each other. */
  private static final int LIMIT = 100;

  private final DiagnosticCollector diagnostics;
  private final Map<Key, List<Bound>> bounds = new HashMap<>();

  BoundRegister(DiagnosticCollector diagnostics) {
    this.diagnostics = diagnostics;
  }

  private record Key(Object subject, DateTerm reference) {}

  private record Bound(Direction direction, Duration distance) {}

  /**
   * Adds a bound: {@code subject} is compared with {@code reference} moved by the distance.
   *
   * @param subject a date, or a history whose events are compared
   */
  void add(Object subject, DateTerm reference, Direction direction, Duration distance, Span span) {
    if (reference instanceof DateTerm.Fixed) {
      // From a fixed day every distance leads to a fixed day.
      return;
    }
    var bound = new Bound(direction, distance);
    List<Bound> others =
        bounds.computeIfAbsent(new Key(subject, reference), key -> new ArrayList<>());
    if (others.contains(bound) || others.size() >= LIMIT) {
      return;
    }
    List<Bound> comparable = new ArrayList<>(others);
    comparable.addAll(turnedRound(subject, reference, bound));
    for (Bound other : comparable) {
      if (!isOrdered(other, bound)) {
        diagnostics.add(
            DiagnosticId.UNORDERED_BOUNDS,
            span,
            ConditionWords.of(distance)
                + " and "
                + ConditionWords.of(other.distance())
                + (others.contains(other) ? " from the same date" : " between the same two dates")
                + " come in an order that depends on the date",
            "write both in one unit, for example both in days");
        return;
      }
    }
    others.add(bound);
  }

  /**
   * The bounds that the document puts on the reference, counted from the subject, as bounds on the
   * subject. {@code B <= A - 30 days} says the same as {@code A >= B + 30 days}. With months that
   * is not so, because the days of a month are counted from another end; but then the bound in days
   * is the one which can be turned round, so that only those of the other kind are compared. Two in
   * months keep their order: {@code B <= A - 1 month} implies {@code A >= B + 1 month}.
   */
  private List<Bound> turnedRound(Object subject, DateTerm reference, Bound bound) {
    if (!(subject instanceof DateTerm from)) {
      return List.of();
    }
    return bounds.getOrDefault(new Key(reference, from), List.of()).stream()
        .filter(other -> inDays(other.distance()) != inDays(bound.distance()))
        .map(
            other ->
                new Bound(
                    switch (other.direction()) {
                      case BEFORE -> Direction.AFTER;
                      case AFTER -> Direction.BEFORE;
                    },
                    other.distance()))
        .toList();
  }

  /** Whether one bound is never later than the other, whatever date they are counted from. */
  static boolean isOrdered(
      Direction leftDirection, Duration left, Direction rightDirection, Duration right) {
    return isOrdered(new Bound(leftDirection, left), new Bound(rightDirection, right));
  }

  private static boolean isOrdered(Bound left, Bound right) {
    if (left.distance().amount() == 0 || right.distance().amount() == 0) {
      return true;
    }
    if (left.direction() != right.direction()) {
      return true;
    }
    if (inDays(left.distance()) == inDays(right.distance())) {
      return true;
    }
    Duration days = inDays(left.distance()) ? left.distance() : right.distance();
    Duration months = inDays(left.distance()) ? right.distance() : left.distance();
    long exact = days(days);
    return exact <= fewestDays(months, left.direction())
        || exact >= mostDays(months, left.direction());
  }

  private static boolean inDays(Duration duration) {
    return switch (duration.unit()) {
      case DAYS, WEEKS -> true;
      case MONTHS, YEARS -> false;
    };
  }

  private static long days(Duration duration) {
    return duration.unit() == CalendarUnit.WEEKS ? 7L * duration.amount() : duration.amount();
  }

  private static long fewestDays(Duration months, Direction direction) {
    return extreme(months, direction, true);
  }

  private static long mostDays(Duration months, Direction direction) {
    return extreme(months, direction, false);
  }

  /**
   * The fewest or the most days in a number of months. Over 8 years around a turn of the century
   * and 8 around a leap one every pattern of month lengths occurs for spans up to a few years; for
   * longer ones a day is allowed for on either side.
   */
  private static long extreme(Duration months, Direction direction, boolean fewest) {
    long best = fewest ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (int firstYear : new int[] {1896, 1996}) {
      LocalDate end = LocalDate.of(firstYear + 9, 1, 1);
      for (LocalDate date = LocalDate.of(firstYear, 1, 1);
          date.isBefore(end);
          date = date.plusDays(1)) {
        long length =
            direction == Direction.AFTER
                ? ChronoUnit.DAYS.between(date, date.plus(months.amount(), months.unit().unit()))
                : ChronoUnit.DAYS.between(date.minus(months.amount(), months.unit().unit()), date);
        best = fewest ? Math.min(best, length) : Math.max(best, length);
      }
    }
    boolean longSpan = months.amount() > (months.unit() == CalendarUnit.YEARS ? 3 : 36);
    if (longSpan) {
      return fewest ? best - 1 : best + 1;
    }
    return best;
  }
}
