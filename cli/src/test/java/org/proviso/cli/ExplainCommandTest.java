package org.proviso.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proviso.command.ExitCode;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** One answer, explained to the reviewer, to the provider and to the member. */
class ExplainCommandTest {
  static Stream<String> examples() throws IOException {
    return TestFiles.examples().stream()
        .map(file -> file.getFileName().toString().replace(".json", ""))
        .filter(name -> !name.equals("wrong-code"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theThreeAgreeWithTheAnswerAndTheMemberReadsAtEighthGradeOrBelow(String example)
      throws Exception {
    Run decided = Run.onExample("decide", example, "--json");
    Json.Obj record = (Json.Obj) JsonReader.read(decided.out());
    boolean approvable = record.get("disposition").equals(Optional.of(Json.text("approvable")));
    Run member = Run.onExample("explain", example, "--for", "member", "--json");
    assertThat(member.exitCode()).isEqualTo(decided.exitCode());
    Json.Obj explanation =
        (Json.Obj) ((Json.Obj) JsonReader.read(member.out())).get("explanation").orElseThrow();
    assertThat(number(explanation, "readingGrade")).isLessThan(8);
    assertThat(number(explanation, "readingGradeWithQuotations")).isLessThan(8);
    String text = ((Json.Text) explanation.get("text").orElseThrow()).value();
    assertThat(text)
        .contains("Reading grade ")
        .contains(approvable ? "Your request can be approved." : "A person will look at")
        .doesNotContainIgnoringCase("denied");
    String provider = Run.onExample("explain", example, "--for", "provider").out();
    assertThat(provider)
        .contains(approvable ? "This may be approved without a person." : "A person at the payer");
    String reviewer = Run.onExample("explain", example, "--for", "reviewer").out();
    assertThat(reviewer).isEqualTo(Run.onExample("explain", example).out()).contains("criteria");
  }

  private static double number(Json.Obj of, String name) {
    return ((Json.Real) of.get(name).orElseThrow()).value();
  }

  @Test
  void theProviderLearnsWhatIsMissingAndWhereItIsLookedFor() {
    assertThat(Run.onExample("explain", "missing-facts", "--for", "provider").out())
        .contains("missing:")
        .contains("nothing on record, not asked yet")
        .contains("read from the record: Procedure, codes of brain tumor therapy")
        .contains("or answer: brain-tumor-treated=...")
        .contains("meets: tumor or other in question yes");
  }

  @Test
  void theReviewerSeesTheEvidenceOfEachCriterion() {
    assertThat(Run.onExample("explain", "recurrent-glioma").out())
        .containsPattern("met +\\[p1\\]")
        .containsPattern("brain-tumor-treated = yes\\n +Procedure/");
  }

  @Test
  void theMemberIsToldWhereEachFactIsFrom() {
    assertThat(Run.onExample("explain", "recurrent-glioma", "--for", "member").out())
        .contains("enrolled in? commercial.\n  We know this from your coverage.")
        .contains("radiation, chemotherapy)? yes.\n  We know this from your health record.")
        .contains("treatment? yes.\n  We know this from your doctor's answers.");
    assertThat(
            Run.onExample(
                    "explain",
                    "recurrent-glioma",
                    "--for",
                    "member",
                    "--answer",
                    "brain-tumor-treated=yes")
                .out())
        .contains("your health record and the answers given with this request.");
  }

  @Test
  void theMemberIsToldWhichRuleGoesFirst() {
    assertThat(Run.onExample("explain", "federal-employee", "--for", "member").out())
        .contains("A different rule goes first for you.")
        .contains("FEP guidelines");
  }

  @Test
  void anUnknownReaderIsAUsageError() {
    Run run = Run.onExample("explain", "missing-facts", "--for", "nobody");
    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("--for");
  }
}
