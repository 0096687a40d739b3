package org.proviso.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proviso.analysis.coverage.CaseSuggestions;
import org.proviso.analysis.coverage.Coverage;
import org.proviso.analysis.coverage.Target;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.diff.Region;
import org.proviso.analysis.diff.Relation;
import org.proviso.analysis.diff.Revision;
import org.proviso.analysis.faults.FaultResult;
import org.proviso.analysis.faults.FaultTrial;
import org.proviso.analysis.verify.Finding;
import org.proviso.analysis.verify.UpdateFindings;
import org.proviso.analysis.verify.Verifier;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;

/** What the analysis says of the guidelines of the library. */
class LibraryTest {
  private static final Library LIBRARY = library();

  private static Library library() {
    try {
      return Library.load(Path.of(System.getProperty("proviso.root", ".."), "guidelines"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Guideline version(String id, String version) {
    return LIBRARY.versions(id).stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .orElseThrow();
  }

  private static int age(Patient patient) {
    Value born = patient.facts().get(new FactName("birth-date"));
    return born instanceof Value.Day(LocalDate date)
        ? Period.between(date, patient.dateOfService()).getYears()
        : -1;
  }

  @Test
  void lungScreeningOf2022AdmitsTheYoungerAndThoseWhoSmokedLess() {
    Revision revision =
        GuidelineDiff.between(
            version("ncd-210.14", "2015-02-05"), version("ncd-210.14", "2022-02-10"));
    assertThat(revision.relation()).isEqualTo(Relation.MORE_PERMISSIVE);
    assertThat(revision.regions())
        .extracting(region -> region.when().subList(0, 2))
        .containsExactlyInAnyOrder(
            List.of(
                "years from birth date to the date of service: at least 50 and at most 54",
                "pack-years: at least 20"),
            List.of(
                "years from birth date to the date of service: at least 55 and at most 77",
                "pack-years: at least 20 and less than 30"));
    for (Region region : revision.regions()) {
      Patient patient = region.witness().orElseThrow();
      boolean younger = region.when().getFirst().contains("54");
      assertThat(age(patient)).isBetween(younger ? 50 : 55, younger ? 54 : 77);
      assertThat(patient.facts())
          .containsEntry(new FactName("pack-years"), new Value.Decimal(BigDecimal.valueOf(20)));
    }
  }

  @Test
  void theOtherWayRoundItIsMoreRestrictive() {
    Revision revision =
        GuidelineDiff.between(
            version("ncd-210.14", "2022-02-10"), version("ncd-210.14", "2015-02-05"));
    assertThat(revision.relation()).isEqualTo(Relation.MORE_RESTRICTIVE);
    assertThat(revision.regions()).hasSize(2);
  }

  @Test
  void spectroscopyOf2020NoLongerCallsTheListedConditionsInvestigational() {
    Revision revision =
        GuidelineDiff.between(
            version("04-70540-07", "2018-06-15"), version("04-70540-07", "2020-03-15"));
    assertThat(revision.regions()).hasSize(1);
    Region region = revision.regions().getFirst();
    assertThat(region.from()).contains(new Outcome.Investigational());
    assertThat(region.to()).contains(new Outcome.NotAddressed());
    assertThat(region.when())
        .contains(
            "condition-in-question is one of epilepsy, alzheimers-disease, parkinsons-disease,"
                + " multiple-sclerosis, bipolar-disorder, prostate-cancer, unexplained-chest-pain,"
                + " neurometabolic-disease, muscle-disorder, breast-lesion");
  }

  @Test
  void aVersionIsEquivalentToItself() {
    Guideline guideline = version("ncd-210.14", "2022-02-10");
    assertThat(GuidelineDiff.between(guideline, guideline).isDifferent()).isFalse();
  }

  @Test
  void everyVersionKeepsTheWordOfItsUpdateInformation() {
    for (String id : LIBRARY.identifiers()) {
      List<Guideline> versions = LIBRARY.versions(id);
      for (int index = 1; index < versions.size(); index++) {
        assertThat(UpdateFindings.of(versions.get(index - 1), versions.get(index))).isEmpty();
      }
    }
  }

  @Test
  void anUpdateRowThatHidesAChangeIsContradicted() {
    Guideline earlier = version("ncd-210.14", "2015-02-05");
    Guideline later = version("ncd-210.14", "2022-02-10");
    Guideline hiding =
        Guidelines.withUpdates(
            later,
            List.of(
                new Guideline.Update(
                    later.effective(),
                    "Review. No change in position statement.",
                    later.updates().getFirst().span())));
    assertThat(UpdateFindings.of(earlier, hiding))
        .hasSize(2)
        .allMatch(finding -> finding.id().equals("update-contradicted"))
        .allMatch(finding -> finding.witness().isPresent());
  }

  @Test
  void noDocumentHasAnErrorOrAWarning() {
    for (Guideline guideline : LIBRARY.guidelines()) {
      assertThat(Verifier.verify(guideline))
          .as(guideline.file())
          .allMatch(finding -> finding.severity() == Finding.Severity.NOTE);
    }
  }

  @Test
  void everyFaultThatChangesADecisionIsFoundWithAPatientTheEngineConfirms() {
    List<FaultResult> results = FaultTrial.run(version("04-70540-07", "2025-05-15"), 2);
    assertThat(results).hasSizeGreaterThan(15).allMatch(FaultResult::satisfies);
  }

  @Test
  void suggestedCasesCoverEverythingThatPatientsCanShow() {
    Guideline guideline = version("04-70540-07", "2025-05-15");
    Guideline bare = Guidelines.withoutCases(guideline);
    CaseSuggestions.Suggestions suggestions = CaseSuggestions.of(compiled(bare));
    assertThat(suggestions.open()).isEmpty();
    assertThat(suggestions.cases().stream().flatMap(each -> each.covers().stream()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(Coverage.of(compiled(bare)).open());
    assertThat(suggestions.cases().size())
        .isGreaterThanOrEqualTo(suggestions.atLeast())
        .isLessThan(guideline.cases().size());
  }

  @Test
  void coverageTellsWhatTheCasesLack() {
    Guideline guideline = version("ncd-210.14", "2022-02-10");
    Coverage whole = Coverage.of(compiled(guideline));
    assertThat(whole.shown(Target.Kind.CLAUSE)).isEqualTo(whole.all(Target.Kind.CLAUSE));
    Coverage none = Coverage.of(compiled(Guidelines.withoutCases(guideline)));
    assertThat(none.shown()).isEmpty();
    assertThat(none.open())
        .hasSize(whole.shown().size() + whole.open().size())
        .contains(new Target(Target.Kind.CLAUSE, "medical-necessity/c1 decides"))
        .contains(new Target(Target.Kind.CELL, "pack-years: less than 20"));
  }

  private static CompiledGuideline compiled(Guideline guideline) {
    if (Engine.compile(guideline) instanceof Engine.Compilation.Compiled compiled) {
      return compiled.guideline();
    }
    throw new AssertionError(guideline.file() + " does not compile");
  }
}
