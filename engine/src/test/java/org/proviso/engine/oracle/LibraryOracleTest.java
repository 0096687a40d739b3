package org.proviso.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.ask.InterviewReport;
import org.proviso.engine.facts.Request;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/**
 * The engine agrees with the law on the guidelines of this repository. {@link OracleMain} does the
 * same with as many assignments as wanted.
 */
class LibraryOracleTest {
  private static final Path GUIDELINES =
      Path.of(System.getProperty("proviso.root", ".."), "guidelines");
  private static final String SPECTROSCOPY = "04-70540-07";
  private static final int MOST_COMPLETE = 2_500;

  @Test
  void everyCompleteAssignmentOfEveryVersionOfTheSpectroscopyGuidelineAgrees() throws IOException {
    for (Guideline guideline : versions()) {
      OracleCheck.Report report =
          OracleCheck.run(guideline, guideline.effective(), 1, MOST_COMPLETE, 40, 20);
      assertThat(report.exact()).as(report.guideline()).isTrue();
      assertThat(report.completeAssignments())
          .as(report.guideline())
          .isEqualTo(report.allCompleteAssignments());
    }
  }

  @Test
  void everyOtherGuidelineAgreesOnSomeAssignments() throws IOException {
    for (Guideline guideline : Library.load(GUIDELINES).guidelines()) {
      if (!guideline.id().equals(SPECTROSCOPY) && !guideline.decisions().isEmpty()) {
        assertThat(
                OracleCheck.run(guideline, guideline.effective(), 1, 20, 10, 20)
                    .partialAssignments())
            .as(guideline.id() + " " + guideline.version())
            .isEqualTo(10);
      }
    }
  }

  @Test
  void noFixedOrderOfQuestionsIsShorterThanTheInterview() throws IOException {
    for (Guideline guideline : versions()) {
      InterviewReport report =
          compiled(guideline).interview(new Request(guideline.effective(), Map.of()));
      assertThat(report.fixedIsBest()).as(guideline.version()).isTrue();
      assertThat(report.strategy())
          .as(guideline.version())
          .isPositive()
          .isLessThanOrEqualTo(report.fixed() + 1e-9);
      assertThat(report.optimum()).as(guideline.version()).contains(report.strategy());
    }
  }

  private static List<Guideline> versions() throws IOException {
    List<Guideline> versions = Library.load(GUIDELINES).versions(SPECTROSCOPY);
    assertThat(versions).isNotEmpty();
    return versions;
  }

  private static CompiledGuideline compiled(Guideline guideline) {
    return ((Compilation.Compiled) Engine.compile(guideline)).guideline();
  }
}
