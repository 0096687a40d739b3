package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.proviso.language.diagnostics.DiagnosticRenderer;
import org.proviso.language.diagnostics.Severity;
import org.proviso.language.format.Formatter;
import org.proviso.language.library.Document;

/** Whatever stands in a file, reading it ends in a model or in an error, never in an exception. */
final class FuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1500);

  @Test
  void everyMutantIsReadOrRefusedWithAnError() throws IOException {
    List<String> seeds = Samples.documents();
    var random = new Random(20260101);
    for (int round = 0; round < ROUNDS; round++) {
      String mutant = Mutations.mutate(seeds.get(random.nextInt(seeds.size())), random);
      Document document = Document.parse("mutant.md", mutant);
      DiagnosticRenderer.render(document.diagnostics());
      boolean error =
          document.diagnostics().stream().anyMatch(each -> each.severity() == Severity.ERROR);
      assertThat(document.guideline().isPresent()).as(mutant).isNotEqualTo(error);
      String formatted = Formatter.format(mutant);
      assertThat(Formatter.format(formatted)).as(mutant).isEqualTo(formatted);
    }
  }

  @Test
  void deepNestingIsAnErrorAndNoOverflow() throws IOException {
    String sample = Samples.inPage("language.md", "guideline").getFirst();
    String rule = "p2: brain-lesion and tumor-or-other-in-question";
    for (String part : List.of("(", "not ", "(1 + ", "not (", "1 + ")) {
      String deep = sample.replace(rule, "p2: " + part.repeat(20_000) + "brain-lesion");
      assertThat(Document.parse("deep.md", deep).diagnostics())
          .as(part)
          .anyMatch(each -> each.id().equals("nesting-too-deep"));
    }
    String quotes = sample.replace("## Cases", ">".repeat(50_000) + " deep\n\n## Cases");
    assertThat(Document.parse("deep.md", quotes).guideline()).isPresent();
    String brackets = sample.replace("title: An example", "title: " + "[".repeat(50_000));
    assertThat(Document.parse("deep.md", brackets).guideline()).isEmpty();
  }
}
