package org.proviso.fhir.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.fhir.Bundles.COVERAGE;
import static org.proviso.fhir.Bundles.ORDER;
import static org.proviso.fhir.Bundles.PATIENT;
import static org.proviso.fhir.Bundles.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.fhir.Bundles;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reading;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/** What is asked for, for whom, when, under which coverage; and what is refused. */
class OrderReaderTest {
  @Test
  void readsTheOrder() {
    Order order = accepted(PATIENT, ORDER, COVERAGE);
    assertThat(order.reference()).isEqualTo("ServiceRequest/r");
    assertThat(order.services()).extracting(Object::toString).containsExactly("cpt 76390");
    assertThat(order.dateOfService()).isEqualTo(LocalDate.of(2025, 6, 12));
    assertThat(order.birthDate()).contains(LocalDate.of(1968, 3, 14));
    assertThat(order.coverage()).contains("Coverage/c");
    assertThat(order.lineOfBusiness()).contains("commercial");
  }

  @Test
  void refusesWithoutPatientOrRequestOrWithTwo() {
    refuses(ProblemKind.NO_PATIENT, ORDER);
    refuses(ProblemKind.NO_REQUEST, PATIENT);
    refuses(ProblemKind.SEVERAL_PATIENTS, PATIENT, ORDER, PATIENT.replace("'p'", "'q'"));
    refuses(ProblemKind.SEVERAL_REQUESTS, PATIENT, ORDER, ORDER.replace("'r'", "'s'"));
    refuses(
        ProblemKind.SEVERAL_COVERAGES, PATIENT, ORDER, COVERAGE, COVERAGE.replace("'c'", "'d'"));
    refuses(
        ProblemKind.REQUEST_FOR_ANOTHER_PATIENT, PATIENT, ORDER.replace("Patient/p", "Patient/q"));
  }

  @ParameterizedTest
  @CsvSource({"revoked", "entered-in-error", "nonsense"})
  void aRequestThatIsWithdrawnIsNone(String status) {
    refuses(ProblemKind.NO_REQUEST, PATIENT, ORDER.replace("active", status));
  }

  @Test
  void aProhibitionIsNoRequest() {
    refuses(
        ProblemKind.NO_REQUEST, PATIENT, ORDER.replace("'intent'", "'doNotPerform':true,'intent'"));
  }

  @Test
  void anEarlierCompletedRequestIsHistory() {
    String earlier = ORDER.replace("'r'", "'s'").replace("active", "completed");
    assertThat(accepted(PATIENT, earlier, ORDER).reference()).isEqualTo("ServiceRequest/r");
    assertThat(accepted(PATIENT, earlier).reference()).isEqualTo("ServiceRequest/s");
  }

  @Test
  void theServiceNeedsAGoodCode() {
    refuses(
        ProblemKind.SERVICE_CODE_SYSTEM_MISSING,
        PATIENT,
        ORDER.replace("'system':'http://www.ama-assn.org/go/cpt',", ""));
    refuses(ProblemKind.SERVICE_CODE_MALFORMED, PATIENT, ORDER.replace("76390", "763900"));
    refuses(
        ProblemKind.SERVICE_CODE_NOT_IN_FORCE, PATIENT, ORDER.replace("2025-06-12", "1997-06-12"));
    refuses(
        ProblemKind.SERVICE_CODE_SYSTEM_UNKNOWN,
        PATIENT,
        ORDER.replace("http://www.ama-assn.org/go/cpt", "http://example.org/codes"));
    refuses(ProblemKind.SERVICE_CODE_MISSING, PATIENT, ORDER.replace("'coding'", "'codings'"));
  }

  @ParameterizedTest
  @CsvSource({
    "2023-02-30, DATE_OF_SERVICE_INVALID",
    "yesterday, DATE_OF_SERVICE_INVALID",
    "2025-06, DATE_OF_SERVICE_IMPRECISE",
    "2025, DATE_OF_SERVICE_IMPRECISE"
  })
  void theDateOfServiceIsADay(String date, ProblemKind expected) {
    refuses(expected, PATIENT, ORDER.replace("2025-06-12", date));
  }

  @Test
  void theDayARequestWasWrittenIsNoDateOfService() {
    refuses(
        ProblemKind.DATE_OF_SERVICE_MISSING,
        PATIENT,
        ORDER.replace("occurrenceDateTime", "authoredOn"));
  }

  @Test
  void readsPeriodsTimingsAndTimesOfDay() {
    String day = "'occurrenceDateTime':'2025-06-12'";
    assertThat(
            accepted(PATIENT, ORDER.replace(day, "'occurrencePeriod':{'start':'2025-06-12'}"))
                .dateOfService())
        .isEqualTo(LocalDate.of(2025, 6, 12));
    assertThat(
            accepted(PATIENT, ORDER.replace(day, "'occurrenceTiming':{'event':['2025-06-12']}"))
                .dateOfService())
        .isEqualTo(LocalDate.of(2025, 6, 12));
    assertThat(
            accepted(PATIENT, ORDER.replace("2025-06-12", "2025-06-12T23:30:00-05:00"))
                .dateOfService())
        .isEqualTo(LocalDate.of(2025, 6, 12));
  }

