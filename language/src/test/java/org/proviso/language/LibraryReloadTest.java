package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.CsvValueSetReader;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;

/** After a change a library reads what the change touches, and keeps the rest as it is. */
final class LibraryReloadTest {
  private static final String SHARED =
      """
      ---
      guideline: s
      title: Shared
      payer: Example
      kind: shared
      effective: 2025-01-01
      ---
      # Shared

      ```facts
      colour : one of red, green
        ask "Which colour?"
      ```
      """;

  @TempDir Path root;
  private String sample = "";

  @BeforeEach
  void writeLibrary() throws IOException {
    sample = Samples.inPage("language.md", "guideline").getFirst();
    write("shared/s.md", SHARED);
    write("a/a.md", guideline("a").replace("basis: published", "use: shared/s"));
    write(
        "b/b.md",
        guideline("b")
                .replace("brain-lesion : yes/no", "site : code in icd10cm\nbrain-lesion : yes/no")
                .replace("p2: brain-lesion and", "p2: site in tumors and brain-lesion and")
            + "```codes\ntumors = \"Tumors\"\n  file \"tumors.csv\"\n```\n");
    write("b/tumors.csv", "system,code\nicd10cm,C71.*\n");
    write("c/c.md", guideline("c"));
  }

  private String guideline(String id) {
    return sample.replace("guideline: example-1", "guideline: " + id);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** The files of the documents that the later library did not take over. */
  private static List<String> readAgain(Library before, Library after) {
    Set<Document> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(before.documents());
    return after.documents().stream()
        .filter(document -> !kept.contains(document))
        .map(Document::file)
        .toList();
  }

  private void assertReadAgain(Library before, String... files) throws IOException {
    Library after = before.reload(root);
    assertThat(readAgain(before, after)).containsExactly(files);
    assertThat(after.documents()).isEqualTo(Library.load(root).documents());
  }

  @Test
  void nothingIsReadAgainWhereNothingChanged() throws IOException {
    Library before = Library.load(root);
    assertThat(before.broken()).isEmpty();
    assertReadAgain(before);
  }

  @Test
  void aChangedDocumentIsReadAndTheOthersAreKept() throws IOException {
    Library before = Library.load(root);
    write("c/c.md", guideline("c").replace("title: ", "title: Another "));
    assertReadAgain(before, "c/c.md");
  }

  @Test
  void whoeverHoldsTheEarlierLibraryGoesOnWithItsVersions() throws IOException {
    Library before = Library.load(root);
    String hash = before.versions("c").getFirst().contentHash();
    write("c/c.md", guideline("c") + "\nA word more.\n");
    Library after = before.reload(root);
    LocalDate day = LocalDate.of(2026, 1, 5);
    assertThat(before.versionInForce("c", day).orElseThrow().contentHash()).isEqualTo(hash);
    assertThat(after.versionInForce("c", day).orElseThrow().contentHash()).isNotEqualTo(hash);
  }

  @Test
  void aChangedSharedDocumentIsReadWithThoseThatUseIt() throws IOException {
    Library before = Library.load(root);
    write("shared/s.md", SHARED.replace("red, green", "red, green, blue"));
    assertReadAgain(before, "a/a.md", "shared/s.md");
  }

  @Test
  void aChangedFileOfCodesIsReadWithItsDocument() throws IOException {
    Library before = Library.load(root);
    write("b/tumors.csv", "system,code\nicd10cm,C71.*\nicd10cm,D33.*\n");
    assertReadAgain(before, "b/b.md");
  }

  @Test
  void aDocumentWhoseFileOfCodesIsGoneIsBroken() throws IOException {
    Library before = Library.load(root);
    Files.delete(root.resolve("b/tumors.csv"));
    Library after = before.reload(root);
    assertThat(after.document("b/b.md").orElseThrow().diagnostics())
        .extracting(Diagnostic::id)
        .contains("value-set-file");
  }

  @Test
  void aBrokenDocumentIsSoundWhenWhatItNeedsHasCome() throws IOException {
    Files.delete(root.resolve("shared/s.md"));
    Library before = Library.load(root);
    assertThat(before.document("a/a.md").orElseThrow().guideline()).isEmpty();
    write("shared/s.md", SHARED);
    assertReadAgain(before, "a/a.md", "shared/s.md");
  }

  @Test
  void addedAndRemovedDocumentsAreSeen() throws IOException {
    Library before = Library.load(root);
    write("d/d.md", guideline("d"));
    Files.delete(root.resolve("c/c.md"));
    Library after = before.reload(root);
    assertThat(after.identifiers()).containsExactly("a", "b", "d");
    assertThat(readAgain(before, after)).containsExactly("d/d.md");
  }

  @Test
  void aVersionThatComesToClashWithAnotherIsBroken() throws IOException {
    Library before = Library.load(root);
    write("c/other.md", guideline("c"));
    Library clashing = before.reload(root);
    assertThat(clashing.versions("c")).isEmpty();
    Files.delete(root.resolve("c/other.md"));
    assertThat(clashing.reload(root).documents()).isEqualTo(before.documents());
  }

  @Test
  void filesInMemoryAreReloadedAlike() {
    var files = new HashMap<String, byte[]>();
    files.put("a/a.md", bytes(guideline("a")));
    files.put("c/c.md", bytes(guideline("c")));
    Library before = Library.of(Map.copyOf(files), List.of(new CsvValueSetReader()));
    files.put("c/c.md", bytes(guideline("c") + "\nA word more.\n"));
    assertThat(readAgain(before, before.reload(files))).containsExactly("c/c.md");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
