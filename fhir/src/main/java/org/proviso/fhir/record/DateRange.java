package org.proviso.fhir.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The days that a FHIR date, dateTime or instant can mean, as precisely as it is written: a year or
 * a month is any day of it. A time of day is checked and left out; the day is the one written, in
 * the zone written.
 *
 * @param first the earliest day it can be
 * @param last the latest day it can be
 */
public record DateRange(LocalDate first, LocalDate last) {
  private static final int YEAR_END = 4;
  private static final int MONTH_END = 7;
  private static final int DAY_END = 10;
  private static final int MAX_FRACTION_DIGITS = 12;

  public static DateRange exactly(LocalDate day) {
    return new DateRange(day, day);
  }

  /** Nothing when it is no such date. */
  public static @Nullable DateRange parse(String text) {
    int length = text.length();
    int year = number(text, 0, YEAR_END);
    if (year < 1 || (length > YEAR_END && text.charAt(YEAR_END) != '-')) {
      return null;
    }
    if (length == YEAR_END) {
      return new DateRange(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }
    int month = number(text, YEAR_END + 1, MONTH_END);
    if (month < 0 || (length > MONTH_END && text.charAt(MONTH_END) != '-')) {
      return null;
    }
    try {
      if (length == MONTH_END) {
        YearMonth whole = YearMonth.of(year, month);
        return new DateRange(whole.atDay(1), whole.atEndOfMonth());
      }
      int day = number(text, MONTH_END + 1, DAY_END);
      return day < 0 || !isTime(text, DAY_END) ? null : exactly(LocalDate.of(year, month, day));
    } catch (DateTimeException notInTheCalendar) {
      return null;
    }
  }

  /** The number that all these places are digits of, or -1. */
  private static int number(String text, int start, int end) {
    if (text.length() < end) {
      return -1;
    }
    int number = 0;
    for (int index = start; index < end; index++) {
      char digit = text.charAt(index);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = 10 * number + (digit - '0');
    }
    return number;
  }

  /** Whether what is left is nothing, or a time with or without seconds and a zone. */
  private static boolean isTime(String text, int start) {
    if (text.length() == start) {
      return true;
    }
    if (text.charAt(start) != 'T' || !isClock(text, start + 1, 23)) {
      return false;
    }
    int place = start + 6;
    if (isAt(text, place, ':')) {
      int seconds = number(text, place + 1, place + 3);
      if (seconds < 0 || seconds > 60) {
        return false;
      }
      place += 3;
      if (isAt(text, place, '.')) {
        int digits = place + 1;
        while (digits < text.length() && number(text, digits, digits + 1) >= 0) {
          digits++;
        }
        int count = digits - place - 1;
        if (count < 1 || count > MAX_FRACTION_DIGITS) {
          return false;
        }
        place = digits;
      }
    }
    if (text.length() == place || (isAt(text, place, 'Z') && text.length() == place + 1)) {
      return true;
    }
    return (isAt(text, place, '+') || isAt(text, place, '-'))
        && isClock(text, place + 1, 14)
        && text.length() == place + 6;
  }

  /** Whether hours and minutes stand there. */
  private static boolean isClock(String text, int start, int lastHour) {
    int hour = number(text, start, start + 2);
    int minute = number(text, start + 3, start + 5);
    return hour >= 0
        && hour <= lastHour
        && isAt(text, start + 2, ':')
        && minute >= 0
        && minute <= 59;
  }

  private static boolean isAt(String text, int place, char expected) {
    return place < text.length() && text.charAt(place) == expected;
  }

  /** The day that a place's string means; an impossible one is noted. */
  public static @Nullable DateRange at(@Nullable Place place) {
    String text = place == null ? null : place.text();
    if (place == null || text == null) {
      return null;
    }
    DateRange days = parse(text);
    if (days == null) {
      place.note(
          ProblemKind.INVALID_DATE,
          "This is no date of the calendar in FHIR's form; it is not used.",
          "Write YYYY, YYYY-MM, YYYY-MM-DD or a dateTime.");
    }
    return days;
  }

  public boolean exact() {
    return first.equals(last);
  }

  @Override
  public String toString() {
    return exact() ? first.toString() : first + ".." + last;
  }
}
