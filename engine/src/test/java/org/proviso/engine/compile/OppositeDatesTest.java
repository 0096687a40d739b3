package org.proviso.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the calendar allows of two dates that are compared with each other both ways. */
class OppositeDatesTest {
  private static final Offset YEAR = new Offset(12, 0);
  private static final Offset YEAR_BEFORE = new Offset(-12, 0);

  @Test
  void whatIsAYearBeforeAnotherDoesNotHaveItWithinTheYearAfter() {
    // The first is before a year after the second; the second is on or before a year before it.
    assertThat(new OppositeDates(null, YEAR, null, YEAR_BEFORE.plusDays(1)).isPossible()).isFalse();
    assertThat(new OppositeDates(YEAR, null, null, YEAR_BEFORE.plusDays(1)).isPossible()).isTrue();
  }

  /** 28 February is a month after 31 January, which is later than a month before it. */
  @Test
  void theEndOfAMonthDoesNotComeBackToWhereItBegan() {
    assertThat(new OppositeDates(new Offset(1, 0), null, new Offset(-1, 1), null).isPossible())
        .isTrue();
  }

  /** 28 February is a year after 29 February, and that is later than a year before it. */
  @Test
  void leapDaysAreTried() {
    assertThat(new OppositeDates(YEAR, null, YEAR_BEFORE.plusDays(1), null).isPossible()).isTrue();
    assertThat(new OppositeDates(YEAR, null, YEAR_BEFORE.plusDays(2), null).isPossible()).isFalse();
  }

  /** Four years are 1,461 days, but where 1900 or 2100 lies between they are 1,460. */
  @Test
  void theExceptionOfTheCalendarIsTried() {
    var fourYears = new Offset(48, 0);
    assertThat(new OppositeDates(fourYears, null, new Offset(0, -1460), null).isPossible())
        .isTrue();
    assertThat(new OppositeDates(fourYears, null, new Offset(0, -1459), null).isPossible())
        .isFalse();
  }
}
