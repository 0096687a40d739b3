package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.changed;
import static org.proviso.exchange.crd.Services.example;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.payer.PayerConfiguration;

/** What is an error of the call, by the codes that the guide binds; and what is none. */
class RefusalTest {
  private static final String ORDER_SIGN = "order-sign-crd";
  private static final String CALL = example("order-sign-facts-known");

  private static void refused(int status, String says, String call) {
    refused(status, says, answer(ORDER_SIGN, call));
  }

  private static void refused(int status, String says, Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.diagnostics()).contains(says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "1", "{\"hook\":", "{\"hook\":1,\"hook\":2}", "{} {}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThat(answer(ORDER_SIGN, body).status()).isEqualTo(400);
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    refused(400, "nested", "{\"x\":" + "[".repeat(101) + "]".repeat(101) + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c0af", "eda080", "f4908080"})
  void whatIsNotUtf8ToTheLetterIsRefusedAndNotSentOn(String hex) {
    String marked = changed(CALL, "Magnetic resonance spectroscopy", "@");
    byte[] body = marked.getBytes(StandardCharsets.ISO_8859_1);
    byte[] wrong =
        new String(body, StandardCharsets.ISO_8859_1)
            .replace("@", new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1);
    refused(
        400,
        "not UTF-8",
        Reply.of(
            Services.of(Services.APPROVING).answer(ORDER_SIGN, wrong, Ehr.none(), Services.NOW)));
  }

  @Test
  void moreServicesThanAreAnsweredAtOnceAreRefused() {
    refused(422, "more than 200 services", withOrders(Conversation.MAX_SERVICES));
    assertThat(answer(ORDER_SIGN, withOrders(Conversation.MAX_SERVICES - 1)).status())
        .isEqualTo(200);
  }

  /** The call with more orders besides its own. */
  private static String withOrders(int more) {
    String entries =
        IntStream.range(0, more)
            .mapToObj(
                number ->
                    "{\"resource\": {\"resourceType\": \"ServiceRequest\", \"id\": \"more-"
                        + number
                        + "\", \"status\": \"draft\", \"intent\": \"order\", \"subject\":"
                        + " {\"reference\": \"Patient/patient\"}}}, ")
            .collect(Collectors.joining());
    int orders = CALL.indexOf("[", CALL.indexOf("\"draftOrders\"")) + 1;
    return CALL.substring(0, orders) + entries + CALL.substring(orders);
  }

  @Test
  void whatCdsHooksRequiresIsRequired() {
    refused(400, "hook is missing", changed(CALL, "\"hook\":", "\"hok\":"));
    refused(400, "hookInstance is missing", changed(CALL, "\"hookInstance\":", "\"instance\":"));
    refused(400, "context is missing", changed(CALL, "\"context\":", "\"contexts\":"));
    refused(400, "patientId is missing", changed(CALL, "\"patientId\":", "\"patient\":"));
    refused(400, "draftOrders is missing", changed(CALL, "\"draftOrders\":", "\"orders\":"));
  }

  @Test
  void aCallForAnotherHookIsRefused() {
    refused(400, "another hook", answer("order-select-crd", CALL));
  }

  @Test
  void thereIsNoOtherService() {
    refused(404, "no such service", answer("order-review-crd", CALL));
  }

  @Test
  void aVersionThatIsNotSupportedIsRefused() {
    refused(
        422,
        "Request one of: 2.0, 2.2.",
        changed(
            CALL,
            "\"davinci-crd.requestedVersion\": \"2.2\"",
            "\"davinci-crd.requestedVersion\": \"3.0\""));
  }

  @Test
  void aCallWithoutAVersionIsAnsweredAsOf20() {
    assertThat(answer(ORDER_SIGN, example("order-sign-of-2.0")).text())
        .doesNotContain("cat-limitation");
    assertThat(answer(ORDER_SIGN, CALL).text()).contains("cat-limitation");
  }

  @Test
  void resourcesOfTwoPatientsInOneCallAreRefused() {
    refused(
        422,
        "another patient",
        changed(
            CALL,
            "\"subject\": {\n              \"reference\": \"Patient/patient\"",
            "\"subject\": {\n              \"reference\": \"Patient/other\""));
    refused(
        400,
        "another one",
        changed(
            CALL,
            "\"resourceType\": \"Patient\",\n      \"id\": \"patient\"",
            "\"resourceType\": \"Patient\",\n      \"id\": \"other\""));
    refused(
        400,
        "another beneficiary",
        changed(
            CALL,
            "\"beneficiary\": {\n              \"reference\": \"Patient/patient\"",
            "\"beneficiary\": {\n              \"reference\": \"Patient/other\""));
  }

  @Test
  void anOrderWithoutAnIdCannotBeUpdated() {
    refused(
        422,
        "no id",
        changed(
            CALL,
            "\"resourceType\": \"ServiceRequest\",\n            \"id\": \"order\",",
            "\"resourceType\": \"ServiceRequest\","));
  }

  @Test
  void withoutPrefetchAndWithoutAnyoneToAskThePreconditionFails() {
    refused(
        412,
        "patient was not prefetched",
        changed(CALL, "\"patient\": {", "\"patients\": {")
            .replace("\"resourceType\": \"Patient\"", "\"resourceType\": \"Basic\""));
    refused(
        412,
        "coverage was not prefetched",
        changed(CALL, "\"resourceType\": \"Coverage\"", "\"resourceType\": \"Basic\"")
            .replace("\"coverage\": {", "\"coverages\": {"));
    refused(
        412,
        "was not prefetched",
        answer(
            "order-dispatch-crd",
            changed(
                example("order-dispatch"),
                "\"resourceType\": \"ServiceRequest\"",
                "\"resourceType\": \"Basic\"")));
  }

  @Test
  void aPrefetchThatHasNoCoverageIsNoReasonForAFailedPrecondition() {
    int from = CALL.indexOf("\"coverage\": {");
    int to = CALL.indexOf("\"payers\":");
    refused(
        400, "no Coverage", CALL.substring(0, from) + "\"coverage\": null, " + CALL.substring(to));
  }

  @Test
  void severalCoveragesOfWhichNoneIsNamedAreRefused() {
    String two =
        changed(
                CALL,
                "\"payers\":",
                "\"more\": {\"resourceType\": \"Coverage\", \"id\": \"second\", \"status\":"
                    + " \"active\", \"beneficiary\": {\"reference\": \"Patient/patient\"}},"
                    + " \"payers\":")
            .replace("\"reference\": \"Coverage/coverage\"", "\"display\": \"a coverage\"");
    refused(400, "several Coverages", two);
  }

  @Test
  void aCoverageOfAnotherPayerIsRefused() {
    PayerConfiguration another = Services.APPROVING.identifiedBy(Set.of("another-payer"));
    refused(400, "names this payer", answer(Services.of(another), ORDER_SIGN, CALL, Ehr.none()));
    PayerConfiguration itself = Services.APPROVING.identifiedBy(Set.of("synthetic-payer"));
    assertThat(answer(Services.of(itself), ORDER_SIGN, CALL, Ehr.none()).information().covered())
        .isEqualTo("covered");
  }

  /** The order's concept with another code beside CPT 76390. */
  private static String named(String system, String code) {
    return changed(
        CALL,
        "\"code\": {\n              \"coding\": [",
        "\"code\": {\n              \"coding\": [{\"system\": \""
            + system
            + "\", \"code\": \""
            + code
            + "\"},");
  }

  @Test
  void anOrderThatAlsoNamesAnotherServiceIsNotCovered() {
    Reply reply =
        answer(
            ORDER_SIGN, named("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "G0202"));
    assertThat(reply.information().covered()).isEqualTo("conditional");
    assertThat(reply.text()).contains("what is ordered is in doubt");
  }

  @Test
  void aClinicalTermBesideTheServiceIsNoOtherService() {
    Reply reply = answer(ORDER_SIGN, named("http://snomed.info/sct", "73761001"));
    assertThat(reply.information().covered()).isEqualTo("covered");
  }

  @Test
  void missingDataIsNoError() {
    String bare =
        changed(
            CALL,
            "\"code\": {\n              \"coding\": [",
            "\"code\": {\n              \"codings\": [");
    assertThat(answer(ORDER_SIGN, bare).information().covered()).isEqualTo("conditional");
  }

  @Test
  void unknownMembersAreIgnored() {
    String more =
        changed(CALL, "\"hook\":", "\"future\": {\"deep\": [1, {\"x\": null}]}, \"hook\":")
            .replace("\"patientId\":", "\"unheardOf\": true, \"patientId\":")
            .replace(
                "\"davinci-crd.requestedVersion\":",
                "\"org.example\": 1, \"davinci-crd.configuration\": {\"unheard-of\": 7,"
                    + " \"max-cards\": \"many\", \"guideline\": 3},"
                    + " \"davinci-crd.requestedVersion\":");
    Reply reply = answer(ORDER_SIGN, more);
    assertThat(reply.information().covered()).isEqualTo("covered");
    assertThat(reply.cards()).isNotEmpty();
  }

  @Test
  void anErrorNamesNoPatientData() {
    Reply reply =
        answer(
            ORDER_SIGN, changed(CALL, "\"patientId\": \"patient\"", "\"patientId\": \"SYN/TH 1\""));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).doesNotContain("SYN");
  }
}
