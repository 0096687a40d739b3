package org.proviso.payer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.proviso.determination.Determination;
import org.proviso.determination.Determiner;
import org.proviso.determination.Libraries;
import org.proviso.determination.LibrarySource;
import org.proviso.determination.RequestedService;
import org.proviso.determination.Result;
import org.proviso.determination.ServiceRequested;
import org.proviso.determination.StatedFacts;
import org.proviso.determination.WhichVersion;
import org.proviso.engine.answer.Disposition;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactName;
import org.proviso.payer.AssertionBasis.Ineligibility;
import org.proviso.payer.CoverageStatement.Authorization;
import org.proviso.payer.CoverageStatement.Covered;
import org.proviso.payer.CoverageStatement.Detail;
import org.proviso.payer.PayerConfiguration.Approval;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/** What a payer says of what became of a request. */
class CoverageMappingTest {
  private static final int SAMPLES = Integer.getInteger("proviso.payer.samples", 150);
  private static final LocalDate TODAY = LocalDate.of(2025, 6, 5);
  private static final String DIGEST = "0".repeat(64);
  private static final AnswerConditions ALL_AT_HAND =
      new AnswerConditions(true, true, Set.of(), List.of());

  private static final List<String> YES_NO =
      List.of(
          "contract-has-own-rule",
          "brain-tumor-treated",
          "tumor-or-therapy-change-in-question",
          "brain-lesion",
          "tumor-or-other-in-question",
          "repeat-for-poor-quality");

  private static final Map<String, String> MEETS =
      Map.of(
          "line-of-business", "commercial",
          "contract-has-own-rule", "no",
          "brain-tumor-treated", "yes",
          "tumor-or-therapy-change-in-question", "yes",
          "repeat-for-poor-quality", "no");

  private static Determiner determiner;

  @BeforeAll
  static void open() throws IOException {
    Path guidelines = Path.of(System.getProperty("proviso.root", "..")).resolve("guidelines");
    determiner =
        new Determiner(
            LibrarySource.of(Libraries.open(guidelines)),
            Libraries.payer(guidelines),
            Terminology.standard());
  }

  private static Result result(String code, Map<String, String> facts) {
    var stated = new HashMap<FactName, String>();
    facts.forEach((fact, value) -> stated.put(new FactName(fact), value));
    return determiner.determine(
        new ServiceRequested(
            "request",
            List.of(RequestedService.of(new Code(CodeSystem.CPT, code))),
            LocalDate.of(2025, 6, 12),
            Optional.ofNullable(facts.get("line-of-business")),
            Optional.empty(),
            Optional.empty(),
            new WhichVersion.InForce()),
        StatedFacts.answered(DIGEST, stated, "test"),
        TODAY);
  }

  private static AssertionBasis basis(Map<String, String> facts) {
    return AssertionBasis.of(result("76390", facts), false);
  }

  private static CoverageMapping mapping(Approval approval) {
    return new CoverageMapping(
        PayerConfiguration.of("Florida Blue").approving(approval), AssertionIds.random());
  }

  private static CoverageStatement say(AssertionBasis basis) {
    return mapping(Approval.AUTOMATIC).map(basis, ALL_AT_HAND);
  }

