package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticId;
import org.proviso.language.library.Document;

/** What the documentation shows compiles, and what it calls wrong is wrong in that way only. */
final class DocumentationTest {
  private static final Pattern ENTRY =
      Pattern.compile("(?ms)^## ([a-z0-9-]+)\n\n(?:(?!^## ).)*?^```diff\n(.*?)^```$");

  record Sample(String id, String good, String bad) {}

  static List<Sample> samples() throws IOException {
    String base = Samples.inPage("diagnostics.md", "guideline").getFirst();
    String page = Files.readString(Samples.root().resolve("docs/diagnostics.md"));
    List<Sample> samples = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(page);
    while (matcher.find()) {
      String good = lines(matcher.group(2), '+');
      assertThat(base).as(matcher.group(1)).contains(good);
      samples.add(
          new Sample(matcher.group(1), base, base.replace(good, lines(matcher.group(2), '-'))));
    }
    return samples;
  }

  private static String lines(String diff, char kept) {
    var text = new StringBuilder();
    for (String line : diff.split("\n", -1)) {
      if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == kept)) {
        text.append(line.substring(1)).append('\n');
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theWrongSampleHasThisDiagnosticAndNoOther(Sample sample) {
    assertThat(Document.parse("sample.md", sample.bad()).diagnostics())
        .extracting(Diagnostic::id)
        .isNotEmpty()
        .containsOnly(sample.id());
  }

  @Test
  void theRightDocumentsHaveNoDiagnostic() throws IOException {
    List<String> documents = new ArrayList<>(Samples.inPage("language.md", "guideline"));
    documents.addAll(Samples.inPage("diagnostics.md", "guideline"));
    assertThat(documents).hasSizeGreaterThanOrEqualTo(2);
    for (String document : documents) {
      assertThat(Document.parse("sample.md", document).diagnostics()).isEmpty();
    }
  }

  @Test
  void everyDiagnosticIsExplained() throws IOException {
    String page = Files.readString(Samples.root().resolve("docs/diagnostics.md"));
    Stream<String> explained =
        Pattern.compile("(?m)^## ([a-z0-9-]+)$").matcher(page).results().map(m -> m.group(1));
    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DiagnosticId.values()).map(DiagnosticId::word).toList());
  }
}
