package org.proviso.engine.compile;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.proviso.language.model.Duration;
import org.proviso.language.model.Window;

/**
 * A calendar distance with its direction: so many months, then so many days. A month later than 31
 * January is the last day of February ({@link LocalDate#plusMonths}).
 */
public record Offset(int months, int days) {
  public static final Offset NONE = new Offset(0, 0);

  private static final ConcurrentMap<Integer, Bounds> BOUNDS = new ConcurrentHashMap<>();

  private record Bounds(long least, long greatest) {}

  /** A duration in a direction. */
  public static Offset of(Window.Direction direction, Duration distance) {
    int amount =
        switch (direction) {
          case BEFORE -> -distance.amount();
          case AFTER -> distance.amount();
        };
    return switch (distance.unit()) {
      case DAYS -> new Offset(0, amount);
      case WEEKS -> new Offset(0, Math.multiplyExact(7, amount));
      case MONTHS -> new Offset(amount, 0);
      case YEARS -> new Offset(Math.multiplyExact(12, amount), 0);
    };
  }

  /** So many days later. */
  public Offset plusDays(int more) {
    return new Offset(months, Math.addExact(days, more));
  }

  /** The day at this distance from another. */
  public LocalDate from(LocalDate anchor) {
    return anchor.plusMonths(months).plusDays(days);
  }

  /** The fewest days that it can come to, from any day. */
  public long leastDays() {
    return bounds().least + days;
  }

  /** The most days that it can come to, from any day. */
  public long mostDays() {
    return bounds().greatest + days;
  }

  /**
   * The order of the days at this and at another distance from one and the same day, when it is the
   * same for every such day; empty when it depends on the day, as for 30 days and a month.
   */
  public OptionalInt order(Offset other) {
    if (months == other.months) {
      return OptionalInt.of(Integer.compare(days, other.days));
    }
    if (mostDays() <= other.leastDays()) {
      return OptionalInt.of(-1);
    }
    return leastDays() >= other.mostDays() ? OptionalInt.of(1) : OptionalInt.empty();
  }

  private Bounds bounds() {
    return BOUNDS.computeIfAbsent(months, Offset::bounds);
  }

  /**
   * The Gregorian calendar repeats every 400 years; within a month only its first day and its last
   * four can differ in how many days {@code months} months are.
   */
  private static Bounds bounds(int months) {
    if (months == 0) {
      return new Bounds(0, 0);
    }
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    LocalDate first = LocalDate.of(2000, 1, 1);
    for (int month = 0; month < 4800; month++) {
      LocalDate day = first.plusMonths(month);
      int last = day.lengthOfMonth();
      for (int dayOfMonth : new int[] {1, last - 3, last - 2, last - 1, last}) {
        LocalDate from = day.withDayOfMonth(dayOfMonth);
        long distance = ChronoUnit.DAYS.between(from, from.plusMonths(months));
        least = Math.min(least, distance);
        greatest = Math.max(greatest, distance);
      }
    }
    return new Bounds(least, greatest);
  }
}
