package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.CsvValueSetReader;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;

/** A library in memory is the same as one in a folder. */
class LibraryInMemoryTest {
  private static Library of(Map<String, byte[]> files) {
    return Library.of(files, List.of(new CsvValueSetReader()));
  }

  @Test
  void theRepositorysGuidelinesAreTheSameFromMemoryAsFromTheirFolder() throws IOException {
    Path root = Samples.root().resolve("guidelines");
    var files = new HashMap<String, byte[]>();
    try (var walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    Library inFolder = Library.load(root);
    assertThat(inFolder.guidelines()).isNotEmpty();
    assertThat(of(files).documents()).isEqualTo(inFolder.documents());
  }

  @Test
  void pathsAreTakenAsAFolderTakesThem() {
    String page =
        """
        ---
        guideline: demo
        title: Demonstration
        payer: Example
        kind: shared
        effective: 2025-01-01
        ---
        # Demonstration

        ```facts
        lesion : yes/no
          ask "Is there a lesion?"
        ```

        ```codes
        lesions = "Lesions"
          file "%s"
        ```
        """;
    var files =
        Map.of(
            "a/inside.md", text(page.formatted("../sets/lesions.csv")),
            "a/outside.md", text(page.formatted("../../sets/lesions.csv")),
            "a/absolute.md", text(page.formatted("/sets/lesions.csv")),
            "a/missing.md", text(page.formatted("none.csv")),
            "a/README.md", text("not a document"),
            ".hidden/x.md", text("not a document"),
            "root.md", text("not a document"),
            "sets/lesions.csv", text("system,code\nicd10cm,C71.9\n"));
    Library library = of(files);
    assertThat(library.documents())
        .extracting(Document::file)
        .containsExactly("a/absolute.md", "a/inside.md", "a/missing.md", "a/outside.md");
    assertThat(library.document("a/inside.md").orElseThrow().guideline()).isPresent();
    assertThat(errors(library, "a/outside.md")).contains("path-outside-library");
    assertThat(errors(library, "a/absolute.md")).contains("path-outside-library");
    assertThat(errors(library, "a/missing.md")).contains("value-set-file");
  }

  private static List<String> errors(Library library, String file) {
    return library.document(file).orElseThrow().diagnostics().stream().map(Diagnostic::id).toList();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
