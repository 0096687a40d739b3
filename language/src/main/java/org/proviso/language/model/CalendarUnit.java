package org.proviso.language.model;

import java.time.temporal.ChronoUnit;

/** A unit of calendar distance. */
public enum CalendarUnit {
  DAYS("days", ChronoUnit.DAYS),
  WEEKS("weeks", ChronoUnit.WEEKS),
  MONTHS("months", ChronoUnit.MONTHS),
  YEARS("years", ChronoUnit.YEARS);

  private final String plural;
  private final ChronoUnit unit;

  CalendarUnit(String plural, ChronoUnit unit) {
    this.plural = plural;
    this.unit = unit;
  }

  /** For example {@code days}. */
  public String plural() {
    return plural;
  }

  /** The JDK's unit, which fixes the arithmetic (a month later than 31 January is 28 February). */
  public ChronoUnit unit() {
    return unit;
  }
}
