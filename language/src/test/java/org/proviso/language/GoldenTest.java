package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proviso.language.diagnostics.DiagnosticRenderer;
import org.proviso.language.library.Document;

/**
 * Each document of the folder {@code golden} has exactly the diagnostics of the file beside it.
 * {@code -Dgolden.update=true} writes those files anew; read the difference before you commit it.
 */
final class GoldenTest {
  static List<Path> sources() throws IOException {
    return Samples.goldenSources();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void documentHasTheseDiagnostics(Path source) throws IOException {
    String name = source.getFileName().toString();
    Path expected = source.resolveSibling(name.replace(".md", ".errors"));
    Document document = Document.parse(name, Files.readAllBytes(source));
    String rendered = DiagnosticRenderer.render(document.diagnostics());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, rendered);
    }
    assertThat(expected).exists();
    assertThat(rendered).isEqualTo(Files.readString(expected));
  }
}
