package org.proviso.fhir.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which days a FHIR date, dateTime or instant means. */
class DateRangeTest {
  /** The form as a pattern, which is easier to read and slower. */
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}"
              + "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]{1,12})?)?"
              + "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)?)?)?");

  @ParameterizedTest
  @CsvSource({
    "2024,2024-01-01,2024-12-31",
    "2024-02,2024-02-01,2024-02-29",
    "2024-02-29,2024-02-29,2024-02-29",
    "2024-02-29T23:59,2024-02-29,2024-02-29",
    "2024-02-29T23:59:60.123456789012-14:00,2024-02-29,2024-02-29",
    "2024-02-29T00:00:00Z,2024-02-29,2024-02-29",
    "2024-02-29T00:00+05:30,2024-02-29,2024-02-29"
  })
  void isAsPreciseAsItIsWritten(String text, LocalDate first, LocalDate last) {
    assertThat(DateRange.parse(text)).isEqualTo(new DateRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000",
        "0000-01-01",
        "202",
        "20244",
        "2024-",
        "2024-1",
        "2024-13",
        "2024-00",
        "2023-02-29",
        "2024-02-30",
        "2024-01-01T",
        "2024-01-01T24:00",
        "2024-01-01T10:60",
        "2024-01-01T10:00:61",
        "2024-01-01T10:00:00.",
        "2024-01-01T10:00:00.1234567890123",
        "2024-01-01T10:00:00z",
        "2024-01-01T10:00:00Z ",
        "2024-01-01T10:00:00+15:00",
        "2024-01-01T10:00:00+1:00",
        "2024-01-01 10:00",
        "٢٠٢٤"
      })
  void isNothingOtherwise(String text) {
    assertThat(DateRange.parse(text)).isNull();
  }

  @Test
  void readsWhatThePatternDescribesAndTheCalendarHas() {
    String[] seeds = {"2024-02-29T23:59:58.25+10:00", "1999-12-31T00:00Z", "2024-06", "0101-01-01"};
    String characters = "0123456789-:TZ+. ";
    var random = new Random(20_261_122);
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      var text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
      for (int change = random.nextInt(3); change > 0; change--) {
        text.setCharAt(
            random.nextInt(text.length()), characters.charAt(random.nextInt(characters.length())));
      }
      text.setLength(random.nextInt(text.length() + 1));
      String written = text.toString();
      assertThat(DateRange.parse(written) != null).as(written).isEqualTo(isDate(written));
      read += isDate(written) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(20_000);
  }

  private static boolean isDate(String text) {
    if (!FORM.matcher(text).matches() || text.startsWith("0000")) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(text.substring(0, 4)),
          text.length() > 4 ? Integer.parseInt(text.substring(5, 7)) : 1,
          text.length() > 7 ? Integer.parseInt(text.substring(8, 10)) : 1);
      return true;
    } catch (DateTimeException notInTheCalendar) {
      return false;
    }
  }
}
