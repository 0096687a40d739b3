package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodePattern;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSet;

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

  @Test
  void aFileNamedByAnotherDateThanItsVersionIsAnError() throws IOException {
    write("example-1/2025-02-01.md", sample);
    assertOnly("file-of-another-date", "example-1/2025-02-01.md");
    write(
        "example-1/2025-02-01.md",
        sample.replace("effective: 2025-01-01", "effective: 2025-02-01"));
    assertThat(Library.load(root).versions("example-1")).hasSize(1);
  }

  @Test
  void aGuestUsesTheSharedDocumentsOfTheLibrary() throws IOException {
    write("shared/more.md", shared(""));
    Path elsewhere = Files.createTempDirectory(root, "elsewhere").resolve("copy.md");
    Files.writeString(elsewhere, sample.replace("effective:", "use: shared/more\neffective:"));
    assertThat(Library.readGuest(root, List.of(), elsewhere).guideline()).isPresent();
    assertThat(Document.parse("copy.md", Files.readAllBytes(elsewhere)).diagnostics())
        .extracting(Diagnostic::id)
        .containsExactly("unknown-document");
  }

  private void assertOnly(String id, String file) throws IOException {
    assertThat(ids(Library.load(root), file)).isEqualTo("[" + id + "]");
  }

  private static String shared(String more) {
    return "---\nguideline: s\ntitle: S\npayer: P\nkind: shared\neffective: 2025-01-01\n"
        + more
        + "---\n";
  }

  @Test
  void aVersionThatRunsIntoTheNextIsAnError() throws IOException {
    String through =
        sample.replace("effective: 2025-01-01", "effective: 2025-01-01\nthrough: 2026-01-01");
    write("example-1/2025-01-01.md", through);
    write("example-1/2026-01-01.md", sample.replace("effective: 2025", "effective: 2026"));
    assertOnly("overlapping-versions", "example-1/2025-01-01.md");
    assertThat(Library.load(root).version("example-1", LocalDate.of(2025, 6, 1)))
        .isInstanceOf(Library.Version.Broken.class);
    write("example-1/2025-01-01.md", through.replace("through: 2026-01-01", "through: 2025-12-31"));
    assertThat(Library.load(root).versions("example-1")).hasSize(2);
  }

  @Test
  void nothingIsInForceAfterTheLastDateOfTheLastVersion() throws IOException {
    write(
        "example-1/one.md",
        sample.replace("effective: 2025-01-01", "effective: 2025-01-01\nthrough: 2025-03-31"));
    Library library = Library.load(root);
    assertThat(library.versionInForce("example-1", LocalDate.of(2025, 3, 31))).isPresent();
    assertThat(library.version("example-1", LocalDate.of(2025, 4, 1)))
        .isInstanceOf(Library.Version.None.class);
  }

  @Test
  void onlySharedDocumentsAreUsed() throws IOException {
    write("a/a.md", sample);
    write(
        "b/b.md", sample.replace("basis: published", "use: a/a").replace("example-1", "example-2"));
    assertOnly("use-of-unshared", "b/b.md");
  }

  @Test
  void aBrokenDocumentIsNotUsed() throws IOException {
    write("shared/s.md", shared("colour: red\n"));
    write("a/a.md", sample.replace("basis: published", "use: shared/s"));
    assertOnly("broken-document-used", "a/a.md");
  }

  @Test
  void circularUseIsTold() throws IOException {
    write("shared/s.md", shared("use: shared/s\n"));
    assertOnly("circular-use", "shared/s.md");
  }

  @Test
  void aFileThatCannotBeReadIsListedAndDoesNotStopTheOthers() throws IOException {
    // An archive whose one entry is damaged: reading it fails whoever reads it, root or not.
    Path archive = root.resolve("library.zip");
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.createDirectories(zip.getPath("/a"));
      Files.writeString(zip.getPath("/a/a.md"), "x".repeat(5000) + sample);
      Files.createDirectories(zip.getPath("/b"));
      Files.writeString(zip.getPath("/b/b.md"), sample);
    }
    byte[] bytes = Files.readAllBytes(archive);
    int data = indexOf(bytes, "a/a.md") + "a/a.md".length();
    Arrays.fill(bytes, data, data + 40, (byte) 0xff);
    Files.write(archive, bytes);
    try (FileSystem zip = FileSystems.newFileSystem(archive)) {
      Library library = Library.load(zip.getPath("/"));
      assertThat(ids(library, "a/a.md")).isEqualTo("[unreadable-file]");
      assertThat(library.document("b/b.md").orElseThrow().guideline()).isPresent();
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text, bytes.length / 2);
  }

  @Test
  void aLinkThatLeavesTheLibraryIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("s.md"), shared(""));
    Files.writeString(elsewhere.resolve("codes.csv"), "system,code\ncpt,76390\n");
    Files.createDirectories(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("shared"), elsewhere);
    Files.createSymbolicLink(root.resolve("a/codes.csv"), elsewhere.resolve("codes.csv"));
    write("a/a.md", sample.replace("basis: published", "use: shared/s"));
    write("a/b.md", sample + "```codes\nset = \"S\"\n  file \"codes.csv\"\n```\n");
    assertOnly("path-outside-library", "a/a.md");
    assertThat(ids(Library.load(root), "a/b.md")).contains("path-outside-library");
    assertThat(Library.load(root).document("shared/s.md")).isEmpty();
  }

  @Test
  void aLinkWithinTheLibraryIsFollowed() throws IOException {
    write("shared/s.md", shared(""));
    Files.createSymbolicLink(root.resolve("shared/t.md"), root.resolve("shared/s.md"));
    write("a/a.md", sample.replace("basis: published", "use: shared/t"));
    assertThat(ids(Library.load(root), "a/a.md")).isEqualTo("[]");
  }

  private String withCodes(String entry) {
    return sample
            .replace("brain-lesion : yes/no", "diagnosis : code in icd10cm\nbrain-lesion : yes/no")
            .replace("p2: brain-lesion and", "p2: diagnosis in tumors and brain-lesion and")
        + "```codes\ntumors = \"Tumors\"\n  "
        + entry
        + "\n```\n";
  }

  @Test
  void aCsvFileOfCodesIsAValueSet() throws IOException {
    write(
        "a/codes/tumors.csv",
        "system,code,display\nicd10cm,C71.*,Brain\nicd10cm,D33.0..D33.2,Benign\n");
    write("a/a.md", withCodes("file \"codes/tumors.csv\""));
    Guideline guideline = Library.load(root).versions("example-1").getFirst();
    ValueSet tumors = Optional.ofNullable(guideline.valueSets().get("tumors")).orElseThrow();
    assertThat(tumors.includes())
        .containsExactly(
            new CodePattern.Below(new Code(CodeSystem.ICD10CM, "C71")),
            new CodePattern.Between(
                new Code(CodeSystem.ICD10CM, "D33.0"), new Code(CodeSystem.ICD10CM, "D33.2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'system,code\nicd10cm,C71.1\nicd10cm,C719x.' | line 3: 'C719x.' is not a code of ICD-10-CM",
        "'system,code\nsnomed,22298006..73211009' | line 2: codes of SNOMED CT have no order",
        "'code\nC71.1' | line 1: the header lacks the column 'system'",
        "'' | line 1: the file is empty",
      })
  void aMistakeInACsvFileIsToldWithItsLine(String csv, String message) throws IOException {
    write("a/tumors.csv", csv);
    write("a/a.md", withCodes("file \"tumors.csv\""));
    assertThat(Library.load(root).document("a/a.md").orElseThrow().diagnostics())
        .filteredOn(each -> each.id().equals("value-set-file"))
        .singleElement()
        .satisfies(each -> assertThat(each.message()).contains(message));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void theContentHashIsTheOneOfTheReference() throws IOException {
    write("shared/t.md", shared(""));
    write("shared/s.md", shared("use: shared/t\n").replace("guideline: s", "guideline: u"));
    write("a/codes/tumors.csv", "system,code\nicd10cm,C71.*\n");
    write(
        "a/a.md",
        withCodes("file \"codes/tumors.csv\"").replace("basis: published", "use: shared/s"));
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Files.readAllBytes(root.resolve("a/a.md")));
    for (String file : List.of("a/codes/tumors.csv", "shared/s.md", "shared/t.md")) {
      bytes.writeBytes(file.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
      bytes.writeBytes(sha256(Files.readAllBytes(root.resolve(file))));
    }
    String expected = HexFormat.of().formatHex(sha256(bytes.toByteArray()));
    assertThat(hash()).isEqualTo(expected);
    write("shared/t.md", shared("") + "\nA word more.\n");
    assertThat(hash()).isNotEqualTo(expected);
  }

  private String hash() throws IOException {
    return Library.load(root).versions("example-1").getFirst().contentHash();
  }

  private List<String> forService(String line, String jurisdiction) throws IOException {
    return Library.load(root)
        .forService(
            new Code(CodeSystem.CPT, "76390"),
            LocalDate.of(2025, 6, 1),
            Optional.of(line).filter(each -> !each.isEmpty()),
            Optional.of(jurisdiction).filter(each -> !each.isEmpty()))
        .stream()
        .map(Guideline::id)
        .toList();
  }

  @Test
  void documentsAboutAServiceAreChosenByDateLineOfBusinessAndJurisdiction() throws IOException {
    write("all/v.md", named("all", "basis: published"));
    write("florida/v.md", named("florida", "jurisdictions: US-FL"));
    write("country/v.md", named("country", "jurisdictions: [US]"));
    write("medicare/v.md", named("medicare", "lines-of-business: [medicare-advantage]"));
    write("ncd/v.md", named("ncd", "kind: national coverage determination"));
    write("other/v.md", named("other", "basis: published").replace("cpt 76390", "cpt 70553"));
    write(
        "later/v.md",
        named("later", "basis: published").replace("effective: 2025", "effective: 2026"));
    assertThat(forService("", "")).containsExactly("all", "country", "florida", "medicare", "ncd");
    assertThat(forService("fep", "US-GA")).containsExactly("all", "country", "ncd");
    assertThat(forService("medicare-advantage", "US-FL"))
        .containsExactly("all", "country", "florida", "medicare", "ncd");
    // A country's code is no prefix of another's, and a country is not within its part.
    assertThat(forService("fep", "USX")).containsExactly("all", "ncd");
    assertThat(forService("fep", "US")).containsExactly("all", "country", "ncd");
  }

  private String named(String id, String line) {
    return sample
        .replace("guideline: example-1", "guideline: " + id)
        .replace("basis: published", line);
  }

  @Test
  void aYearThatIsASlipIsTold() throws IOException {
    write("a/a.md", sample.replace("reviewed: 2024-11-20", "reviewed: 0204-11-20"));
    assertOnly("malformed-date", "a/a.md");
  }
}
