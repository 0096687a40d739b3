package org.proviso.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proviso.language.diagnostics.AnalysisId;

/** The language knows the findings of verifying by the names under which they are explained. */
class AnalysisIdTest {
  @Test
  void everyFindingThatIsExplainedCanBeNamedInASuppression() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("proviso.root", ".."), "docs/verify.md"));
    String table = page.substring(page.indexOf("| id |"), page.indexOf("Notes are often meant"));
    assertThat(
            Pattern.compile("`([a-z-]+)`(?:, `([a-z-]+)`)? \\|")
                .matcher(table)
                .results()
                .flatMap(
                    match ->
                        match.group(2) == null
                            ? Stream.of(match.group(1))
                            : Stream.of(match.group(1), match.group(2))))
        .contains(Arrays.stream(AnalysisId.values()).map(AnalysisId::word).toArray(String[]::new));
  }
}
