package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.diagnostics.DiagnosticCollector;
import org.proviso.language.library.Document;

/** The diagnostics of a file that no change of a few lines provokes. */
final class FileDiagnosticsTest {
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    sample = Samples.inPage("language.md", "guideline").getFirst();
  }

  private static void assertOnly(String id, Document document) {
    assertThat(document.guideline()).isEmpty();
    assertThat(document.diagnostics()).extracting(Diagnostic::id).containsExactly(id);
    assertThat(document.diagnostics().getFirst().help()).isPresent();
  }

  @Test
  void notUtf8PointsAtTheFirstByteThatIsNoText() {
    byte[] latin =
        sample.replace("treated brain", "tr\u00e9ated brain").getBytes(StandardCharsets.ISO_8859_1);
    Document document = Document.parse("a.md", latin);
    assertOnly("not-utf8", document);
    int line = (int) sample.substring(0, sample.indexOf("treated brain")).lines().count();
    assertThat(document.diagnostics().getFirst().span().startLine()).isEqualTo(line);
  }

  @Test
  void tooLarge() {
    byte[] large = new byte[Document.SIZE_LIMIT + 1];
    Arrays.fill(large, (byte) '\n');
    assertOnly("too-large", Document.parse("a.md", large));
  }

  @Test
  void aDocumentOfTheLargestSizeIsRead() {
    String start = sample + "\n\n";
    int left = Document.SIZE_LIMIT - start.getBytes(StandardCharsets.UTF_8).length;
    byte[] largest = (start + "x".repeat(left)).getBytes(StandardCharsets.UTF_8);
    assertThat(largest).hasSize(Document.SIZE_LIMIT);
    assertThat(Document.parse("a.md", largest).guideline()).isPresent();
  }

  @Test
  void tooManyProblemsAreCutOffAndCounted() {
    String facts =
        IntStream.rangeClosed(1, DiagnosticCollector.LIMIT + 50)
            .mapToObj(number -> "f" + number + " : boolean\n")
            .collect(Collectors.joining("", "```facts\n", "```\n"));
    var diagnostics = Document.parse("a.md", sample + facts).diagnostics();
    assertThat(diagnostics).hasSize(DiagnosticCollector.LIMIT + 1);
    assertThat(diagnostics).extracting(Diagnostic::id).contains("too-many-problems");
  }

  @Test
  void missingDecision() {
    String without =
        Pattern.compile("(?ms)^```(criteria|cases)\n.*?^```$").matcher(sample).replaceAll("");
    assertOnly(
        "missing-decision",
        Document.parse("a.md", without.replaceAll("(?m)^(- )?\\[[pe]\\d\\] ", "$1")));
  }

  @Test
  void nestingTooDeep() {
    String deep = "not ".repeat(300) + "brain-lesion";
    assertOnly(
        "nesting-too-deep",
        Document.parse("a.md", sample.replace("p2: brain-lesion", "p2: " + deep)));
  }

  @Test
  void definitionTooLarge() {
    // Each definition doubles the one before: 2 to the 15th is more than the limit.
    String definitions =
        IntStream.rangeClosed(1, 15)
            .mapToObj(n -> "define d" + n + " = d" + (n - 1) + " and d" + (n - 1) + "\n")
            .collect(Collectors.joining("", "```facts\ndefine d0 = brain-lesion\n", "```\n"));
    assertOnly(
        "definition-too-large",
        Document.parse("a.md", sample.replace("p2: brain-lesion", "p2: d15") + definitions));
  }

  @Test
  void everyDiagnosticThatTheReferenceShowsNoSampleOfHasATest() throws IOException {
    String page = Files.readString(Samples.root().resolve("docs/diagnostics.md"));
    String tail = page.substring(page.indexOf("# Diagnostics of files and libraries"));
    String tests =
        Files.readString(testFile("FileDiagnosticsTest"))
            + Files.readString(testFile("LibraryTest"))
            + Files.readString(testFile("page/LocksTest"));
    var ids =
        Pattern.compile("(?m)^## (.*)$").matcher(tail).results().map(m -> m.group(1)).toList();
    assertThat(ids).hasSize(20);
    assertThat(ids)
        .allSatisfy(id -> assertThat(tests).containsPattern("[\"\\[ ]" + id + "[\"\\] ]"));
  }

  private static java.nio.file.Path testFile(String name) {
    return Samples.root().resolve("language/src/test/java/org/proviso/language/" + name + ".java");
  }
}
