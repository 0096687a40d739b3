package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.Library;

/**
 * A library gives out the version in force, and never an older one in the place of a broken one.
 */
final class LibraryTest {
  @TempDir Path root;
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    sample = Samples.inPage("language.md", "guideline").getFirst();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String ids(Library library, String file) {
    return library.document(file).orElseThrow().diagnostics().stream()
        .map(Diagnostic::id)
        .distinct()
        .toList()
        .toString();
  }

  @Test
  void theLatestVersionThatHasBegunIsInForce() throws IOException {
    write("example-1/2025-01-01.md", sample);
    write("example-1/2026-01-01.md", sample.replace("effective: 2025", "effective: 2026"));
    Library library = Library.load(root);
    assertThat(library.versionInForce("example-1", LocalDate.of(2024, 12, 31))).isEmpty();
    assertThat(
            library.versionInForce("example-1", LocalDate.of(2025, 12, 31)).orElseThrow().version())
        .isEqualTo("2025-01-01");
    assertThat(library.search("treated brain")).isNotEmpty();
  }

  @Test
  void aBrokenVersionIsNotReplacedByAnOlderOne() throws IOException {
    write("example-1/2025-01-01.md", sample);
    write(
        "example-1/2026-01-01.md",
        sample.replace("effective: 2025", "effective: 2026").replace("p2: brain", "p2: brian"));
    Library library = Library.load(root);
    assertThat(library.version("example-1", LocalDate.of(2026, 2, 1)))
        .isInstanceOf(Library.Version.Broken.class);
    assertThat(library.versionInForce("example-1", LocalDate.of(2025, 2, 1))).isPresent();
  }

  @Test
  void usesAreConfinedAndAcyclic() throws IOException {
    String shared = "---\nguideline: a\ntitle: A\npayer: P\nkind: shared\neffective: 2025-01-01\n";
    write("shared/a.md", shared + "use: shared/b\n---\n");
    write("shared/b.md", shared + "use: shared/a\n---\n");
    write("x/y.md", sample.replace("basis: published", "use: ../../etc/passwd"));
    Library library = Library.load(root);
    assertThat(ids(library, "shared/b.md")).isEqualTo("[circular-use]");
    assertThat(ids(library, "x/y.md")).isEqualTo("[path-outside-library]");
  }

  @Test
  void twoVersionsOfOneDayAreAnError() throws IOException {
    write("example-1/one.md", sample);
    write("example-1/two.md", sample);
    assertThat(ids(Library.load(root), "example-1/one.md")).isEqualTo("[duplicate-version]");
  }
}
