package org.proviso.fhir.record;

import static org.proviso.fhir.record.Reliability.COUNTS;
import static org.proviso.fhir.record.Reliability.DID_NOT_HAPPEN;
import static org.proviso.fhir.record.Reliability.ENTERED_IN_ERROR;
import static org.proviso.fhir.record.Reliability.NOT_ESTABLISHED;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The resource types that are read, each with all that reading it needs: the element that names its
 * subject, what its statuses mean, how it is dated, and the elements that are kept of it. To read
 * another type, add it here and name its elements in {@code ReadableElement}; see
 * docs/fhir-facts.md.
 */
public enum ResourceType {
  CLAIM(
      "Claim",
      "patient",
      Statuses.FINANCIAL,
      new DateRule.PeriodOnly("billablePeriod"),
      "use insurance coverage focal item productOrService servicedDate servicedPeriod"
          + " billablePeriod diagnosis diagnosisCodeableConcept procedure procedureCodeableConcept"),
  CONDITION(
      "Condition",
      "subject",
      Map.of(),
      new DateRule.OnsetToAbatement(),
      "clinicalStatus verificationStatus category severity bodySite onsetDateTime onsetPeriod"
          + " abatementDateTime abatementPeriod recordedDate"),
  COVERAGE(
      "Coverage",
      "beneficiary",
      Statuses.FINANCIAL,
      new DateRule.Undated(),
      "subscriber type class period"),
  DEVICE_REQUEST(
      "DeviceRequest",
      "subject",
      Statuses.REQUESTED,
      new DateRule.OccurrenceOrAuthored(),
      "intent doNotPerform codeCodeableConcept occurrenceDateTime occurrencePeriod"
          + " occurrenceTiming event repeat boundsPeriod authoredOn reasonCode reasonReference"
          + " insurance"),
  DIAGNOSTIC_REPORT(
      "DiagnosticReport",
      "subject",
      Map.of(
          "registered", DID_NOT_HAPPEN,
          "partial", NOT_ESTABLISHED,
          "preliminary", NOT_ESTABLISHED,
          "final", COUNTS,
          "amended", COUNTS,
          "corrected", COUNTS,
          "appended", COUNTS,
          "cancelled", DID_NOT_HAPPEN,
          "entered-in-error", ENTERED_IN_ERROR,
          "unknown", NOT_ESTABLISHED),
      new DateRule.EffectiveOrIssued(),
      "category conclusionCode effectiveDateTime effectivePeriod issued"),
  MEDICATION("Medication", "subject", Map.of(), new DateRule.Undated(), ""),
  MEDICATION_REQUEST(
      "MedicationRequest",
      "subject",
      Map.of(
          "active", COUNTS,
          "on-hold", NOT_ESTABLISHED,
          "cancelled", DID_NOT_HAPPEN,
          "completed", COUNTS,
          "entered-in-error", ENTERED_IN_ERROR,
          "stopped", NOT_ESTABLISHED,
          "draft", DID_NOT_HAPPEN,
          "unknown", NOT_ESTABLISHED),
      new DateRule.Day("authoredOn"),
      "intent doNotPerform medicationCodeableConcept medicationReference authoredOn reasonCode"
          + " reasonReference insurance"),
  MEDICATION_STATEMENT(
      "MedicationStatement",
      "subject",
      Map.of(
          "active", COUNTS,
          "completed", COUNTS,
          "entered-in-error", ENTERED_IN_ERROR,
          "intended", DID_NOT_HAPPEN,
          "stopped", COUNTS,
          "on-hold", NOT_ESTABLISHED,
          "unknown", NOT_ESTABLISHED,
          "not-taken", DID_NOT_HAPPEN),
      new DateRule.PointOrPeriod("effective", true),
      "medicationCodeableConcept medicationReference effectiveDateTime effectivePeriod reasonCode"
          + " reasonReference"),
  OBSERVATION(
      "Observation",
      "subject",
      Map.of(
          "registered", DID_NOT_HAPPEN,
          "preliminary", NOT_ESTABLISHED,
          "final", COUNTS,
          "amended", COUNTS,
          "corrected", COUNTS,
          "cancelled", DID_NOT_HAPPEN,
          "entered-in-error", ENTERED_IN_ERROR,
          "unknown", NOT_ESTABLISHED),
      new DateRule.EffectiveOrIssued(),
      "category bodySite method interpretation effectiveDateTime effectivePeriod effectiveInstant"
          + " issued dataAbsentReason component"),
  PATIENT(
      "Patient",
      "subject",
      Map.of(),
      new DateRule.Undated(),
      "birthDate gender deceasedDateTime deceasedBoolean"),
  PROCEDURE(
      "Procedure",
      "subject",
      Map.of(
          "preparation", DID_NOT_HAPPEN,
          "in-progress", COUNTS,
          "not-done", DID_NOT_HAPPEN,
          "on-hold", NOT_ESTABLISHED,
          "stopped", NOT_ESTABLISHED,
          "completed", COUNTS,
          "entered-in-error", ENTERED_IN_ERROR,
          "unknown", NOT_ESTABLISHED),
      new DateRule.PointOrPeriod("performed", false),
      "bodySite category outcome reasonCode reasonReference performedDateTime performedPeriod"),
  QUESTIONNAIRE_RESPONSE(
      "QuestionnaireResponse",
      "subject",
      Map.of(
          "in-progress", NOT_ESTABLISHED,
          "completed", COUNTS,
          "amended", COUNTS,
          "entered-in-error", ENTERED_IN_ERROR,
          "stopped", NOT_ESTABLISHED),
      new DateRule.Day("authored"),
      "authored item linkId answer"),
  SERVICE_REQUEST(
      "ServiceRequest",
      "subject",
      Statuses.REQUESTED,
      new DateRule.OccurrenceOrAuthored(),
      "intent doNotPerform priority category orderDetail quantityQuantity bodySite"
          + " occurrenceDateTime occurrencePeriod occurrenceTiming event repeat boundsPeriod"
          + " authoredOn reasonCode reasonReference insurance");

