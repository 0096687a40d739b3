package org.proviso.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The day that a FHIR date, dateTime or instant means, as precisely as it is written: a year or a
 * month is any day of it. A time of day is checked and left out; the day is the one written, in the
 * zone written.
 *
 * @param first the earliest day it can be
 * @param last the latest day it can be
 */
record Days(LocalDate first, LocalDate last) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
              + "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]{1,12})?)?"
              + "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)?)?)?");

  static Days exactly(LocalDate day) {
    return new Days(day, day);
  }

  /** Nothing when it is no such date. */
  static @Nullable Days parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      int year = Integer.parseInt(matcher.group(1));
      if (year == 0) {
        return null;
      }
      if (matcher.group(2) == null) {
        return new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
      }
      YearMonth month = YearMonth.of(year, Integer.parseInt(matcher.group(2)));
      return matcher.group(3) == null
          ? new Days(month.atDay(1), month.atEndOfMonth())
          : exactly(LocalDate.of(year, month.getMonth(), Integer.parseInt(matcher.group(3))));
    } catch (DateTimeException notInTheCalendar) {
      return null;
    }
  }

  /** The day that a place's string means; an impossible one is noted. */
  static @Nullable Days at(@Nullable Place place) {
    String text = place == null ? null : place.text();
    if (place == null || text == null) {
      return null;
    }
    Days days = parse(text);
    if (days == null) {
      place.note(
          ProblemKind.INVALID_DATE,
          "This is no date of the calendar in FHIR's form; it is not used.",
          "Write YYYY, YYYY-MM, YYYY-MM-DD or a dateTime.");
    }
    return days;
  }

  boolean exact() {
    return first.equals(last);
  }

  @Override
  public String toString() {
    return exact() ? first.toString() : first + ".." + last;
  }
}
