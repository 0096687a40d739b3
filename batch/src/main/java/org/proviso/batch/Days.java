package org.proviso.batch;

import java.time.LocalDate;

/** Days as files write them. */
final class Days {
  /** No day. */
  static final long NONE = Long.MIN_VALUE;

  private Days() {}

  /**
   * The day, since 1970-01-01, that ten bytes such as {@code 2025-05-15} name, with blanks around
   * them perhaps; else {@link #NONE}.
   */
  static long parse(byte[] bytes, int from, int until) {
    int first = from;
    int last = until;
    while (first < last && isBlank(bytes[first])) {
      first++;
    }
    while (first < last && isBlank(bytes[last - 1])) {
      last--;
    }
    return parseBare(bytes, first, last);
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }

  private static long parseBare(byte[] bytes, int from, int until) {
    if (until - from != 10 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return NONE;
    }
    int year = number(bytes, from, from + 4);
    int month = number(bytes, from + 5, from + 7);
    int dayOfMonth = number(bytes, from + 8, from + 10);
    if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) {
      return NONE;
    }
    if (dayOfMonth > 28 && dayOfMonth > LocalDate.of(year, month, 1).lengthOfMonth()) {
      return NONE;
    }
    return epochDay(year, month, dayOfMonth);
  }

  private static int number(byte[] bytes, int from, int until) {
    int number = 0;
    for (int index = from; index < until; index++) {
      int digit = bytes[index] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** As {@link LocalDate#toEpochDay}, without an object. */
  private static long epochDay(long year, int month, int dayOfMonth) {
    long total = 365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
    total += (367L * month - 362) / 12 + dayOfMonth - 1;
    if (month > 2) {
      boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
      total -= leap ? 1 : 2;
    }
    return total - 719_528;
  }
}