  @Test
  void aGivenDateOfServiceDecides() {
    Reading<Order> reading =
        OrderReader.read(
            Bundles.record(Bundles.bundle(PATIENT, ORDER)),
            Terminology.standard(),
            Optional.of(LocalDate.of(2010, 6, 1)));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Done.class,
            done ->
                assertThat(((Order) done.value()).dateOfService())
                    .isEqualTo(LocalDate.of(2010, 6, 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://nahdo.org/sopt, 512, commercial",
    "https://nahdo.org/sopt, 111, medicare-advantage",
    "https://nahdo.org/sopt, 121, medicare",
    "https://nahdo.org/sopt, 123, medicare-supplement",
    "https://nahdo.org/sopt, 211, medicaid",
    "urn:oid:2.16.840.1.113883.3.221.5, 613, commercial",
    "https://codesystem.x12.org/005010/1032, FI, fep",
    "https://codesystem.x12.org/005010/1032, 16, medicare-advantage"
  })
  void theTypeOfTheCoverageTellsTheLineOfBusiness(String system, String code, String expected) {
    assertThat(
            accepted(
                    PATIENT,
                    ORDER,
                    COVERAGE.replace("https://nahdo.org/sopt", system).replace("512", code))
                .lineOfBusiness())
        .contains(expected);
  }

  @Test
  void aFormOfPlanDoesNotTellTheLineOfBusiness() {
    String form =
        COVERAGE
            .replace("https://nahdo.org/sopt", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
            .replace("512", "HMO");
    assertThat(accepted(PATIENT, ORDER, form).lineOfBusiness()).isEmpty();
    assertThat(order(PATIENT, ORDER, form).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.LINE_OF_BUSINESS_UNKNOWN);
  }

  @Test
  void anExtensionTellsTheLineOfBusinessAndTheJurisdiction() {
    Order order =
        accepted(
            PATIENT,
            ORDER,
            COVERAGE
                .replace("512", "9")
                .replace(
                    "'status'",
                    "'extension':[{'url':'"
                        + CoverageReader.LINE_OF_BUSINESS
                        + "','valueCode':'fep'},{'url':'"
                        + CoverageReader.JURISDICTION
                        + "','valueCode':'US-FL'}],'status'"));
    assertThat(order.lineOfBusiness()).contains("fep");
    assertThat(order.jurisdiction()).contains("US-FL");
  }

  @Test
  void aCoverageThatIsOverOrCancelledIsNotUsed() {
    String ended = COVERAGE.replace("'status'", "'period':{'end':'2024-12-31'},'status'");
    assertThat(accepted(PATIENT, ORDER, ended).coverage()).isEmpty();
    assertThat(accepted(PATIENT, ORDER, ended.replace("'c'", "'d'"), COVERAGE).coverage())
        .contains("Coverage/c");
    assertThat(accepted(PATIENT, ORDER, COVERAGE.replace("active", "cancelled")).coverage())
        .isEmpty();
  }

  @Test
  void theSubscriberIsNotTheSecondPatient() {
    Order order =
        accepted(
            PATIENT,
            PATIENT.replace("'p'", "'parent'"),
            ORDER,
            COVERAGE.replace("'status'", "'subscriber':{'reference':'Patient/parent'},'status'"));
    assertThat(order.birthDate()).isPresent();
  }

  private static Order accepted(String... resources) {
    Reading<Order> reading = order(resources);
    assertThat(reading).isInstanceOf(Reading.Done.class);
    return ((Reading.Done<Order>) reading).value();
  }

  private static void refuses(ProblemKind expected, String... resources) {
    Reading<Order> reading = order(resources);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(reading.problems())
        .filteredOn(InputProblem::refuses)
        .extracting(InputProblem::kind)
        .containsExactly(expected);
  }

  @Test
  void theCallerMayNameTheOrderItsDateAndItsCodes() {
    ClinicalRecord record =
        Bundles.record(Bundles.bundle(PATIENT, ORDER, ORDER.replace("'r'", "'s'")));
    var second =
        new OrderReader.Asked(Optional.of("ServiceRequest/s"), Optional.empty(), List.of());
    assertThat(read(record, second).reference()).isEqualTo("ServiceRequest/s");
    LocalDate day = LocalDate.of(2024, 2, 29);
    assertThat(read(record, second.on(day)).dateOfService()).isEqualTo(day);
    var code = new Code(CodeSystem.CPT, "71046");
    var billed = new OrderReader.Asked(second.request(), Optional.empty(), List.of(code));
    assertThat(read(record, billed).services()).containsExactly(code);
    var nobody =
        new OrderReader.Asked(Optional.of("ServiceRequest/x"), Optional.empty(), List.of());
    assertThat(OrderReader.read(record, Terminology.standard(), nobody).problems())
        .extracting(InputProblem::kind)
        .contains(ProblemKind.NO_REQUEST);
  }

  @Test
  void aCodeOfTheCallersHasToBeInForceToo() {
    ClinicalRecord record = Bundles.record(Bundles.bundle(PATIENT, ORDER));
    var old =
        new OrderReader.Asked(
            Optional.empty(),
            Optional.of(LocalDate.of(1997, 6, 12)),
            List.of(new Code(CodeSystem.CPT, "76390")));
    assertThat(OrderReader.read(record, Terminology.standard(), old).problems())
        .extracting(InputProblem::kind)
        .contains(ProblemKind.SERVICE_CODE_NOT_IN_FORCE);
  }

  private static Order read(ClinicalRecord record, OrderReader.Asked asked) {
    Reading<Order> reading = OrderReader.read(record, Terminology.standard(), asked);
    assertThat(reading).isInstanceOf(Reading.Done.class);
    return ((Reading.Done<Order>) reading).value();
  }
}
