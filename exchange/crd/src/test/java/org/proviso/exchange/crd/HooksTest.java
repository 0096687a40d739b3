package org.proviso.exchange.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.exchange.crd.Services.answer;
import static org.proviso.exchange.crd.Services.changed;
import static org.proviso.exchange.crd.Services.example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.exchange.crd.respond.Assertion;

/** Each hook, and each type of resource that coverage information is written on. */
class HooksTest {
  @Test
  void anAppointmentWithoutAnOrderCarriesItItself() {
    Reply reply = answer("appointment-book-crd", example("appointment-book"));
    assertThat(reply.information().covered()).isEqualTo("covered");
    assertThat(reply.assertions().getFirst().resource()).isEqualTo("Appointment/appointment");
  }

  @Test
  void anAppointmentForAnOrderLeavesItToTheOrderOnTheAppointmentsDay() {
    String forOrder =
        changed(
            changed(
                example("appointment-book"),
                "\"status\": \"proposed\"",
                "\"basedOn\": [{\"reference\": \"ServiceRequest/order\"}], \"status\":"
                    + " \"proposed\""),
            "\"payers\":",
            "\"serviceRequests\": {\"resourceType\": \"ServiceRequest\", \"id\": \"order\","
                + " \"status\": \"active\", \"intent\": \"order\", \"subject\": {\"reference\":"
                + " \"Patient/patient\"}, \"code\": {\"coding\": [{\"system\":"
                + " \"http://www.ama-assn.org/go/cpt\", \"code\": \"76390\"}]}}, \"payers\":");
    Reply reply = answer("appointment-book-crd", forOrder);
    assertThat(reply.assertions())
        .extracting(Assertion::resource)
        .containsExactly("ServiceRequest/order");
    assertThat(reply.information().covered()).isEqualTo("covered");
    assertThat(reply.information().values("detail").toString()).doesNotContain("2025-06-05");
  }

  @Test
  void dispatchedOrdersAreReadFromThePrefetch() {
    Reply reply = answer("order-dispatch-crd", example("order-dispatch"));
    assertThat(reply.assertions())
        .extracting(Assertion::resource)
        .containsExactly("ServiceRequest/order");
    assertThat(reply.information().covered()).isEqualTo("covered");
  }

  @Test
  void theContextOfAnOlderOrderDispatchNamesOneOrder() {
    String older =
        changed(
            example("order-dispatch"),
            "\"dispatchedOrders\": [\n      \"ServiceRequest/order\"\n    ]",
            "\"order\": \"ServiceRequest/order\"");
    assertThat(answer("order-dispatch-crd", older).information().covered()).isEqualTo("covered");
  }

