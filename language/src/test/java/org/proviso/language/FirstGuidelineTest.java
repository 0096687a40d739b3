package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.proviso.language.diagnostics.DiagnosticRenderer;
import org.proviso.language.format.Formatter;
import org.proviso.language.library.Document;

/**
 * The page for newcomers: what it shows is part of its document, and what it says of it is true.
 */
final class FirstGuidelineTest {
  private static final String PAGE = "write-your-first-guideline.md";

  private static String only(String mark) throws IOException {
    List<String> samples = Samples.inPage(PAGE, mark);
    assertThat(samples).as(mark).hasSize(1);
    return samples.getFirst();
  }

  @Test
  void itsDocumentHasNoDiagnosticAndIsLaidOut() throws IOException {
    String document = only("guideline");
    assertThat(Document.parse("2025-01-01.md", document).diagnostics()).isEmpty();
    assertThat(Formatter.format(document)).isEqualTo(document);
  }

  @Test
  void everyStepIsAPartOfTheDocument() throws IOException {
    String document = only("guideline");
    String page =
        Files.readString(Samples.root().resolve("docs").resolve(PAGE), StandardCharsets.UTF_8);
    for (String mark : List.of("front-matter", "prose", "criteria", "facts", "cases", "updates")) {
      Matcher matcher = Pattern.compile("(?ms)^```" + mark + "\n(.*?)^```$").matcher(page);
      assertThat(matcher.find()).as(mark).isTrue();
      assertThat(document).contains(matcher.group(1));
    }
  }

  @Test
  void theMistakeIsToldAsThePageShows() throws IOException {
    String wrong =
        only("guideline").replace("      office-readings-high", "      ofice-readings-high");
    assertThat(DiagnosticRenderer.render(Document.parse("2025-01-01.md", wrong).diagnostics()))
        .isEqualTo(only("mistake"));
  }
}
