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
import org.proviso.language.diagnostics.Severity;
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

  /** A document in which the samples of the reference stand, with a sentence for each anchor. */
  private static String around(List<String> facts, List<String> codes, String criteria) {
    var text =
        new StringBuilder(
            "---\nguideline: sample\ntitle: S\npayer: P\neffective: 2025-01-01\nservice: cpt 76390\n---\n");
    text.append("# S\n\n## Notice\n\nA notice.\n\n");
    Matcher anchors =
        Pattern.compile("(?m)(?:^ *|when |otherwise )([a-z][a-z0-9.-]*):(?= )").matcher(criteria);
    while (anchors.find()) {
      text.append("[").append(anchors.group(1)).append("] A sentence.\n\n");
    }
    facts.forEach(each -> text.append("```facts\n").append(each).append("```\n\n"));
    codes.forEach(each -> text.append("```codes\n").append(each).append("```\n\n"));
    return text.append("```criteria\n").append(criteria).append("```\n\n").toString();
  }

  private static List<Diagnostic> errors(String document) {
    return Document.parse("sample.md", document).diagnostics().stream()
        .filter(each -> each.severity() == Severity.ERROR)
        .toList();
  }

  @Test
  void everySampleOfTheReferenceCompiles() throws IOException {
    List<String> facts = Samples.inPage("language.md", "facts");
    List<String> codes = Samples.inPage("language.md", "codes");
    List<String> criteria = Samples.inPage("language.md", "criteria");
    List<String> cases = Samples.inPage("language.md", "cases");
    assertThat(List.of(facts, codes, criteria, cases)).noneMatch(List::isEmpty);
    for (String sample : criteria) {
      String document = around(facts, codes, sample);
      assertThat(errors(document)).as(sample).isEmpty();
    }
    for (String table : cases) {
      String document = around(facts, codes, criteria.getFirst());
      assertThat(errors(document + "```cases\n" + table + "```\n")).as(table).isEmpty();
    }
  }

  /** The words and signs between double quotes in the grammars of the reference. */
  @Test
  void everyWordOfTheGrammarStandsInASample() throws IOException {
    String grammar = String.join("\n", Samples.inPage("language.md", ""));
    var samples = new StringBuilder();
    for (String mark : List.of("guideline", "facts", "codes", "criteria", "cases")) {
      samples.append(String.join("\n", Samples.inPage("language.md", mark)));
    }
    samples.append(String.join("\n", Samples.inPage("diagnostics.md", "guideline")));
    List<String> words =
        Pattern.compile("\"([^\"\n]+)\"").matcher(grammar).results().map(m -> m.group(1)).toList();
    assertThat(words).hasSizeGreaterThan(80);
    assertThat(words)
        .filteredOn(word -> !Pattern.compile(whole(word)).matcher(samples).find())
        .isEmpty();
  }

  private static String whole(String word) {
    boolean letters = Character.isLetter(word.charAt(0));
    return letters ? "\\b" + Pattern.quote(word) + "\\b" : Pattern.quote(word);
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
