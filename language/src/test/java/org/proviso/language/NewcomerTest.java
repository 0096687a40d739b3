package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.Document;

/** The slips of people who write their first guideline are told with what to write instead. */
final class NewcomerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ask \"Are readings outside the office normal?\" | ask \u201cAre they?\u201d | straight double quotes",
        "age more than 65 | age \u2265 65 | write `>=`",
        "age more than 65 | age \u2264 65 | write `<=`",
        "age more than 65 | age over 65 | write `more than`",
        "age more than 65 | age below 65 | write `less than`",
        "otherwise p0: not-addressed | otherwise p0: not addressed | joined by hyphens",
        "does-not-meet when p3 | does not meet when p3 | `does-not-meet`",
        "else meets when any of | or meets when any of | begins with `else`",
        "birth-date : date | birth date : date | `birth-date`",
        "define age = | age = | `define age = \u2026`",
        "2023-06-01 | 06/01/2023 | write a day like `2024-01-01`",
        "hcpcs A4670 | A4670 | the systems are",
        "effective: 2025-01-01 | effective: Jan 1 2025 | `2025-05-15`",
        "## Notice | ## Notes | add a heading `## Notice`",
        "```facts | ```fact | write `facts`",
      })
  void aSlipIsTold(String right, String wrong, String help) throws IOException {
    String document = Samples.inPage("write-your-first-guideline.md", "guideline").getFirst();
    assertThat(document).contains(right);
    assertThat(Document.parse("a.md", document.replace(right, wrong)).diagnostics())
        .extracting(Diagnostic::help)
        .anySatisfy(
            each -> assertThat(each).hasValueSatisfying(text -> assertThat(text).contains(help)));
  }
}
