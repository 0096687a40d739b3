package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** The contract of {@code proviso decide} for programs. */
class DecideCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recurrent-glioma        | 0 | 2025-05-15 | approvable | meets           | p1
          ring-enhancing-lesion   | 0 | 2025-05-15 | approvable | meets           | p2
          epilepsy-2010           | 0 | 2009-09-15 | review     | investigational | i1
          epilepsy-2019           | 0 | 2018-06-15 | review     | investigational | i1
          epilepsy-2021           | 0 | 2020-03-15 | review     | not-addressed   | p0
          federal-employee        | 0 | 2025-05-15 | review     | refer           | e1
          own-contract            | 0 | 2025-05-15 | review     | refer           | b1
          medicare-advantage-2019 | 0 | 2018-06-15 | review     | refer           | e2
          medicare-advantage-2022 | 0 | 2022-07-01 | approvable | meets           | p1
          repeat-exam             | 0 | 2025-05-15 | review     | meets           | p1
          missing-facts           | 3 | 2025-05-15 | review     | undecided       |
          only-an-order           | 3 | 2025-05-15 | review     | undecided       |
          contradictory-facts     | 3 | 2025-05-15 | review     | undecided       |
          cannot-be-answered      | 3 | 2025-05-15 | review     | undecided       |
          entered-in-error        | 3 | 2025-05-15 | review     | undecided       |
          """)
  void decidesTheExamples(
      String example,
      int exitCode,
      String version,
      String disposition,
      String outcome,
      String clause)
      throws Exception {
    Run run = Run.onExample("decide", example, "--json");
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err()).isEmpty();
    Json.Obj record = (Json.Obj) JsonReader.read(run.out());
    assertThat(record.get("guideline")).contains(Json.text("04-70540-07"));
    assertThat(record.get("version")).contains(Json.text(version));
    assertThat(record.get("disposition")).contains(Json.text(disposition));
    Json.Obj decision = medicalNecessity(record);
    assertThat(decision.get("outcome")).contains(Json.text(outcome));
    assertThat(decision.get("clauses"))
        .contains(clause == null ? Json.texts(List.of()) : Json.texts(List.of(clause)));
  }

  @Test
  void aRecordHasEveryMemberOfTheContract() throws Exception {
    Json.Obj record =
        (Json.Obj) JsonReader.read(Run.onExample("decide", "missing-facts", "--json").out());
    assertThat(record.members())
        .containsKeys(
            "decisions", "disposition", "guideline", "version", "basis", "contentHash", "notice");
    assertThat(medicalNecessity(record).members())
        .containsKeys(
            "decision",
            "outcome",
            "clauses",
            "refersTo",
            "missing",
            "ask",
            "because",
            "wouldChange");
  }

  @Test
  void aRepeatIsTheProvidersResponsibilityAndNotApprovable() throws Exception {
    Json.Obj record =
        (Json.Obj) JsonReader.read(Run.onExample("decide", "repeat-exam", "--json").out());
    assertThat(decisions(record).get(1).get("outcome"))
        .contains(Json.text("provider-responsibility"));
    assertThat(record.get("disposition")).contains(Json.text("review"));
  }

  @Test
  void aReferralToMedicareSaysWhatMedicareSays() throws Exception {
    Json.Obj record =
        (Json.Obj)
            JsonReader.read(Run.onExample("decide", "medicare-advantage-2019", "--json").out());
    Json.Obj target = (Json.Obj) medicalNecessity(record).get("refersTo").orElseThrow();
    assertThat(target.get("guideline")).contains(Json.text("ncd-220.2.1"));
    assertThat(target.get("version")).contains(Json.text("2004-09-10"));
    assertThat(target.get("decisions").orElseThrow().toString()).contains("does-not-meet");
  }

  @Test
  void onlyTheAskedQuestionsDecide() throws Exception {
    List<String> answers = List.of();
    for (int asked = 0; asked < 5; asked++) {
      Run run =
          Run.onExample(
              "ask",
              "missing-facts",
              Stream.concat(Stream.of("--json"), answers.stream()).toArray(String[]::new));
      Json.Obj record = (Json.Obj) JsonReader.read(run.out());
      if (run.exitCode() == ExitCode.OK) {
        assertThat(asked).isPositive();
        return;
      }
      Json.Obj question = (Json.Obj) record.get("ask").orElseThrow();
      String fact = ((Json.Text) question.get("fact").orElseThrow()).value();
      answers = Stream.concat(answers.stream(), Stream.of("--answer", fact + "=no")).toList();
    }
    throw new AssertionError("five answers do not decide");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"birthDate\": \"2026-01-01\"', The patient was born after the date of service.",
    "'\"birthDate\": \"1960-01-01\", \"deceasedDateTime\": \"2025-01-02\"', The patient had died"
        + " before",
  })
  void nothingIsDecidedOfImpossiblePatients(String patient, String says, @TempDir Path folder)
      throws IOException {
    String bundle =
        Files.readString(TestFiles.ROOT.resolve("examples/recurrent-glioma.json"))
            .replaceFirst("\"birthDate\": \"[0-9-]+\"", patient);
    assertThat(bundle).contains(patient);
    Path file = folder.resolve("impossible.json");
    Files.writeString(file, bundle);
    Run run = Run.of("decide", file.toString(), "--today", "2026-11-22");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(says).contains("(impossible-patient)");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anEmptyFolderOfTerminologyIsNotPassedOver(@TempDir Path folder) {
    Run run = Run.onExample("decide", "recurrent-glioma", "--terminology", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("(terminology-empty)");
  }

  @Test
  void theCallersLineOfBusinessReplacesTheCoverages() throws Exception {
    Json.Obj record =
        (Json.Obj)
            JsonReader.read(
                Run.onExample("decide", "recurrent-glioma", "--json", "--line-of-business", "fep")
                    .out());
    assertThat(medicalNecessity(record).get("clauses")).contains(Json.texts(List.of("e1")));
  }

  @Test
  void anAnswerThatDisagreesWithTheRecordContradictsIt() throws Exception {
    Run run =
        Run.onExample("decide", "recurrent-glioma", "--json", "--answer", "brain-tumor-treated=no");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNDECIDED);
    Json.Obj record = (Json.Obj) JsonReader.read(run.out());
    assertThat(medicalNecessity(record).get("contradicted"))
        .contains(Json.texts(List.of("brain-tumor-treated")));
  }

  @TestFactory
  Stream<DynamicTest> badInputIsRefusedAndNotDecided() throws IOException {
    return TestFiles.badInput().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    String.valueOf(file.getFileName()),
                    () -> {
                      Run run =
                          Run.of("decide", "--json", file.toString(), "--today", "2026-11-22");
                      assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
                      Json.Obj problems = (Json.Obj) JsonReader.read(run.out());
                      assertThat(problems.members().keySet()).isEqualTo(Set.of("problems"));
                      assertThat(run.err()).startsWith("proviso: ").doesNotContain("Exception");
                    }));
  }

  @Test
  void inputWithoutEndStopsAtTheLimit() {
    assumeThat(Path.of("/dev/zero")).exists();
    Run run = Run.of("decide", "/dev/zero");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("It has more than 67108864 bytes", "(too-large)");
  }

  @ParameterizedTest
  @CsvSource({"decid, decide", "verfy, verify", "tst, test"})
  void aMisspelledCommandGetsTheNearestName(String typed, String meant) {
    Run run = Run.of(typed, "examples/recurrent-glioma.json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("Did you mean " + meant + "?");
  }

  @Test
  void aServiceWithoutAGuidelineHasItsOwnExitCode() {
    assertThat(Run.onExample("decide", "wrong-code").exitCode()).isEqualTo(ExitCode.NO_GUIDELINE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --answer brain-lesion=yes --answer brain-lesion=no | answers-contradict
          --answer brain-lesion                              | answer-malformed
          --answer brain-lesion=perhaps                      | answer-does-not-fit
          --answer shoe-size=44                              | unknown-fact
          --answer cms-determination=yes                     | not-to-be-answered
          --line-of-business moon                            | answer-does-not-fit
          --guideline 00-0                                   | no-guideline
          """)
  void optionsThatCannotBeUsedAreRefused(String options, String id) {
    Run run = Run.onExample("decide", "missing-facts", options.split(" ", -1));
    assertThat(run.exitCode()).isIn(ExitCode.BAD_INPUT, ExitCode.NO_GUIDELINE);
    assertThat(run.err()).contains("(" + id + ")");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aRecordReplaysByteForByte(@TempDir Path folder) throws IOException {
    for (Path example : TestFiles.examples()) {
      Path record = folder.resolve("record.json");
      Run decided =
          Run.of(
              "decide", example.toString(), "--today", "2026-11-22", "--record", record.toString());
      if (decided.exitCode() == ExitCode.NO_GUIDELINE) {
        continue;
      }
      Run replayed = Run.of("replay", record.toString());
      assertThat(replayed.out()).as(example.toString()).startsWith("The same, byte for byte");
      assertThat(replayed.exitCode()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void anAlteredRecordSaysWhereItDiffers(@TempDir Path folder) throws IOException {
    Path record = folder.resolve("record.json");
    Run.onExample("decide", "recurrent-glioma", "--record", record.toString());
    Files.writeString(
        record, Files.readString(record).replace("\"outcome\":\"meets\"", "\"outcome\":\"refer\""));
    Run replayed = Run.of("replay", record.toString());
    assertThat(replayed.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(replayed.out()).contains("/decisions/0/outcome");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ncd-220.2.1/2004-09-10.md | when              | whn
          ncd-220.2.1/2004-09-10.md | ```criteria       | ```criterai
          ncd-220.2.1/2004-09-10.md | service: cpt 76390 | service: cpt 7639
          ncd-220.2.1/2004-09-10.md | service: cpt 76390 | #
          ncd-220.2.1/2004-09-10.md | kind: national    | kind: nationl
          ncd-220.2.1/2004-09-10.md | [medicare-advantage | [medicare-advantag
          ncd-220.2.1/2004-09-10.md | effective: 2004-09-10 | effective: 2004-09-40
          04-70540-07/2018-06-15.md | effective: 2018-06-15 | effective: 2018-06-35
          04-70540-07/2018-06-15.md | guideline:        | guidelin:
          04-70540-07/2018-06-15.md | title: Magnetic   | title: [Magnetic
          shared/brain-mrs.md       | yes/no            | yes/perhaps
          """)
  void aBrokenDocumentIsNeverPassedOver(
      String file, String written, String broken, @TempDir Path folder) throws Exception {
    copy(TestFiles.ROOT.resolve("guidelines"), folder);
    Path document = folder.resolve(file);
    String text = Files.readString(document);
    assertThat(text).contains(written);
    Files.writeString(document, text.replace(written, broken));
    Run run =
        Run.onExample(
            "decide", "medicare-advantage-2019", "--json", "--library", folder.toString());
    assertThat(run.exitCode()).isIn(ExitCode.BAD_INPUT, ExitCode.UNDECIDED);
    assertThat(run.out()).doesNotContain("approvable");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  @Test
  void aUsageErrorIsOneJsonObjectForPrograms() throws Exception {
    Run run = Run.onExample("decide", "recurrent-glioma", "--json", "--date", "2025-02-30");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(((Json.Obj) JsonReader.read(run.out())).members()).containsOnlyKeys("problems");
    assertThat(run.err()).doesNotContain("java.");
  }

  @Test
  void anArgumentIsNeverReadAsAFileOfArguments() {
    Run run = Run.of("decide", "@" + TestFiles.ROOT.resolve("pom.xml"));
    assertThat(run.err()).doesNotContain("artifactId");
  }

  @Test
  void noPatientDataReachesAnyOutput() throws IOException {
    for (Path example :
        Stream.concat(TestFiles.examples().stream(), TestFiles.badInput().stream()).toList()) {
      Run run = Run.of("explain", "--json", example.toString(), "--today", "2026-11-22");
      assertThat(run.out() + run.err())
          .doesNotContain("SYNTHETIC-0001")
          .doesNotContain("Synthetic report")
          .doesNotContain("Synthetic Neuroradiology");
    }
  }

  private static Json.Obj medicalNecessity(Json.Obj record) {
    return decisions(record).getFirst();
  }

  private static List<Json.Obj> decisions(Json.Obj record) {
    return ((Json.Array) record.get("decisions").orElseThrow())
        .items().stream().map(Json.Obj.class::cast).collect(Collectors.toList());
  }
}