  /** The dangerous direction: nothing but what may be approved, from a whole record, is covered. */
  @Test
  void onlyWhatMayBeApprovedIsCovered() {
    var random = new Random(41);
    int covered = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      var facts = new HashMap<String, String>();
      facts.put("line-of-business", random.nextInt(4) == 0 ? "fep" : "commercial");
      for (String fact : YES_NO) {
        switch (random.nextInt(5)) {
          case 0 -> {}
          case 1 -> facts.put(fact, "no");
          default -> facts.put(fact, MEETS.getOrDefault(fact, "yes"));
        }
      }
      boolean assumed = random.nextInt(4) == 0;
      AssertionBasis basis = AssertionBasis.of(result("76390", facts), assumed);
      var conditions =
          new AnswerConditions(
              random.nextBoolean(),
              random.nextBoolean(),
              Set.of(),
              random.nextInt(4) == 0 ? List.of("Asked in vain.") : List.of());
      for (Approval approval : Approval.values()) {
        CoverageStatement said = mapping(approval).map(basis, conditions);
        boolean may =
            basis instanceof AssertionBasis.Determined(Determination determination, var _)
                && determination.answer().disposition() == Disposition.APPROVABLE
                && !assumed
                && conditions.unanswered().isEmpty();
        assertThat(said.covered() == Covered.COVERED).as("%s %s", facts, conditions).isEqualTo(may);
        assertThat(said.covered()).isNotEqualTo(Covered.NOT_COVERED);
        covered += may ? 1 : 0;
      }
    }
    assertThat(covered).isBetween(1, 3 * SAMPLES - 1);
  }

  @ParameterizedTest
  @EnumSource
  void howAuthorizationStandsIsThePayersToSay(Approval approval) {
    CoverageStatement said = mapping(approval).map(basis(MEETS), ALL_AT_HAND);
    assertThat(said.covered()).isEqualTo(Covered.COVERED);
    assertThat(said.authorization().orElseThrow())
        .isInstanceOf(
            switch (approval) {
              case AUTOMATIC -> Authorization.Satisfied.class;
              case BY_A_PERSON -> Authorization.Needed.class;
              case NOT_REQUIRED -> Authorization.NotRequired.class;
            });
  }

  @Test
  void noNumberIsGivenToWhoMayNotHaveOne() {
    CoverageStatement said =
        mapping(Approval.AUTOMATIC)
            .map(basis(MEETS), new AnswerConditions(true, false, Set.of(), List.of()));
    assertThat(said.authorization()).contains(new Authorization.Needed());
  }

  @Test
  void whatIsMissingIsNamedWithItsForm() {
    var payer =
        new PayerConfiguration(
            "Florida Blue",
            Optional.empty(),
            Set.of(),
            Approval.AUTOMATIC,
            Optional.empty(),
            Optional.of(URI.create("https://payer.example/Questionnaire/")),
            Optional.empty(),
            ZoneId.of("UTC"),
            Duration.ofSeconds(3),
            Membership.byCoverageAlone());
    AssertionBasis undecided =
        basis(Map.of("line-of-business", "commercial", "contract-has-own-rule", "no"));
    CoverageStatement said =
        new CoverageMapping(payer, AssertionIds.random()).map(undecided, ALL_AT_HAND);
    assertThat(said.covered()).isEqualTo(Covered.CONDITIONAL);
    assertThat(said.authorization()).contains(new Authorization.Conditional());
    assertThat(said.documentation()).containsExactly(CoverageStatement.Documentation.CLINICAL);
    assertThat(said.details())
        .filteredOn(Detail.Missing.class::isInstance)
        .extracting(detail -> ((Detail.Missing) detail).fact())
        .contains("brain-tumor-treated");
    assertThat(said.questionnaires())
        .singleElement()
        .asString()
        .startsWith("https://payer.example/Questionnaire/04-70540-07|");
    assertThat(MissingEvidence.types(undecided)).contains("QuestionnaireResponse", "Procedure");
  }

  @Test
  void whatIsNotMetIsNotDenied() {
    CoverageStatement said =
        say(
            basis(
                Map.of(
                    "line-of-business", "commercial",
                    "contract-has-own-rule", "no",
                    "brain-tumor-treated", "no",
                    "brain-lesion", "no",
                    "repeat-for-poor-quality", "no")));
    assertThat(said.covered()).isEqualTo(Covered.CONDITIONAL);
    assertThat(said.authorization()).contains(new Authorization.Needed());
  }

  @Test
  void aServiceWithoutAGuidelineIsOpen() {
    AssertionBasis none = AssertionBasis.of(result("99999", MEETS), false);
    assertThat(none).isInstanceOf(AssertionBasis.NoGuideline.class);
    assertThat(say(none).covered()).isEqualTo(Covered.CONDITIONAL);
  }

  @Test
  void aFaultOnThePayersSideSaysNothing() {
    var fault =
        new AssertionBasis.SystemFault(List.of(new Problem("guideline-broken", "", "Broken.", "")));
    assertThat(say(fault).covered()).isEqualTo(Covered.INDETERMINATE);
    assertThat(say(fault).authorization()).contains(new Authorization.Indeterminate());
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotEligibleIsNotCovered(Ineligibility why) {
    CoverageStatement said = say(new AssertionBasis.NotEligible(why, "Coverage/c"));
    assertThat(said.covered()).isEqualTo(Covered.NOT_COVERED);
    assertThat(said.authorization()).isEmpty();
  }

  @Test
  void everyAnswerOfTheMembershipButActiveStandsInTheWay() {
    var against = new ArrayList<AssertionBasis>();
    for (Membership.Eligibility eligibility :
        List.of(
            new Membership.Eligibility.MemberNotFound(),
            new Membership.Eligibility.CoverageNotFound(),
            new Membership.Eligibility.NotActive(),
            new Membership.Eligibility.Unknown("it is down"))) {
      against.add(AssertionBasis.against(eligibility, "Coverage/c").orElseThrow());
    }
    assertThat(against).allSatisfy(basis -> assertThat(basis.problems()).isNotEmpty());
    assertThat(against.getLast()).isInstanceOf(AssertionBasis.SystemFault.class);
    assertThat(
            AssertionBasis.against(
                new Membership.Eligibility.Active(Optional.empty(), Optional.empty()),
                "Coverage/c"))
        .isEmpty();
  }
}
