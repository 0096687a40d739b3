package org.proviso.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.WhichVersion;
import org.proviso.language.library.Library;
import org.proviso.terminology.Terminology;

/** Rows that a bundle's road would refuse are refused, each with the same identifier. */
class RefusedRowsTest {
  private static final Path ROOT = Path.of(System.getProperty("proviso.root", ".."));
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  @TempDir Path folder = Path.of("");

  private static Map<String, byte[]> guidelines() throws IOException {
    Path root = ROOT.resolve("guidelines");
    var files = new TreeMap<String, byte[]>();
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** The library with a typing error in one document. */
  private static Map<String, byte[]> withTypo(String file) throws IOException {
    Map<String, byte[]> files = guidelines();
    String sound = new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    String typo = sound.replaceFirst("(?m)^```criteria$", "```criteria\nnot a rule");
    assertThat(typo).isNotEqualTo(sound);
    files.put(file, typo.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** By row: the version that decides, or the identifier of the refusal. */
  private static Map<String, String> decided(Map<String, byte[]> files, String id, Path rows)
      throws IOException {
    Library library = Libraries.of(files);
    var out = new ByteArrayOutputStream();
    BatchDecision.flat(
        new Determiner(LibrarySource.of(library), Optional.empty(), Terminology.standard()),
        new WhichVersion.InForceOf(id),
        library.versions(id),
        TODAY,
        History.open(rows),
        out,
        1,
        _ -> {});
    var decided = new TreeMap<String, String>();
    out.toString(StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .forEach(
            fields ->
                decided.put(
                    fields.get(0),
                    fields.get(5).equals("refused") ? fields.get(10) : fields.get(3)));
    return decided;
  }

  private Path oxygen() throws IOException {
    Path file = folder.resolve("oxygen.csv");
    try (InputStream content = RefusedRowsTest.class.getResourceAsStream("oxygen.csv")) {
      if (content == null) {
        throw new IllegalStateException("the resource oxygen.csv is missing");
      }
      Files.write(file, content.readAllBytes());
    }
    return file;
  }

  @Test
  void anotherLineOfBusinessAndADateBeyondTheHorizonAreRefused() throws IOException {
    assertThat(decided(guidelines(), "ncd-240.2", oxygen()))
        .isEqualTo(
            Map.of(
                "in-force",
                "2022-07-08",
                "another-line",
                "no-version-in-force",
                "seventy-years-away",
                "date-of-service-in-the-future",
                "before-the-typo",
                "2021-09-27"));
  }

  @Test
  void aVersionWithATypoIsNotReplacedByTheOneBefore() throws IOException {
    assertThat(decided(withTypo("ncd-240.2/2022-07-08.md"), "ncd-240.2", oxygen()))
        .isEqualTo(
            Map.of(
                "in-force",
                "guideline-broken",
                "another-line",
                "guideline-broken",
                "seventy-years-away",
                "date-of-service-in-the-future",
                "before-the-typo",
                "2021-09-27"));
  }

  @Test
  void theSharedSampleIsRefusedTheSame() throws IOException {
    Path rows = ROOT.resolve("../shared/cases/batch/lung-screening.csv");
    assumeTrue(Files.isRegularFile(rows), () -> "no " + rows);
    assertThat(decided(guidelines(), "ncd-210.14", rows))
        .isEqualTo(Map.of("A", "no-version-in-force", "B", "date-of-service-in-the-future"));
    assertThat(decided(withTypo("ncd-210.14/2022-02-10.md"), "ncd-210.14", rows))
        .isEqualTo(Map.of("A", "guideline-broken", "B", "date-of-service-in-the-future"));
  }
}
