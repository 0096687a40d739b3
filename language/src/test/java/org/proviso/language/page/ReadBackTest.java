package org.proviso.language.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proviso.language.library.Document;
import org.proviso.language.model.Guideline;

/** What the machine understood, in English. */
final class ReadBackTest {
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    Path page = Path.of(System.getProperty("proviso.root", "..")).resolve("docs/diagnostics.md");
    String text = Files.readString(page);
    int start = text.indexOf("````guideline\n") + "````guideline\n".length();
    sample = text.substring(start, text.indexOf("````\n", start));
  }

  private static Guideline guideline(String text) {
    return Document.parse("a.md", text).guideline().orElseThrow();
  }

  @Test
  void aDecisionIsATableWhoseFirstRowThatHoldsDecides() {
    assertThat(ReadBack.markdown(guideline(sample)))
        .contains(
            """
            | order | clause | stands in | when | decides |
            | --- | --- | --- | --- | --- |
            | 1 | e1 | program exceptions | line of business is fep | refer to FEP |
            | 1 | e2 | program exceptions | ncd is in force on the date of service | refer to the document: ncd |
            | 2 | d1 | position statement | diagnosis is one of brain tumor | meets |
            | 3 | d0 | otherwise | always | refer to the decision: need |
            """);
  }

  @Test
  void aClauseStandsBesideItsSentence() {
    assertThat(ReadBack.markdown(guideline(sample)))
        .contains(
            """
            ### p2 decides: meets

            The page says: two of three signs

            The machine requires:

            - at least 2 of these 3:
              - seizure
              - headache
              - stage is three or two
            """);
  }

  @Test
  void factsAndCodesAreListed() {
    assertThat(ReadBack.markdown(guideline(sample)))
        .contains("| oxygen | a number in % from 0 to 100 | not asked |")
        .contains("  - ICD-10-CM D33.0 through D33.2 and all below that")
        .contains("  - but not ICD-10-CM C71.9");
  }

  @Test
  void nothingIsCutOff() {
    String name = "a-sign-with-quite-a-long-name-number-";
    var facts = new StringBuilder("```facts\n");
    var condition = new StringBuilder("seizure");
    for (int number = 0; number < 60; number++) {
      facts.append(name).append(number).append(" : yes/no\n");
      condition.append(" and ").append(name).append(number);
    }
    String text =
        sample.replace("p1: age", "p1: " + condition + " and age") + "\n" + facts + "```\n";
    assertThat(ReadBack.markdown(guideline(text))).contains("number 59").doesNotContain("…");
  }

  @Test
  void theHtmlPageSaysTheSameWordsAndNeedsNothingElse() {
    Guideline guideline = guideline(sample.replace("title: An example", "title: A <b>&\"x|y_z*"));
    String html = ReadBack.html(guideline);
    assertThat(html)
        .contains("<h1>A &lt;b&gt;&amp;&quot;x|y_z*, read back</h1>")
        .doesNotContain("<b>")
        .doesNotContainPattern("(?i)src=|href=|<script|url\\(|@import");
    var extensions = List.of(TablesExtension.create());
    String fromMarkdown =
        HtmlRenderer.builder()
            .extensions(extensions)
            .build()
            .render(
                Parser.builder()
                    .extensions(extensions)
                    .build()
                    .parse(ReadBack.markdown(guideline)));
    String body = html.substring(html.indexOf("<body>"));
    assertThat(words(body)).isEqualTo(words(fromMarkdown));
  }

  private static String words(String html) {
    return Pattern.compile("<[^>]*>").matcher(html).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }
}
