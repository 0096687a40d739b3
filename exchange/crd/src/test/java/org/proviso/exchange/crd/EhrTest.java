package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.changed;
import static org.proviso.exchange.crd.Services.example;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.exchange.crd.evidence.Ehr;
import org.proviso.exchange.crd.hook.Fields;
import org.proviso.ground.digest.Sha256;

/** What is asked of the EHR; and an EHR that is slow, fails or lies. */
class EhrTest {
  private static final String ORDER_SIGN = "order-sign-crd";
  private static final String SUBJECT =
      "\"subject\":{\"reference\":\"Patient/patient\"},\"status\":\"completed\"";
  private static final String PROCEDURE =
      "{\"resourceType\":\"Procedure\",\"id\":\"craniotomy\","
          + SUBJECT
          + ",\"performedDateTime\":\"2024-02-06\",\"code\":{\"coding\":[{\"system\":"
          + "\"http://www.ama-assn.org/go/cpt\",\"code\":\"61510\"}]}}";
  private static final String ANSWERS =
      "{\"resourceType\":\"QuestionnaireResponse\",\"id\":\"answers\","
          + SUBJECT
          + ",\"authored\":\"2025-06-05\",\"item\":[{\"linkId\":"
          + "\"tumor-or-therapy-change-in-question\",\"answer\":[{\"valueBoolean\":true}]},"
          + "{\"linkId\":\"repeat-for-poor-quality\",\"answer\":[{\"valueBoolean\":false}]}]}";
  private static final String PATIENT =
      "{\"resourceType\":\"Patient\",\"id\":\"patient\",\"birthDate\":\"1968-03-14\"}";
  private static final String COVERAGE =
      "{\"resourceType\":\"Coverage\",\"id\":\"coverage\",\"status\":\"active\",\"beneficiary\":"
          + "{\"reference\":\"Patient/patient\"},\"type\":{\"coding\":[{\"system\":"
          + "\"https://nahdo.org/sopt\",\"code\":\"512\"}]}}";

  /** A call that says where the EHR is, and how to be let in. */
  private static String open(String call) {
    return changed(
        call,
        "\"hookInstance\":",
        "\"fhirServer\": \"https://ehr.example.org/fhir\", \"fhirAuthorization\":"
            + " {\"access_token\": \"synthetic\", \"token_type\": \"Bearer\", \"expires_in\": 30,"
            + " \"scope\": \"patient/*.rs\", \"subject\": \"crd\"}, \"hookInstance\":");
  }

  private static EhrStub withFacts() {
    return new EhrStub()
        .on("Procedure?", EhrStub.searchset(PROCEDURE))
        .on("QuestionnaireResponse?", EhrStub.searchset(ANSWERS));
  }

  private static Reply ask(EhrStub ehr, String call) {
    return answer(Services.of(Services.APPROVING), ORDER_SIGN, call, ehr);
  }

