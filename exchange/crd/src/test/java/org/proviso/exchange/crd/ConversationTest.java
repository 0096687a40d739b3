package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.changed;
import static org.proviso.exchange.crd.Services.example;
import static org.proviso.exchange.crd.Services.in;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.CrdVersion;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.exchange.crd.respond.Assertion;
import org.proviso.ground.json.Json;
import org.proviso.payer.Membership;
import org.proviso.payer.PayerConfiguration;
import org.proviso.payer.PayerConfiguration.Approval;

/** What is said, order by order, to clients of both versions of the guide. */
class ConversationTest {
  private static final String ORDER_SIGN = "order-sign-crd";

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void factsMissingIsConditionalAndNamesThem(CrdVersion version) {
    Reply reply = answer(ORDER_SIGN, in(version, example("order-sign-facts-missing")));
    var information = reply.information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.paNeeded()).isEqualTo("conditional");
    assertThat(information.values("info-needed")).containsExactly("OTH");
    assertThat(information.values("doc-needed")).containsExactly("clinical");
    assertThat(information.values("doc-purpose")).containsExactly("withpa");
    assertThat(information.reasons())
        .contains("Has a brain tumor been treated (surgery, radiation, chemotherapy)?")
        .contains("04-70540-07, Magnetic resonance spectroscopy, version 2025-05-15");
    assertThat(information.details()).anyMatch(detail -> detail.startsWith("Is there a lesion"));
    assertThat(information.qualifications())
        .contains(
            "Missing fact of the guideline: brain-tumor-treated",
            "Missing fact of the guideline: brain-lesion");
    assertThat(information.value("satisfied-pa-id")).isEmpty();
    assertThat(information.value("billingCode").orElseThrow()).contains("76390");
  }

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void factsKnownIsCoveredAndCited(CrdVersion version) {
    Reply reply = answer(ORDER_SIGN, in(version, example("order-sign-facts-known")));
    var information = reply.information();
    assertThat(information.covered()).isEqualTo("covered");
    assertThat(information.paNeeded()).isEqualTo("satisfied");
    assertThat(information.value("satisfied-pa-id")).isPresent();
    assertThat(information.values("info-needed")).isEmpty();
    assertThat(information.values("doc-needed")).isEmpty();
    assertThat(information.reasons())
        .contains(
            "[p1] \"recurrent or residual brain tumor has to be told from changes that follow its"
                + " therapy\" (04-70540-07, Magnetic resonance spectroscopy, version 2025-05-15).");
    assertThat(information.value("date")).contains("2025-06-05");
    assertThat(information.value("coverage").orElseThrow()).contains("Coverage/coverage");
    assertThat(reply.assertions()).hasSize(1);
    Assertion assertion = reply.assertions().getFirst();
    assertThat(assertion.coverageAssertionId())
        .isEqualTo(information.value("coverage-assertion-id").orElseThrow());
    assertThat(assertion.satisfiedPaId()).isEqualTo(information.value("satisfied-pa-id"));
    assertThat(assertion.replayable()).isTrue();
    assertThat(assertion.guideline()).contains("04-70540-07");
    assertThat(Reply.json(assertion.coverageInformation())).isEqualTo(information.extension());
    assertThat(Fields.text(Reply.json(assertion.record()), "disposition")).contains("approvable");
  }

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void aFederalEmployeeIsReferredToTheProgramsGuidelines(CrdVersion version) {
    var information =
        answer(ORDER_SIGN, in(version, example("order-sign-federal-employee"))).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.paNeeded()).isEqualTo("conditional");
    assertThat(information.reasons())
        .startsWith("Another authority decides: FEP guidelines.")
        .contains("[e1]");
  }

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void medicareAdvantageIsReferredToTheDeterminationInForce(CrdVersion version) {
    var information =
        answer(ORDER_SIGN, in(version, example("order-sign-medicare-advantage"))).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.reasons()).contains("Another authority decides: ncd-220.2.1, ");
    assertThat(information.reasons()).contains("[e2]");
  }

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void anUnknownMemberIsNotCoveredForThatReason(CrdVersion version) {
    var service = Services.of(withMembership(new Membership.Eligibility.MemberNotFound()));
    Reply reply =
        answer(service, ORDER_SIGN, in(version, example("order-sign-facts-known")), Ehr.none());
    var information = reply.information();
    assertThat(information.covered()).isEqualTo("not-covered");
    assertThat(information.paNeeded()).isEmpty();
    assertThat(information.reasons()).contains("no member");
    if (version == CrdVersion.V2_2) {
      assertThat(information.reasonCodes()).containsExactly("no-member-found");
    }
    Assertion assertion = reply.assertions().getFirst();
    assertThat(assertion.replayable()).isFalse();
    assertThat(Reply.json(assertion.record()).get("format"))
        .contains(Json.text("proviso-no-determination-1"));
    assertThat(new String(assertion.record(), StandardCharsets.UTF_8)).contains("no-member-found");
  }

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void aCodeThatNoGuidelineIsAboutIsConditionalAndSaysSo(CrdVersion version) {
    Reply reply = answer(ORDER_SIGN, in(version, example("order-sign-no-guideline")));
    var information = reply.information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.reasons())
        .contains("No guideline of Florida Blue is about cpt 71046.")
        .contains("Nothing is decided");
    assertThat(reply.cards()).isEmpty();
    assertThat(new String(reply.assertions().getFirst().record(), StandardCharsets.UTF_8))
        .contains("no-guideline");
  }

  private static PayerConfiguration withMembership(Membership.Eligibility standing) {
    return Services.APPROVING.knowing(inquiry -> standing);
  }

  @Test
  void everyAnswerCarriesTheStandingNotice() {
    for (String name :
        new String[] {
          "order-sign-facts-missing",
          "order-sign-facts-known",
          "order-sign-federal-employee",
          "order-sign-medicare-advantage",
          "order-sign-no-guideline",
          "order-sign-no-date"
        }) {
      assertThat(answer(ORDER_SIGN, example(name)).information().details())
          .as(name)
          .anyMatch(
              detail -> detail.contains("not an authorization") && detail.contains("enefits"));
    }
  }

  @Test
  void aPayerThatApprovesNothingByItselfAsksForAuthorization() {
    var information =
        answer(
                Services.of(PayerConfiguration.of("Florida Blue")),
                ORDER_SIGN,
                example("order-sign-facts-known"),
                Ehr.none())
            .information();
    assertThat(information.covered()).isEqualTo("covered");
    assertThat(information.paNeeded()).isEqualTo("auth-needed");
    assertThat(information.value("satisfied-pa-id")).isEmpty();
  }

  @Test
  void aPayerThatAsksForNoAuthorizationSaysSo() {
    var information =
        answer(
                Services.of(PayerConfiguration.of("Florida Blue").approving(Approval.NOT_REQUIRED)),
                ORDER_SIGN,
                example("order-sign-facts-known"),
                Ehr.none())
            .information();
    assertThat(information.covered()).isEqualTo("covered");
    assertThat(information.paNeeded()).isEqualTo("no-auth");
    assertThat(information.value("satisfied-pa-id")).isEmpty();
  }

  @Test
  void aWhatIfQuestionGetsNoAuthorizationNumber() {
    String whatIf =
        changed(
            example("order-sign-facts-known"),
            "\"davinci-crd.requestedVersion\": \"2.2\"",
            "\"davinci-crd.requestedVersion\": \"2.2\","
                + "\"davinci-crd.configuration\": {\"unsolicited-determ\": false}");
    var information = answer(ORDER_SIGN, whatIf).information();
    assertThat(information.paNeeded()).isEqualTo("auth-needed");
    assertThat(information.value("satisfied-pa-id")).isEmpty();
  }

  @Test
  void aRequestThatTheGuidelineDoesNotAddressNeedsAPersonAndIsNotDenied() {
    String answered =
        changed(
            example("order-sign-facts-missing"),
            "\"payers\":",
            "\"answers\": {\"resourceType\": \"QuestionnaireResponse\", \"id\": \"a\","
                + " \"status\": \"completed\", \"subject\": {\"reference\": \"Patient/patient\"},"
                + " \"authored\": \"2025-06-01\", \"item\": ["
                + "{\"linkId\": \"brain-tumor-treated\", \"answer\": [{\"valueBoolean\": false}]},"
                + "{\"linkId\": \"brain-lesion\", \"answer\": [{\"valueBoolean\": false}]},"
                + "{\"linkId\": \"repeat-for-poor-quality\", \"answer\": [{\"valueBoolean\":"
                + " false}]}]}, \"payers\":");
    var information = answer(ORDER_SIGN, answered).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.paNeeded()).isEqualTo("auth-needed");
    assertThat(information.reasons())
        .contains("not-addressed")
        .contains("Nothing is denied: a person of the payer decides.")
        .contains("[p0]");
  }

  @Test
  void anOrderWithoutADateIsAnsweredConditionally() {
    var information = answer(ORDER_SIGN, example("order-sign-no-date")).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.values("info-needed")).contains("timeframe");
    assertThat(information.reasons()).contains("as of 2025-06-05, the day of this answer");
  }

  @Test
  void severalOrdersAreDecidedEachOnItsOwn() {
    Reply reply = answer(ORDER_SIGN, example("order-sign-two-orders"));
    assertThat(reply.updated())
        .extracting(resource -> Fields.text(resource, "id").orElseThrow())
        .containsExactly("order", "second");
    assertThat(reply.informations())
        .extracting(Reply.Information::covered)
        .containsExactly("covered", "conditional");
    assertThat(reply.assertions())
        .extracting(Assertion::coverageAssertionId)
        .doesNotHaveDuplicates();
  }

  @Test
  void aMembersOwnContractRuleIsThePayersToKnow() {
    var ruled = new Membership.Eligibility.Active(Optional.empty(), Optional.of(true));
    var information =
        answer(
                Services.of(withMembership(ruled)),
                ORDER_SIGN,
                example("order-sign-facts-known"),
                Ehr.none())
            .information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.reasons()).contains("the member's benefit contract").contains("[b1]");
  }

  @Test
  void thePayersLineOfBusinessGoesBeforeTheCoverages() {
    var fep = new Membership.Eligibility.Active(Optional.of("fep"), Optional.empty());
    var information =
        answer(
                Services.of(withMembership(fep)),
                ORDER_SIGN,
                example("order-sign-facts-known"),
                Ehr.none())
            .information();
    assertThat(information.reasons()).contains("FEP guidelines");
  }

  @Test
  void aCoverageThatIsOverIsNotCoveredForThatReason() {
    String ended =
        changed(
            example("order-sign-facts-known"),
            "\"start\": \"1998-01-01\"",
            "\"start\": \"1998-01-01\", \"end\": \"2025-05-31\"");
    var information = answer(ORDER_SIGN, ended).information();
    assertThat(information.covered()).isEqualTo("not-covered");
    assertThat(information.reasonCodes()).containsExactly("no-active-coverage");
  }

  @Test
  void aCoverageThatThePayerCannotTellIsNotCoveredForThatReason() {
    var information =
        answer(
                Services.of(withMembership(new Membership.Eligibility.CoverageNotFound())),
                ORDER_SIGN,
                example("order-sign-facts-known"),
                Ehr.none())
            .information();
    assertThat(information.covered()).isEqualTo("not-covered");
    assertThat(information.reasonCodes()).containsExactly("coverage-not-found");
  }

  @ParameterizedTest
  @EnumSource(CrdVersion.class)
  void aRecordOfMembersThatCannotBeReadIsTechnical(CrdVersion version) {
    var information =
        answer(
                Services.of(withMembership(new Membership.Eligibility.Unknown("it is down"))),
                ORDER_SIGN,
                in(version, example("order-sign-facts-known")),
                Ehr.none())
            .information();
    if (version == CrdVersion.V2_2) {
      assertThat(information.covered()).isEqualTo("indeterminate");
      assertThat(information.paNeeded()).isEqualTo("indeterminate");
      assertThat(information.reasonCodes()).containsExactly("technical");
    } else {
      assertThat(information.covered()).isEqualTo("conditional");
    }
    assertThat(information.reasons()).contains("it is down");
  }

  @Test
  void aCodeThatIsNotBilledByAsksForAMoreDetailedOne() {
    String ofTheHouse =
        changed(
            example("order-sign-facts-known"),
            "\"system\": \"http://www.ama-assn.org/go/cpt\",\n"
                + "                  \"code\": \"76390\"",
            "\"system\": \"http://example.org/house-codes\",\n                  \"code\": \"MRS\"");
    var information = answer(ORDER_SIGN, ofTheHouse).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.values("info-needed")).containsExactly("detail-code");
  }

  @Test
  void billingOptionsAreDecidedEachOnItsOwn() {
    String options =
        changed(
            example("order-sign-facts-known"),
            "\"text\": \"Magnetic resonance spectroscopy\"",
            "\"text\": \"Magnetic resonance spectroscopy\", \"extension\": [{\"url\":"
                + " \"http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options\","
                + " \"valueCodeableConcept\": {\"coding\": [{\"system\":"
                + " \"http://www.ama-assn.org/go/cpt\", \"code\": \"71046\"}]}}]");
    Reply reply = answer(ORDER_SIGN, options);
    assertThat(reply.updated()).hasSize(1);
    assertThat(reply.informations())
        .extracting(Reply.Information::covered)
        .containsExactly("covered", "conditional");
    assertThat(reply.informations().get(0).value("billingCode").orElseThrow()).contains("76390");
    assertThat(reply.informations().get(1).value("billingCode").orElseThrow()).contains("71046");
    assertThat(reply.assertions()).hasSize(2);
  }

  @Test
  void nothingIsSaidWhereNothingIsNew() {
    Reply first = answer(ORDER_SIGN, example("order-sign-facts-known"));
    String annotated =
        changed(
            example("order-sign-facts-known"),
            "\"status\": \"draft\"",
            "\"extension\": ["
                + new String(
                    first.assertions().getFirst().coverageInformation(), StandardCharsets.UTF_8)
                + "], \"status\": \"draft\"");
    Reply again = answer(ORDER_SIGN, annotated);
    assertThat(again.updated()).isEmpty();
    assertThat(again.assertions()).isEmpty();
    assertThat(again.cards()).isNotEmpty();
  }

  @Test
  void whatChangedReplacesWhatWasSaidAndLeavesOtherPayersAlone() {
    Reply first = answer(ORDER_SIGN, example("order-sign-facts-missing"));
    String before =
        new String(first.assertions().getFirst().coverageInformation(), StandardCharsets.UTF_8);
    String others = before.replace("Coverage/coverage", "Coverage/of-another-payer");
    String annotated =
        changed(
            example("order-sign-facts-known"),
            "\"status\": \"draft\"",
            "\"extension\": [" + before + ", " + others + "], \"status\": \"draft\"");
    Reply again = answer(ORDER_SIGN, annotated);
    assertThat(again.informations())
        .extracting(information -> information.value("coverage").orElseThrow())
        .satisfiesExactly(
            one -> assertThat(one).contains("Coverage/of-another-payer"),
            two -> assertThat(two).contains("Coverage/coverage"));
    assertThat(again.informations().get(1).covered()).isEqualTo("covered");
    assertThat(again.assertions()).hasSize(1);
  }

  @Test
  void anAssertionSaysForWhichDayAndCodeItHolds() {
    String ending =
        changed(
            example("order-sign-facts-known"),
            "\"start\": \"1998-01-01\"",
            "\"start\": \"1998-01-01\", \"end\": \"2025-12-31\"");
    var information = answer(ORDER_SIGN, ending).information();
    assertThat(information.value("billingCode").orElseThrow()).contains("76390");
    assertThat(information.value("expiry-date")).contains("2025-12-31");
    assertThat(information.extension().toString())
        .contains("allowed-period")
        .contains("start=Text[value=2025-06-12]")
        .contains("end=Text[value=2025-06-12]");
  }
}
