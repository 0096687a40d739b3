package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;

/** The contract of {@code verify} and {@code diff} for programs, and what a document suppresses. */
class VerifyCommandTest {
  private static final String DOCUMENT =
      """
      ---
      guideline: sample
      title: A sample
      payer: Example Health
      effective: 2025-01-01
      service: cpt 76390
      SUPPRESS---
      # A sample

      ## Notice

      This is not an authorization.

      ## Position statement

      - [p1] an adult with a fever
      - [p2] an adult

      ```criteria
      need meets when any of
        p1: age at least 18 and fever
        p2: AGE
      otherwise not-addressed
      ```

      ```facts
      age : count up to 120
      fever : yes/no
      ```
      """;

  @TempDir Path folder;

  private Path document(String suppressions, String age) throws IOException {
    Path file = folder.resolve("2025-01-01.md");
    Files.writeString(file, DOCUMENT.replace("SUPPRESS", suppressions).replace("AGE", age));
    return file;
  }

  private static List<Json> items(Json of, String name) {
    return ((Json.Array) ((Json.Obj) of).get(name).orElseThrow()).items();
  }

  private static String text(Json of, String name) {
    return ((Json.Text) ((Json.Obj) of).get(name).orElseThrow()).value();
  }

  @Test
  void theLibraryIsCleanOrWhatIsFoundIsANote() {
    Run run = Run.of("verify");
    assertThat(run.out()).contains(" 0 error(s), 0 warning(s), ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aFindingHasAnIdASeverityALocationAMessageAndAWitness() throws Exception {
    Path file = document("", "age at least 18 and age less than 18");
    Run run = Run.of("verify", "--json", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    Json finding = items(JsonReader.read(run.out()), "findings").getFirst();
    assertThat(((Json.Obj) finding).members())
        .containsOnlyKeys("id", "severity", "location", "message", "witness");
    assertThat(text(finding, "id")).isEqualTo("dead-clause");
    assertThat(text(finding, "severity")).isEqualTo("warning");
    assertThat(text(finding, "location")).startsWith(file + ":22:");
  }

  private static final String SECOND_VERSION =
      """
      ## Update information

      | date       | change                                 |
      |------------|----------------------------------------|
      | 2025-01-01 | New guideline.                         |
      | 2026-01-01 | No change in position statement.       |
      """;

  /** A version that says it changes nothing, and asks for another age. */
  private Path secondVersion() throws IOException {
    return Files.writeString(
        folder.resolve("2026-01-01.md"),
        DOCUMENT
                .replace("SUPPRESS", "")
                .replace("AGE", "age at least 70")
                .replace("effective: 2025-01-01", "effective: 2026-01-01")
            + "\n"
            + SECOND_VERSION);
  }

  @Test
  void anUpdateRowIsHeldAgainstTheVersionBesideTheFile() throws IOException {
    document("", "age at least 65");
    Run run = Run.of("verify", secondVersion().toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out())
        .contains("The row of 2026-01-01 says that the position statement did not change")
        .contains("(update-contradicted)");
  }

  @Test
  void theFolderOfOneGuidelineIsCheckedOutsideALibrary() throws IOException {
    document("", "age at least 65");
    secondVersion();
    assertThat(Run.of("check", folder.toString()).out()).startsWith("2 document(s): 0 error(s)");
    Files.copy(folder.resolve("2026-01-01.md"), folder.resolve("again.md"));
    Run clash = Run.of("check", folder.toString());
    assertThat(clash.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(clash.out()).contains("duplicate-version");
  }

  @Test
  void aFolderWithoutDocumentsIsSaidToBe() {
    Run run = Run.of("check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("(no-documents)");
  }

  @Test
  void aVersionOfTheLibraryIsNamedAsForDiff() {
    Run run = Run.of("verify", "ncd-210.14@2022-02-10");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("1 document(s): 0 error(s), 0 warning(s)");
    Run none = Run.of("verify", "ncd-210.14@1999-01-01");
    assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.err()).contains("(no-such-version)", "proviso history ncd-210.14");
  }

  @Test
  void aWarningIsSuppressedWithAReason() throws Exception {
    Path file =
        document("suppress:\n  dead-clause: kept for the next version\n", "age >= 18 and age < 18");
    Run check = Run.of("check", file.toString());
    assertThat(check.out()).isEqualTo("1 document(s): 0 error(s), 0 warning(s)\n");
    Run run = Run.of("verify", "--json", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(items(JsonReader.read(run.out()), "findings")).isEmpty();
    Json suppressed = items(JsonReader.read(run.out()), "suppressed").getFirst();
    assertThat(text(suppressed, "reason")).isEqualTo("kept for the next version");
    assertThat(Run.of("verify", file.toString()).out()).contains("1 suppressed with a reason");
  }

  @Test
  void aSuppressionWithoutReasonOrOfAnErrorIsAnError() throws IOException {
    assertThat(
            Run.of("check", document("suppress:\n  dead-clause: \"\"\n", "age >= 19").toString())
                .out())
        .contains("error suppression-without-reason");
    assertThat(
            Run.of(
                    "check",
                    document("suppress:\n  contradiction: it is meant so\n", "age >= 19")
                        .toString())
                .out())
        .contains("error error-suppressed");
  }

  @Test
  void aSuppressionOfNothingIsFound() throws IOException {
    Path file = document("suppress:\n  dead-clause: kept for later\n", "age >= 65");
    Run run = Run.of("verify", file.toString());
    assertThat(run.out()).contains("(unused-suppression)");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void aDifferenceHasARelationAndRegionsWithWitnesses() throws Exception {
    Run run = Run.of("diff", "--json", "ncd-210.14@2015-02-05", "ncd-210.14@2022-02-10");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    Json revision = JsonReader.read(run.out());
    assertThat(text(revision, "relation")).isEqualTo("more-permissive");
    assertThat(items(revision, "regions")).hasSize(2);
    for (Json region : items(revision, "regions")) {
      assertThat(((Json.Obj) region).members()).containsKeys("from", "to", "when", "witness");
      assertThat(text(region, "from")).isEqualTo("does-not-meet");
      assertThat(text(region, "to")).isEqualTo("meets");
      assertThat(items(region, "when")).isNotEmpty();
    }
    Run same = Run.of("diff", "--json", "ncd-210.14@2022-02-10", "ncd-210.14@2022-02-10");
    assertThat(same.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(text(JsonReader.read(same.out()), "relation")).isEqualTo("equivalent");
    assertThat(items(JsonReader.read(same.out()), "regions")).isEmpty();
  }

  @Test
  void aWitnessIsInputOfDecideAndShowsTheDifference() throws Exception {
    String old = "ncd-240.2@1993-10-27";
    String later = "ncd-240.2@2021-09-27";
    Json revision = JsonReader.read(Run.of("diff", "--json", old, later).out());
    List<Json> regions = items(revision, "regions");
    for (int index = 0; index < regions.size(); index += 40) {
      Json region = regions.get(index);
      assertThat(decided(region, "witness", later)).isEqualTo(word(text(region, "to")));
      assertThat(decided(region, "witnessOld", old)).isEqualTo(word(text(region, "from")));
    }
  }

  private static String word(String outcome) {
    return outcome.split(" ", -1)[0];
  }

  private String decided(Json region, String member, String under) throws Exception {
    Path witness = folder.resolve("witness.json");
    Files.writeString(witness, JsonWriter.pretty(((Json.Obj) region).get(member).orElseThrow()));
    Run run = Run.of("decide", "--json", witness.toString(), "--under", under);
    List<Json> decisions = items(JsonReader.read(run.out()), "decisions");
    return decisions.stream()
        .filter(decision -> text(decision, "decision").equals(text(region, "decision")))
        .map(decision -> text(decision, "outcome"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWitnessIsDecidedUnderTheVersionInForceOnItsDay() throws Exception {
    Path witness = folder.resolve("witness.json");
    Files.writeString(
        witness,
        """
        {"guideline": "04-70540-07", "dateOfService": "2025-06-01",
         "facts": {"line-of-business": "fep", "contract-has-own-rule": "no"}}
        """);
    assertThat(Run.of("decide", witness.toString()).out())
        .contains("version 2025-05-15")
        .contains("medical-necessity: REFER to FEP guidelines");
    assertThat(Run.of("explain", witness.toString(), "--for", "member").exitCode())
        .isEqualTo(ExitCode.OK);
    Files.writeString(
        witness, "{\"guideline\": \"x\", \"dateOfService\": \"2025-06-01\", \"facts\": {}}");
    assertThat(Run.of("decide", witness.toString()).exitCode()).isEqualTo(ExitCode.NO_GUIDELINE);
    Files.writeString(
        witness,
        "{\"guideline\": \"04-70540-07\", \"dateOfService\": \"2025-06-01\", \"facts\": {\"age\":"
            + " \"3\"}}");
    assertThat(Run.of("decide", witness.toString()).err()).contains("unknown-fact");
  }

  @Test
  void onlyAWitnessIsDecidedUnderAnotherVersion() {
    Run run = Run.onExample("decide", "recurrent-glioma", "--under", "04-70540-07@2018-06-15");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("The date of service chooses the version of a request.");
  }
}