  @Test
  void factsThatAreMissingAreAskedOfTheEhrByWhatTheGuidelineReads() {
    EhrStub ehr = withFacts();
    Reply reply = ask(ehr, open(example("order-sign-facts-missing")));
    assertThat(reply.information().covered()).isEqualTo("covered");
    assertThat(ehr.asked)
        .containsExactlyInAnyOrder(
            "Condition?patient=patient&_count=500",
            "Procedure?patient=patient&_count=500",
            "QuestionnaireResponse?patient=patient&_count=500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"warning", "error", "fatal", ""})
  void aReplyThatReportsAFailureIsNotTakenForAllThereIs(String severity) {
    String outcome =
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"" + severity + "\"}]}";
    EhrStub ehr = withFacts().on("Condition?", EhrStub.searchset(outcome));
    Reply reply = ask(ehr, open(example("order-sign-facts-missing")));
    assertThat(reply.information().covered()).isEqualTo("conditional");
    assertThat(reply.text()).contains("reports an error or a warning");
  }

  @Test
  void aReplyWithAHintIsWhole() {
    String hint =
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\"}]}";
    EhrStub ehr = withFacts().on("Condition?", EhrStub.searchset(hint));
    Reply reply = ask(ehr, open(example("order-sign-facts-missing")));
    assertThat(reply.information().covered()).isEqualTo("covered");
  }

  /**
   * docs/crd.md, what is kept: of the digests of the body and of each reply, in the order asked.
   */
  @Test
  void theDigestOfADecisionIsOfTheCallAndTheRepliesThatWereUsed() {
    String call = open(example("order-sign-facts-missing"));
    String digests =
        Stream.of(
                call, EhrStub.searchset(), EhrStub.searchset(PROCEDURE), EhrStub.searchset(ANSWERS))
            .map(text -> sha256(text) + "\n")
            .collect(Collectors.joining());
    Reply reply = ask(withFacts().on("Condition?", EhrStub.searchset()), call);
    assertThat(inputDigest(reply)).isEqualTo(sha256(digests));
  }

  @Test
  void theDigestOfADecisionThatUsedNoReplyIsThatOfTheCall() {
    String call = open(example("order-sign-facts-known"));
    Reply reply = ask(withFacts(), call);
    assertThat(inputDigest(reply)).isEqualTo(sha256(call));
    assertThat(reply.assertions().getFirst().requestDigest()).isEqualTo(sha256(call));
  }

  private static String inputDigest(Reply reply) {
    return Fields.text(Reply.json(reply.assertions().getFirst().record()), "inputDigest")
        .orElseThrow();
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  @Test
  void nothingIsAskedWhereEverythingIsKnown() {
    EhrStub ehr = withFacts();
    ask(ehr, open(example("order-sign-facts-known")));
    assertThat(ehr.asked).isEmpty();
  }

  /** What the EHR sent beforehand may be one page of several, or less for an error. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"link\": [{\"relation\": \"next\"}],",
        "\"link\": [{\"relation\": \"self\"}, {\"relation\": \"next\"}],"
      })
  void nothingIsCoveredByOnePageOfSeveral(String link) {
    String call = example("order-sign-facts-known");
    assertThat(ask(new EhrStub(), call).information().covered()).isEqualTo("covered");
    String paged = call.replaceFirst("\"type\": \"searchset\",", "$0 " + link);
    var information = ask(new EhrStub(), paged).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.reasonCodes()).contains("technical");
  }

  @Test
  void aPrefetchThatIsNothingButAnErrorIsNoPrefetch() {
    String call = open(bareOf("coverage"));
    EhrStub ehr = withFacts().on("Coverage?", EhrStub.searchset(COVERAGE));
    Reply reply = ask(ehr, call);
    assertThat(ehr.asked).contains("Coverage?patient=patient&status=active");
    assertThat(reply.status()).isEqualTo(200);
  }

  /** A call whose prefetch of that name is a Bundle that holds an error alone. */
  private static String bareOf(String name) {
    String call = example("order-sign-facts-missing");
    String error =
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":{"
            + "\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\"}]}}]},";
    int from = call.indexOf("\"" + name + "\": {");
    int to = call.indexOf("\"payers\": {", from);
    return call.substring(0, from) + "\"" + name + "\": " + error + call.substring(to);
  }

  @Test
  void withoutATokenNothingIsAsked() {
    EhrStub ehr = withFacts();
    Reply reply = ask(ehr, example("order-sign-facts-missing"));
    assertThat(ehr.asked).isEmpty();
    assertThat(reply.information().covered()).isEqualTo("conditional");
  }

  private static String bare() {
    String call = open(example("order-sign-facts-missing"));
    int from = call.indexOf("\"prefetch\": {");
    int to = call.indexOf("\"extension\": {", from);
    return call.substring(0, from) + call.substring(to);
  }

  @Test
  void prefetchThatIsMissingIsAskedOfTheEhr() {
    EhrStub ehr =
        withFacts().on("Patient/patient", PATIENT).on("Coverage?", EhrStub.searchset(COVERAGE));
    Reply reply = ask(ehr, bare());
    assertThat(reply.information().covered()).as(reply.text()).isEqualTo("covered");
    assertThat(ehr.asked).contains("Patient/patient", "Coverage?patient=patient&status=active");
  }

  @Test
  void anEhrThatMayNotBeAskedFailsThePreconditionOfWhatIsMissing() {
    var closed = new EhrStub();
    closed.on("Patient", new Ehr.Reply.NotAllowed("not on the list"));
    closed.on("Coverage", new Ehr.Reply.NotAllowed("not on the list"));
    assertThat(ask(closed, bare()).status()).isEqualTo(412);
  }

  @Test
  void anEhrThatMayNotBeAskedLeavesFactsMissing() {
    var closed = new EhrStub();
    for (String type : new String[] {"Condition", "Procedure", "QuestionnaireResponse"}) {
      closed.on(type, new Ehr.Reply.NotAllowed("not on the list"));
    }
    var information = ask(closed, open(example("order-sign-facts-missing"))).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.paNeeded()).isEqualTo("conditional");
  }

  @Test
  void anEhrThatFailsIsTechnicalAndNothingIsCovered() {
    EhrStub failing = withFacts().on("Condition?", new Ehr.Reply.Failed("HTTP 503"));
    var information = ask(failing, open(example("order-sign-facts-missing"))).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.paNeeded()).isEqualTo("indeterminate");
    assertThat(information.reasonCodes()).contains("technical");
    assertThat(information.reasons()).contains("Condition resources in vain: HTTP 503");
  }

  @Test
  void anEhrThatBreaksIsTechnicalAndNothingIsCovered() {
    Ehr broken =
        (where, query, deadline) -> {
          throw new IllegalStateException("broken");
        };
    Reply reply =
        answer(
            Services.of(Services.APPROVING),
            ORDER_SIGN,
            open(example("order-sign-facts-missing")),
            broken);
    assertThat(reply.information().covered()).isEqualTo("conditional");
    assertThat(reply.information().reasonCodes()).contains("technical");
    assertThat(reply.text()).doesNotContain("IllegalState");
  }

  @Test
  void anEhrThatDoesNotAnswerIsWaitedForNoLongerThanThePayersPatience() throws Exception {
    var never = new CountDownLatch(1);
    Ehr silent =
        (where, query, deadline) -> {
          try {
            never.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          return new Ehr.Reply.Failed("too late");
        };
    var done = new CountDownLatch(1);
    var information = new Reply.Information[1];
    Thread.startVirtualThread(
        () -> {
          information[0] =
              answer(
                      Services.of(Services.APPROVING.waiting(Duration.ofMillis(50))),
                      ORDER_SIGN,
                      open(example("order-sign-facts-missing")),
                      silent)
                  .information();
          done.countDown();
        });
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(information[0].covered()).isEqualTo("conditional");
    assertThat(information[0].paNeeded()).isEqualTo("indeterminate");
    assertThat(information[0].reasonCodes()).contains("technical");
    assertThat(information[0].reasons()).containsPattern("in time|no time left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // another patient's record
        "{\"resourceType\":\"Procedure\",\"id\":\"x\",\"status\":\"completed\",\"subject\":"
            + "{\"reference\":\"Patient/other\"},\"performedDateTime\":\"2024-02-06\",\"code\":"
            + "{\"coding\":[{\"system\":\"http://www.ama-assn.org/go/cpt\",\"code\":\"61510\"}]}}",
        // the same id on another server
        "{\"resourceType\":\"Procedure\",\"id\":\"x\",\"status\":\"completed\",\"subject\":"
            + "{\"reference\":\"https://elsewhere.example.org/fhir/Patient/patient\"},"
            + "\"performedDateTime\":\"2024-02-06\",\"code\":{\"coding\":[{\"system\":"
            + "\"http://www.ama-assn.org/go/cpt\",\"code\":\"61510\"}]}}",
        // nobody's record
        "{\"resourceType\":\"Procedure\",\"id\":\"x\",\"status\":\"completed\","
            + "\"performedDateTime\":\"2024-02-06\",\"code\":{\"coding\":[{\"system\":"
            + "\"http://www.ama-assn.org/go/cpt\",\"code\":\"61510\"}]}}",
        // another type than was asked for
        "{\"resourceType\":\"QuestionnaireResponse\",\"id\":\"x\",\"status\":\"completed\","
            + "\"subject\":{\"reference\":\"Patient/patient\"},\"authored\":\"2025-06-05\",\"item\":"
            + "[{\"linkId\":\"brain-tumor-treated\",\"answer\":[{\"valueBoolean\":true}]}]}"
      })
  void aReplyWithAnythingElseThanWasAskedForIsNotBelieved(String resource) {
    EhrStub lying = withFacts().on("Procedure?", EhrStub.searchset(PROCEDURE, resource));
    var information = ask(lying, open(example("order-sign-facts-missing"))).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.reasonCodes()).contains("technical");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"Patient\",\"id\":\"other\"}",
        "{\"resourceType\":\"Coverage\",\"id\":\"patient\"}",
        "nonsense",
        "{\"resourceType\":\"Patient\",\"id\":\"patient\"} {}"
      })
  void anotherPatientThanWasAskedForIsNotBelieved(String reply) {
    EhrStub lying =
        withFacts().on("Patient/patient", reply).on("Coverage?", EhrStub.searchset(COVERAGE));
    var information = ask(lying, bare()).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.paNeeded()).isEqualTo("indeterminate");
  }

  @Test
  void anotherPatientsCoverageIsNotBelieved() {
    EhrStub lying =
        withFacts()
            .on("Patient/patient", PATIENT)
            .on(
                "Coverage?",
                EhrStub.searchset(COVERAGE.replace("Patient/patient", "Patient/other")));
    var information = ask(lying, bare()).information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.value("coverage").orElseThrow()).contains("Coverage/coverage");
  }

  @Test
  void oneOfSeveralPagesIsNotTheWholeRecord() {
    EhrStub paging =
        withFacts()
            .on(
                "Procedure?",
                EhrStub.searchset(PROCEDURE)
                    .replace(
                        "\"type\":\"searchset\"",
                        "\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\"x\"}]"));
    assertThat(ask(paging, open(example("order-sign-facts-missing"))).information().covered())
        .isEqualTo("conditional");
  }

  @Test
  void dispatchedOrdersThatWereNotPrefetchedAreAskedOfTheEhr() {
    String order =
        "{\"resourceType\":\"ServiceRequest\",\"id\":\"order\",\"status\":\"active\",\"intent\":"
            + "\"order\",\"subject\":{\"reference\":\"Patient/patient\"},\"occurrenceDateTime\":"
            + "\"2025-06-12\",\"code\":{\"coding\":[{\"system\":\"http://www.ama-assn.org/go/cpt\","
            + "\"code\":\"76390\"}]}}";
    String call =
        open(
            changed(
                example("order-dispatch"),
                "\"resourceType\": \"ServiceRequest\"",
                "\"resourceType\": \"Basic\""));
    EhrStub ehr = withFacts().on("ServiceRequest/order", order);
    Reply reply = answer(Services.of(Services.APPROVING), "order-dispatch-crd", call, ehr);
    assertThat(reply.information().covered()).isEqualTo("covered");
    EhrStub lying =
        withFacts().on("ServiceRequest/order", order.replace("Patient/patient", "Patient/other"));
    assertThat(answer(Services.of(Services.APPROVING), "order-dispatch-crd", call, lying).status())
        .isEqualTo(412);
  }
}
