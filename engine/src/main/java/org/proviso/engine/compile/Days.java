package org.proviso.engine.compile;

import java.time.LocalDate;

/**
 * The days that a date may be.
 *
 * @param least the first possible day, since 1970-01-01, inclusive
 * @param greatest the last possible day, inclusive
 * @param mayBeAbsent whether there may be no such date
 * @param mayExist whether there may be one; when not, {@code least} and {@code greatest} mean
 *     nothing
 */
public record Days(long least, long greatest, boolean mayBeAbsent, boolean mayExist) {
  /** The first day that a fact may have. */
  public static final LocalDate FIRST = LocalDate.of(1, 1, 1);

  /** The last day that a fact may have. */
  public static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  static final Days ANY = between(FIRST, LAST);
  static final Days NONE = new Days(0, 0, true, false);

  /** One day. */
  public static Days exactly(LocalDate day) {
    return between(day, day);
  }

  static Days between(LocalDate first, LocalDate last) {
    return new Days(first.toEpochDay(), last.toEpochDay(), false, true);
  }

  Days orAbsent() {
    return new Days(least, greatest, true, mayExist);
  }

  /** Whether it is one day, for certain. */
  boolean isExact() {
    return least == greatest && !mayBeAbsent && mayExist;
  }

  /** Whether there is nothing left to know: one day, or none. */
  boolean isSettled() {
    return isExact() || !mayExist;
  }
}
