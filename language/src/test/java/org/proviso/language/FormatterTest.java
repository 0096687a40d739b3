package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.proviso.language.format.Formatter;
import org.proviso.language.library.Document;
import org.proviso.language.model.Guideline;

/** Formatting changes how fences look and nothing of what a document says. */
final class FormatterTest {
  /** The model as text without its places and its hash, which formatting may change. */
  private static String meaning(Guideline guideline) {
    return (guideline.decisions()
            + "\n"
            + guideline.facts()
            + guideline.valueSets()
            + guideline.cases()
            + guideline.sentences()
            + guideline.updates())
        .replaceAll("span=[^,\\]]*:\\d+:\\d+", "span");
  }

  @Test
  void theModelStays() throws IOException {
    int compared = 0;
    for (String text : Samples.documents()) {
      Document before = Document.parse("sample.md", text);
      Document after = Document.parse("sample.md", Formatter.format(text));
      assertThat(after.guideline().map(FormatterTest::meaning))
          .isEqualTo(before.guideline().map(FormatterTest::meaning));
      compared += before.guideline().isPresent() ? 1 : 0;
    }
    assertThat(compared).isPositive();
  }

  @Test
  void fencesAreLaidOutAndProseStays() {
    String text =
        "Prose   stays  # so\n\n```facts\nseizure  :   yes/no   # a  comment\n      ask   \"Two"
            + "  spaces?\"\n```\n\n```cases\n|case|expect|\n|a|meets|\n```\n";
    assertThat(Formatter.format(text))
        .isEqualTo(
            "Prose   stays  # so\n\n```facts\nseizure : yes/no # a  comment\n  ask \"Two"
                + "  spaces?\"\n```\n\n```cases\n| case | expect |\n| a    | meets  |\n```\n");
  }
}