  /** Status tables that several types share. */
  private static final class Statuses {
    static final Map<String, Reliability> REQUESTED =
        Map.of(
            "draft", DID_NOT_HAPPEN,
            "active", COUNTS,
            "on-hold", NOT_ESTABLISHED,
            "revoked", DID_NOT_HAPPEN,
            "completed", COUNTS,
            "entered-in-error", ENTERED_IN_ERROR,
            "unknown", NOT_ESTABLISHED);

    static final Map<String, Reliability> FINANCIAL =
        Map.of(
            "active", COUNTS,
            "cancelled", DID_NOT_HAPPEN,
            "draft", DID_NOT_HAPPEN,
            "entered-in-error", ENTERED_IN_ERROR);
  }

  /** Those that ask for a service, the likeliest order first. */
  public static final List<ResourceType> REQUESTS =
      List.of(SERVICE_REQUEST, DEVICE_REQUEST, MEDICATION_REQUEST);

  private static final Map<String, ResourceType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(type -> type.fhirName, Function.identity()));

  private final String fhirName;
  private final String subject;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable
  private final Map<String, Reliability> statuses;

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings
  private final DateRule dateRule;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> elements;

  ResourceType(
      String fhirName,
      String subject,
      Map<String, Reliability> statuses,
      DateRule dateRule,
      String elements) {
    this.fhirName = fhirName;
    this.subject = subject;
    this.statuses = statuses;
    this.dateRule = dateRule;
    this.elements = elements.isEmpty() ? List.of() : List.of(elements.split(" "));
  }

  /** The type of that name; empty when resources of it are not read. */
  public static Optional<ResourceType> named(String fhirName) {
    return Optional.ofNullable(BY_NAME.get(fhirName));
  }

  /** The element that refers to whom the resource is about: {@code subject}, {@code patient}. */
  String subject() {
    return subject;
  }

  /**
   * What each code of {@code status} in R4 means; empty for a type that has no status, and for
   * Condition, whose statuses are in {@link ConditionStatus}.
   */
  Map<String, Reliability> statuses() {
    return statuses;
  }

  /** How a resource of this type is dated. */
  public DateRule dateRule() {
    return dateRule;
  }

  /** The elements that are kept of it, besides those that every type has. */
  List<String> elements() {
    return elements;
  }

  /** The name that FHIR gives it: {@code Procedure}. */
  @Override
  public String toString() {
    return fhirName;
  }
}
