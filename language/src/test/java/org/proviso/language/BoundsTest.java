package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.Document;

/** Bounds between the same two dates keep their order, from whichever end they are counted. */
final class BoundsTest {
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    sample =
        Samples.inPage("language.md", "guideline")
            .getFirst()
            .replace("brain-lesion : yes/no", "start : date\nend : date\nbrain-lesion : yes/no");
  }

  private List<String> diagnostics(String condition) {
    return Document.parse(
            "a.md", sample.replace("p2: brain-lesion", "p2: " + condition + " and brain-lesion"))
        .diagnostics()
        .stream()
        .map(Diagnostic::id)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "end at least 30 days after start and end at least 1 month after start",
        "end at least 30 days after start and start at least 1 month before end",
        "start at least 1 month before end and end at least 30 days after start",
        "end more than 13 weeks after start and start less than 3 months before end",
        "start at least 29 days after end and end at least 1 month before start",
      })
  void boundsWhoseOrderDependsOnTheDateAreAnError(String condition) {
    assertThat(diagnostics(condition)).containsExactly("unordered-bounds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "end at least 30 days after start and start at least 40 days before end",
        "end at least 27 days after start and start at least 1 month before end",
        "end at least 32 days after start and start at least 1 month before end",
        "end at least 1 month after start and start at least 1 month before end",
        "end at least 30 days after start and start at least 1 month after end",
        "end at least 30 days after start and start before end",
      })
  void otherBoundsStand(String condition) {
    assertThat(diagnostics(condition)).isEmpty();
  }

  @Test
  void monthsCountedFromEitherEndKeepTheirOrder() {
    // Why two bounds in months need no error: one implies the other on every pair of dates.
    for (LocalDate end = LocalDate.of(2023, 1, 1); end.getYear() < 2026; end = end.plusDays(1)) {
      for (int days = 0; days < 100; days++) {
        LocalDate start = end.minusDays(days);
        for (int months = 1; months <= 3; months++) {
          if (!start.isAfter(end.minusMonths(months))) {
            assertThat(end).isAfterOrEqualTo(start.plusMonths(months));
          }
          if (!end.isBefore(start.plusMonths(months + 1))) {
            assertThat(start).isBeforeOrEqualTo(end.minusMonths(months));
          }
        }
      }
    }
  }
}