  @Test
  void anOrderThatIsNotSelectedIsLeftAlone() {
    String other =
        changed(
            example("order-select-facts-missing"),
            "\"selections\": [\n      \"ServiceRequest/order\"\n    ]",
            "\"selections\": [\"ServiceRequest/other\"]");
    Reply reply = answer("order-select-crd", other);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.updated()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "order-select-crd, order-select-facts-missing",
    "encounter-start-crd, encounter-start"
  })
  void secondaryHooksSayNothingOfDocumentation(String service, String call) {
    Reply reply = answer(service, example(call));
    var information = reply.information();
    assertThat(information.covered()).isEqualTo("conditional");
    assertThat(information.values("doc-needed")).isEmpty();
    assertThat(information.values("doc-purpose")).isEmpty();
    assertThat(information.values("questionnaire")).isEmpty();
    assertThat(reply.text()).doesNotContain("Has a brain tumor been treated");
  }

  @Test
  void theEndOfAnEncounterIsAnsweredLikeItsStart() {
    String discharge =
        changed(example("encounter-start"), "encounter-start", "encounter-discharge");
    assertThat(answer("encounter-discharge-crd", discharge).assertions())
        .extracting(Assertion::resource)
        .containsExactly("Encounter/encounter");
  }

  /** The order of an example, as another type of resource with the same code. */
  private static String as(String type, String rest) {
    String call = example("order-sign-facts-known");
    int start = call.indexOf("{\n            \"resourceType\": \"ServiceRequest\"");
    int end = call.indexOf("\n          }\n", start) + "\n          }\n".length();
    return call.substring(0, start)
        + "{\"resourceType\": \""
        + type
        + "\", \"id\": \"order\", "
        + rest
        + "}"
        + call.substring(end);
  }

  private static final String CODE =
      "{\"coding\": [{\"system\": \"http://www.ama-assn.org/go/cpt\", \"code\": \"76390\"}]}";
  private static final String SUBJECT = "\"subject\": {\"reference\": \"Patient/patient\"}";

  @Test
  void aDeviceRequestIsAnOrder() {
    Reply reply =
        answer(
            "order-sign-crd",
            as(
                "DeviceRequest",
                SUBJECT
                    + ", \"status\": \"draft\", \"intent\": \"order\", \"occurrenceDateTime\":"
                    + " \"2025-06-12\", \"codeCodeableConcept\": "
                    + CODE));
    assertThat(reply.information().covered()).isEqualTo("covered");
  }

  @Test
  void aMedicationRequestIsAnOrder() {
    Reply reply =
        answer(
            "order-sign-crd",
            as(
                "MedicationRequest",
                SUBJECT
                    + ", \"status\": \"draft\", \"intent\": \"order\", \"authoredOn\":"
                    + " \"2025-06-05\", \"medicationCodeableConcept\": {\"coding\": [{\"system\":"
                    + " \"http://www.nlm.nih.gov/research/umls/rxnorm\", \"code\": \"37776\"}]}"));
    assertThat(reply.information().covered()).isEqualTo("conditional");
    assertThat(reply.information().reasons()).contains("No guideline of Florida Blue is about");
  }

  @Test
  void aCommunicationRequestIsReadAsARequest() {
    Reply reply =
        answer(
            "order-sign-crd",
            as(
                "CommunicationRequest",
                SUBJECT
                    + ", \"status\": \"draft\", \"occurrenceDateTime\": \"2025-06-12\","
                    + " \"category\": ["
                    + CODE
                    + "]"));
    assertThat(reply.information().covered()).isEqualTo("covered");
    assertThat(reply.assertions().getFirst().resource()).isEqualTo("CommunicationRequest/order");
  }

  @Test
  void aNutritionOrderHasNoDateOfItsServiceAndIsConditional() {
    Reply reply =
        answer(
            "order-sign-crd",
            as(
                "NutritionOrder",
                "\"patient\": {\"reference\": \"Patient/patient\"}, \"status\": \"draft\","
                    + " \"intent\": \"order\", \"dateTime\": \"2025-06-05\", \"oralDiet\":"
                    + " {\"type\": ["
                    + CODE
                    + "]}"));
    assertThat(reply.information().covered()).isEqualTo("conditional");
    assertThat(reply.information().values("info-needed")).contains("timeframe");
  }

  @Test
  void aVisionPrescriptionHasNoDateOfItsServiceAndIsConditional() {
    Reply reply =
        answer(
            "order-sign-crd",
            as(
                "VisionPrescription",
                "\"patient\": {\"reference\": \"Patient/patient\"}, \"status\": \"draft\","
                    + " \"dateWritten\": \"2025-06-05\", \"lensSpecification\": [{\"product\": "
                    + CODE
                    + "}]"));
    assertThat(reply.information().covered()).isEqualTo("conditional");
  }

  @Test
  void aCancelledAppointmentAsksForNothing() {
    String cancelled =
        changed(
            example("appointment-book"), "\"status\": \"proposed\"", "\"status\": \"cancelled\"");
    assertThat(answer("appointment-book-crd", cancelled).information().covered())
        .isEqualTo("conditional");
  }
}
