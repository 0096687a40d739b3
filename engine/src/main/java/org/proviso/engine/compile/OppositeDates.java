package org.proviso.engine.compile;

import java.time.LocalDate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Two dates compared with each other both ways: the one at distances from the other, and the other
 * at distances from the one. At distances of months one way does not follow from the other (28
 * February is a month after 31 January, which is no month before it), and that months have 28 to 31
 * days is too little to know: it would let a date be a year before another that is not a year after
 * it.
 *
 * @param from where the first date begins, from the second on; null: anywhere
 * @param until where it no longer is
 * @param otherFrom where the second date begins, from the first on
 * @param otherUntil where it no longer is
 */
record OppositeDates(
    @Nullable Offset from,
    @Nullable Offset until,
    @Nullable Offset otherFrom,
    @Nullable Offset otherUntil) {
  /** With longer distances more than one exception of the calendar could lie between the dates. */
  private static final long MOST_DAYS = 80 * 366L;

  private static final int EXCEPTION = 2100;

  private static final ConcurrentMap<OppositeDates, Boolean> POSSIBLE = new ConcurrentHashMap<>();

  /** Whether any two days are so; true where that was not worked out. */
  boolean isPossible() {
    return longest() > MOST_DAYS || POSSIBLE.computeIfAbsent(this, OppositeDates::search);
  }

  private long longest() {
    long longest = 0;
    for (Offset offset : new Offset[] {from, until, otherFrom, otherUntil}) {
      if (offset != null) {
        longest = Math.max(longest, Math.abs(offset.months()) * 31L + Math.abs(offset.days()));
      }
    }
    return longest;
  }

  /**
   * Tries each day of four years for the second date, and each so near to 2100 that the day that
   * this year lacks may lie between the dates. Other exceptions of the Gregorian calendar are as
   * that one.
   */
  private boolean search() {
    long near = longest() + 366;
    return isPossible(LocalDate.of(2000, 1, 1).toEpochDay(), 4 * 366L)
        || isPossible(LocalDate.of(EXCEPTION, 3, 1).toEpochDay() - near, 2 * near);
  }

  private boolean isPossible(long firstDay, long days) {
    for (long day = firstDay; day < firstDay + days; day++) {
      LocalDate second = LocalDate.ofEpochDay(day);
      long least = from == null ? Long.MIN_VALUE : from.from(second).toEpochDay();
      long greatest = until == null ? Long.MAX_VALUE : until.from(second).toEpochDay() - 1;
      if (otherFrom != null) {
        greatest = Math.min(greatest, Combinations.latestAnchor(day, otherFrom));
      }
      if (otherUntil != null) {
        least = Math.max(least, Combinations.latestAnchor(day, otherUntil) + 1);
      }
      if (least <= greatest) {
        return true;
      }
    }
    return false;
  }
}
