package org.proviso.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.Options;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.check.ValueReader;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.terminology.Terminology;

class ImpactTest {
  private static final Path ROOT = Path.of(System.getProperty("proviso.root", ".."));
  private static final Path GUIDELINES = ROOT.resolve("guidelines");
  private static final String LUNG = "ncd-210.14";
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static List<Guideline> lung = List.of();

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void library() throws IOException {
    lung = Library.load(GUIDELINES).versions(LUNG);
  }

  private static Determiner door() throws IOException {
    return new Determiner(
        LibrarySource.of(Libraries.open(GUIDELINES)), Optional.empty(), Terminology.standard());
  }

  private static BatchDecision.Report decided(Path file, OutputStream out, int threads)
      throws IOException {
    return BatchDecision.flat(
        door(),
        new WhichVersion.InForceOf(LUNG),
        lung,
        TODAY,
        History.open(file),
        out,
        threads,
        _ -> {});
  }

  private ImpactReport impact(Path file, int threads) throws IOException {
    return Impact.of(
        lung.getFirst(),
        lung.getLast(),
        History.open(file),
        door(),
        TODAY,
        threads,
        rows -> assertThat(rows).isPositive());
  }

  private Path generated(String name, long rows) throws IOException {
    Path file = folder.resolve(name);
    HistoryGenerator.write(lung.getLast(), lung.getLast().effective(), file, rows);
    return file;
  }

  @Test
  void csvAndParquetAndOneThreadAndTwoSayTheSame() throws IOException {
    ImpactReport one = impact(generated("h.csv", 30_000), 1);
    assertThat(one.rows()).isEqualTo(30_000);
    assertThat(one.malformed()).isZero();
    assertThat(one.changes()).isTrue();
    assertThat(impact(folder.resolve("h.csv"), 2)).isEqualTo(one);
    ImpactReport columns = impact(generated("h.parquet", 30_000), 2);
    assertThat(columns.decisions()).isEqualTo(one.decisions());
    assertThat(columns.linesOfBusiness()).isEqualTo(one.linesOfBusiness());
  }

  @Test
  void countsWhatTheEngineSaysRowByRow() throws IOException {
    Path file = generated("h.csv", 600);
    ImpactReport report = impact(file, 2);
    Map<String, Long> expected = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    List<CompiledGuideline> both =
        lung.stream()
            .map(
                version ->
                    org.proviso.analysis.Guidelines.with(
                        version,
                        lung.getFirst().effective(),
                        Optional.empty(),
                        version.facts(),
                        version.valueSets(),
                        version.decisions()))
            .map(version -> ((Engine.Compilation.Compiled) Engine.compile(version)).guideline())
            .toList();
    for (String line : lines.subList(1, lines.size())) {
      Request request = request(lines.getFirst().split(",", -1), fields(line));
      List<String> outcomes = new ArrayList<>();
      for (CompiledGuideline each : both) {
        Answer answer = each.decide(request, Detail.OUTCOME);
        outcomes.add(
            answer.decisions().getFirst().outcome().map(Outcome::word).orElse("undecided"));
      }
      if (!outcomes.getFirst().equals(outcomes.getLast())) {
        expected.merge(String.join(" -> ", outcomes), 1L, Long::sum);
      }
    }
    Map<String, Long> found = new TreeMap<>();
    for (ImpactReport.Change change : report.decisions().getFirst().changes()) {
      found.merge(
          change.from().map(Outcome::word).orElse("undecided")
              + " -> "
              + change.to().map(Outcome::word).orElse("undecided"),
          change.count(),
          Long::sum);
    }
    assertThat(found).isNotEmpty().isEqualTo(expected);
  }

  /** Fields in quotes hold no quotes here. */
  private static String[] fields(String line) {
    return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(field -> field.replace("\"", ""))
        .toArray(String[]::new);
  }

  private static Request request(String[] names, String[] fields) {
    Map<FactName, Knowledge> facts = new TreeMap<>();
    for (int index = 2; index < names.length; index++) {
      var fact = new FactName(names[index]);
      if (!fields[index].isEmpty()
          && ValueReader.read(lung.getLast().fact(fact).orElseThrow(), fields[index])
              instanceof ValueReader.Result.Read(var value)) {
        facts.put(fact, new Knowledge.Known(value, List.of()));
      }
    }
    return new Request(LocalDate.parse(fields[1]), facts);
  }

  @Test
  void everyChangedDecidedRowFallsInARegionOfTheRevision() throws IOException {
    ImpactReport report = impact(generated("h.csv", 12_000), 2);
    assertThat(report.decisions().getFirst().changes())
        .filteredOn(change -> change.from().isPresent() && change.to().isPresent())
        .isNotEmpty()
        .allSatisfy(
            change -> {
              assertThat(change.region()).isPresent();
              assertThat(change.examples()).isNotEmpty().allMatch(id -> id.startsWith("r"));
            });
  }

