package org.proviso.fhir.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ResourceType;

/**
 * Which elements a guideline's {@code from} can name, and where they stand. This table and the one
 * in docs/fhir-facts.md say the same; a test compares them.
 *
 * @param type whose element it is
 * @param shape how the element is read
 * @param path the element's names from the resource inwards
 */
record ReadableElement(ResourceType type, Shape shape, List<String> path) {
  /** How an element is read. */
  enum Shape {
    /** CodeableConcepts: the resource counts when one of them has a code of the value set. */
    CONCEPTS,
    /** A medication, by its own concept or by reference. */
    MEDICATION,
    /** The reasons: concepts, and the codes of the conditions referred to. */
    REASONS,
    /** The observation's and its components' codes, each with its value. */
    OBSERVED,
    /** {@code value[x]}. */
    VALUE,
    /** A code of FHIR's own, as a string. */
    SYMBOL,
    /** A date. */
    DATE,
    /** When it was, by the resource's own dates. */
    WHEN,
    /** A Quantity. */
    QUANTITY,
    /** Items of a claim with their dates. */
    CLAIM_ITEMS,
    /** What a coverage says. */
    COVERAGE
  }

  private static final Map<String, ReadableElement> TABLE =
      Map.ofEntries(
          concepts("Procedure", "code"),
          concepts("Procedure.code", "code"),
          concepts("Procedure.bodySite", "bodySite"),
          concepts("Procedure.category", "category"),
          concepts("Procedure.outcome", "outcome"),
          entry("Procedure.reasonCode", Shape.REASONS, "reasonCode"),
          entry("Procedure.performed", Shape.WHEN),
          concepts("Condition", "code"),
          concepts("Condition.code", "code"),
          concepts("Condition.bodySite", "bodySite"),
          concepts("Condition.category", "category"),
          concepts("Condition.severity", "severity"),
          entry("Condition.onset", Shape.WHEN),
          entry("Condition.recordedDate", Shape.DATE, "recordedDate"),
          entry("Observation", Shape.OBSERVED),
          concepts("Observation.code", "code"),
          concepts("Observation.bodySite", "bodySite"),
          concepts("Observation.category", "category"),
          concepts("Observation.method", "method"),
          concepts("Observation.interpretation", "interpretation"),
          entry("Observation.value", Shape.VALUE),
          entry("Observation.effective", Shape.WHEN),
          concepts("DiagnosticReport", "code"),
          concepts("DiagnosticReport.code", "code"),
          concepts("DiagnosticReport.category", "category"),
          concepts("DiagnosticReport.conclusionCode", "conclusionCode"),
          entry("DiagnosticReport.effective", Shape.WHEN),
          entry("MedicationRequest", Shape.MEDICATION),
          entry("MedicationRequest.medication", Shape.MEDICATION),
          entry("MedicationRequest.reasonCode", Shape.REASONS, "reasonCode"),
          entry("MedicationRequest.authoredOn", Shape.DATE, "authoredOn"),
          entry("MedicationStatement", Shape.MEDICATION),
          entry("MedicationStatement.medication", Shape.MEDICATION),
          entry("MedicationStatement.reasonCode", Shape.REASONS, "reasonCode"),
          entry("MedicationStatement.effective", Shape.WHEN),
          concepts("ServiceRequest", "code"),
          concepts("ServiceRequest.code", "code"),
          entry("ServiceRequest.reasonCode", Shape.REASONS, "reasonCode"),
          concepts("ServiceRequest.bodySite", "bodySite"),
          concepts("ServiceRequest.category", "category"),
          concepts("ServiceRequest.orderDetail", "orderDetail"),
          entry("ServiceRequest.quantity", Shape.QUANTITY, "quantityQuantity"),
          entry("ServiceRequest.priority", Shape.SYMBOL, "priority"),
          entry("ServiceRequest.authoredOn", Shape.DATE, "authoredOn"),
          concepts("DeviceRequest", "codeCodeableConcept"),
          concepts("DeviceRequest.code", "codeCodeableConcept"),
          entry("DeviceRequest.reasonCode", Shape.REASONS, "reasonCode"),
          entry("DeviceRequest.authoredOn", Shape.DATE, "authoredOn"),
          entry("Claim", Shape.CLAIM_ITEMS),
          entry("Claim.productOrService", Shape.CLAIM_ITEMS),
          concepts("Claim.diagnosis", "diagnosis", "diagnosisCodeableConcept"),
          concepts("Claim.procedure", "procedure", "procedureCodeableConcept"),
          entry("Patient.birthDate", Shape.DATE, "birthDate"),
          entry("Patient.gender", Shape.SYMBOL, "gender"),
          entry("Coverage.line-of-business", Shape.COVERAGE),
          entry("Coverage.plan", Shape.COVERAGE),
          entry("Coverage.jurisdiction", Shape.COVERAGE),
          entry("Coverage.contract-rule", Shape.COVERAGE),
          concepts("Coverage.type", "type"));

  private static Map.Entry<String, ReadableElement> concepts(String name, String... path) {
    return entry(name, Shape.CONCEPTS, path);
  }

  private static Map.Entry<String, ReadableElement> entry(
      String name, Shape shape, String... path) {
    int dot = name.indexOf('.');
    ResourceType type = ResourceType.named(dot < 0 ? name : name.substring(0, dot)).orElseThrow();
    return Map.entry(name, new ReadableElement(type, shape, List.of(path)));
  }

  static @Nullable ReadableElement of(String resource, Optional<String> element) {
    return TABLE.get(element.map(name -> resource + "." + name).orElse(resource));
  }

  /** What can be named, in alphabetical order: {@code Procedure}, {@code Procedure.code}, ... */
  static List<String> names() {
    return TABLE.keySet().stream().sorted().toList();
  }

  /** The elements under {@code holder} that the path, which is not empty, leads to. */
  static List<Place> follow(Place holder, List<String> path) {
    List<Place> places = holder.all(path.getFirst());
    for (String step : path.subList(1, path.size())) {
      var further = new ArrayList<Place>();
      for (Place place : places) {
        further.addAll(place.all(step));
      }
      places = further;
    }
    return places;
  }
}
