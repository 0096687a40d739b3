package org.proviso.engine.packed;

/**
 * Calendar arithmetic on days since 1970-01-01, without objects; the same results as {@link
 * java.time.LocalDate}. Conversion between day numbers and dates of the proleptic Gregorian
 * calendar: H. Hinnant, "chrono-compatible low-level date algorithms" (2013), {@code
 * days_from_civil} and {@code civil_from_days}.
 */
final class EpochDays {
  private static final int DAYS_OF_ERA = 146_097;
  private static final int YEARS_OF_ERA = 400;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final int EPOCH = 719_468;

  private EpochDays() {}

  /** The day so many months later; where that month is too short, its last day. */
  static long plusMonths(long day, int months) {
    if (months == 0) {
      return day;
    }
    long shifted = day + EPOCH;
    long era = Math.floorDiv(shifted, DAYS_OF_ERA);
    int dayOfEra = (int) (shifted - era * DAYS_OF_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int marchMonth = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    long marchMonths = (era * YEARS_OF_ERA + yearOfEra) * 12 + marchMonth + months;
    long year = Math.floorDiv(marchMonths, 12L);
    int month = (int) (marchMonths - year * 12);
    return first(year, month) + Math.min(dayOfMonth, length(year, month)) - 1;
  }

  /** The first day of a month of a year that begins in March. */
  private static long first(long year, int month) {
    long era = Math.floorDiv(year, (long) YEARS_OF_ERA);
    int yearOfEra = (int) (year - era * YEARS_OF_ERA);
    int dayOfYear = (153 * month + 2) / 5;
    return era * DAYS_OF_ERA
        + 365L * yearOfEra
        + yearOfEra / 4
        - yearOfEra / 100
        + dayOfYear
        - EPOCH;
  }

  private static int length(long year, int month) {
    if (month == 11) {
      long calendarYear = year + 1;
      boolean leap =
          (calendarYear & 3) == 0 && (calendarYear % 100 != 0 || calendarYear % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 1 || month == 3 || month == 6 || month == 8 ? 30 : 31;
  }
}