  @Test
  void malformedRowsAreCountedWithTheirLines() throws IOException {
    Path file = folder.resolve("broken.csv");
    Files.writeString(
        file,
        """
        id,date-of-service,pack-years,colour
        a,2022-03-01,25,red
        b,2022-03-01,many,red
        c,2022-02-30,25,red

        d,2022-03-01,25
        "e,2022-03-01,25,red
        f,1999-03-01,25,red
        g,2022-03-01,"25",red
        h,2022-03-01,2""");
    ImpactReport report = impact(file, 2);
    assertThat(report.rows()).isEqualTo(9);
    assertThat(report.outside()).isEqualTo(1);
    assertThat(report.malformed()).isEqualTo(6);
    assertThat(report.firstMalformed().stream().map(Malformed::place))
        .containsExactly(3L, 4L, 5L, 6L, 7L, 10L);
    assertThat(report.ignoredColumns()).containsExactly("colour");
  }

  @Test
  void versionsOfDifferentGuidelinesAreNotCompared() throws IOException {
    Path file = folder.resolve("h.csv");
    Files.writeString(file, "date-of-service\n2022-03-01\n");
    Guideline other = Library.load(GUIDELINES).versions("04-70540-07").getLast();
    assertThatThrownBy(
            () -> Impact.of(lung.getFirst(), other, History.open(file), door(), TODAY, 1, _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(LUNG)
        .hasMessageContaining("04-70540-07");
  }

  @Test
  void blanksAroundADateAreNoPartOfIt() throws IOException {
    Path file = folder.resolve("blanks.csv");
    Files.writeString(file, "id,date-of-service\na, 2022-03-01 \nb,2022-03- 01\n");
    assertThat(impact(file, 1).firstMalformed()).extracting(Malformed::place).containsExactly(3L);
    var out = new ByteArrayOutputStream();
    decided(file, out, 1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().get(1))
        .startsWith("a,2022-03-01,ncd-210.14,2022-02-10,");
  }

  @Test
  void whatIsCopiedToTheOutputIsQuotedWhereItHasTo() throws IOException {
    Path file = folder.resolve("names.csv");
    Files.writeString(
        file, "id,date-of-service\n\"a, \"\"b\"\"\",2022-03-01\n Jörg ,2022-03-01\n,2022-03-01\n");
    var out = new ByteArrayOutputStream();
    decided(file, out, 1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
        .extracting(line -> line.replaceFirst(",2022-03-01.*", ""))
        .containsExactly("\"a, \"\"b\"\"\"", "Jörg", "");
  }

  @Test
  void linesAcrossPartsAreReadOnce() throws IOException {
    Path file = folder.resolve("wide.csv");
    var text = new StringBuilder("id,date-of-service,note\n");
    String note = "x".repeat(1_000);
    for (int row = 0; row < 13_000; row++) {
      text.append("r").append(row).append(",2022-03-01,").append(note).append("\r\n");
    }
    text.append("last,wrong,\n");
    Files.writeString(file, text);
    assertThat(History.open(file).parts()).isGreaterThan(2);
    ImpactReport report = impact(file, 3);
    assertThat(report.rows()).isEqualTo(13_001);
    assertThat(report.firstMalformed().getFirst().place()).isEqualTo(13_002);
    assertThat(report.malformed()).isEqualTo(1);
  }

  @Test
  void aFileThatCannotBeUsedSaysWhatToDo() throws IOException {
    Path file = folder.resolve("plain.csv");
    Files.writeString(file, "id,age\n1,2\n");
    assertThatThrownBy(() -> impact(file, 1))
        .isInstanceOf(HistoryFormatException.class)
        .hasMessageContaining("date-of-service");
    Path broken = folder.resolve("broken.parquet");
    Files.writeString(broken, "PAR1 this is not it PAR1");
    assertThatThrownBy(() -> History.open(broken)).isInstanceOf(HistoryFormatException.class);
    assertThatThrownBy(() -> History.open(folder.resolve("x.xlsx")))
        .isInstanceOf(HistoryFormatException.class);
  }

  @Test
  void bundlesAreReadLineByLine() throws IOException {
    Path file = folder.resolve("orders.ndjson");
    String bundle =
        Files.readString(ROOT.resolve("examples/recurrent-glioma.json"))
            .replaceAll("\\s*\n\\s*", " ");
    Files.writeString(file, bundle + "\n{\"resourceType\":\"Bundle\"}\n" + bundle + "\n");
    List<Guideline> versions = Library.load(GUIDELINES).versions("04-70540-07");
    ImpactReport report =
        Impact.of(
            versions.get(versions.size() - 2),
            versions.getLast(),
            History.open(file),
            door(),
            TODAY,
            1,
            rows -> {});
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.malformed()).isEqualTo(1);
    assertThat(report.firstMalformed().getFirst().place()).isEqualTo(2);
    var out = new ByteArrayOutputStream();
    BatchDecision.Report batch =
        BatchDecision.bundles(
            new Determiner(
                Libraries.source(GUIDELINES), Libraries.payer(GUIDELINES), Terminology.standard()),
            Options.NONE,
            LocalDate.of(2026, 3, 1),
            History.open(file),
            out,
            1,
            rows -> {});
    assertThat(batch.notDecided()).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("medical-necessity,meets,");
  }

  @Test
  void aBatchIsDecidedInTheOrderOfTheFile() throws IOException {
    Path file = generated("h.csv", 80_000);
    var out = new ByteArrayOutputStream();
    BatchDecision.Report report = decided(file, out, 2);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(80_001);
    for (int row = 0; row < 80_000; row += 997) {
      assertThat(lines.get(row + 1)).startsWith("r" + row + ",");
    }
    assertThat(report.outcomes().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(80_000);
    assertThat(report.outcomes()).containsKeys("meets", "undecided");
  }
}
