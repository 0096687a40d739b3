package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** Cases, what they cover, and those that are suggested. */
class TestCommandTest {
  private static final Pattern CASES = Pattern.compile("(?ms)^```cases\n.*?^```\n");

  @TempDir Path folder;
  private Path document;

  /** A document of the library without its cases. */
  @BeforeEach
  void copy() throws IOException {
    document = folder.resolve("2022-02-10.md");
    Path original = TestFiles.ROOT.resolve("guidelines/ncd-210.14/2022-02-10.md");
    Files.writeString(document, CASES.matcher(Files.readString(original)).replaceAll(""));
  }

  @Test
  void coverageIsOfClausesCriteriaAndCells() {
    assertThat(Run.of("test", library()).out())
        .contains("22 case(s), 0 failed; clauses that decide a case 2 of 2;")
        .contains("criteria seen met and not met 18 of 19; cells given 22 of 23");
    assertThat(Run.of("test", library(), "--open").out())
        .contains("never given: quit-date: after the date of service");
  }

  private static String library() {
    return TestFiles.ROOT.resolve("guidelines/ncd-210.14/2022-02-10.md").toString();
  }

  @Test
  void suggestedCasesAreRefusedUntilAPersonConfirmsThem() throws IOException {
    Run suggested = Run.of("test", "--suggest", document.toString());
    assertThat(suggested.exitCode()).isEqualTo(ExitCode.OK);
    var fence = CASES.matcher(suggested.out());
    assertThat(fence.find()).isTrue();
    assertThat(fence.group()).contains("| unconfirmed |").doesNotContain("meets");
    Files.writeString(document, Files.readString(document) + "\n" + fence.group());
    Run refused = Run.of("test", document.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(refused.out()).contains("4 case(s) wait for a person to say what they must come to");
    Files.writeString(
        document,
        Files.readString(document)
            .replaceFirst("\\| unconfirmed \\|", "| meets by c1 |")
            .replace("| unconfirmed |", "| does-not-meet by c0 |"));
    Run confirmed = Run.of("test", document.toString());
    assertThat(confirmed.out())
        .contains("4 case(s), 0 failed; clauses that decide a case 2 of 2;")
        .contains("criteria seen met and not met 19 of 19; cells given 23 of 23");
    assertThat(confirmed.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Run.of("test", "--suggest", document.toString()).out())
        .contains("Nothing is lacking.");
  }

  @Test
  void aDocumentWithoutCasesDoesNotPass() throws Exception {
    Run run = Run.of("test", document.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("0 case(s), 0 failed", "has no cases");
    Run json = Run.of("test", "--json", document.toString());
    assertThat(json.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(json.out()).contains("\"passes\": false");
  }

  @Test
  void coverageHasAThreshold() {
    assertThat(Run.of("test", library(), "--min-coverage", "94").exitCode()).isEqualTo(ExitCode.OK);
    Run run = Run.of("test", library(), "--min-coverage", "95");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out())
        .contains("covers too little: 94.7 % of its criteria, and --min-coverage is 95");
    assertThat(Run.of("test", library(), "--min-coverage", "101").exitCode())
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aWrongConfirmationFails() throws IOException {
    var fence = CASES.matcher(Run.of("test", "--suggest", document.toString()).out());
    assertThat(fence.find()).isTrue();
    Files.writeString(
        document,
        Files.readString(document)
            + "\n"
            + fence.group().replace("| unconfirmed |", "| meets by c1 |"));
    Run run = Run.of("test", document.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("4 case(s), 3 failed");
  }

  @Test
  void aDocumentWhoseCasesFailDoesNotPassItsCheck() throws IOException {
    Path original = TestFiles.ROOT.resolve("guidelines/ncd-210.14/2022-02-10.md");
    Files.writeString(
        document,
        Files.readString(original)
            .replace("pack-years >= 20 {pack-years}", "pack-years >= 25 {pack-years}"));
    Run run = Run.of("check", document.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out())
        .contains("error wrong-expectation: the case `exactly 20 pack-years` fails");
  }

  @Test
  void programsGetPatientsAndTheFence() throws Exception {
    Json.Obj result =
        (Json.Obj)
            JsonReader.read(Run.of("test", "--suggest", "--json", document.toString()).out());
    Json.Obj of =
        (Json.Obj) ((Json.Array) result.get("documents").orElseThrow()).items().getFirst();
    assertThat(of.get("cells")).contains(new Json.Whole(23));
    assertThat(((Json.Array) of.get("suggestions").orElseThrow()).items()).hasSize(4);
    assertThat(of.get("fence").orElseThrow().toString()).contains("unconfirmed");
  }
}
