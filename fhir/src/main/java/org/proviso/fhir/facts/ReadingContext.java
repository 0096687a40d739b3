package org.proviso.fhir.facts;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.PatientFinder;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Concepts;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.Reliability;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;
import org.proviso.fhir.record.Subject;
import org.proviso.terminology.Terminology;

/**
 * What every part of one reading shares: the record, the order, its patient, and what is noticed on
 * the way.
 */
final class ReadingContext {
  private final ClinicalRecord record;
  private final Order order;
  private final Notes notes;
  private final Concepts concepts;
  private final Optional<Resource> patient;
  private final Map<Resource, Reliability> reliabilities = new HashMap<>();

  ReadingContext(ClinicalRecord record, Order order, Terminology terminology, Notes notes) {
    this.record = record;
    this.order = order;
    this.notes = notes;
    this.concepts = new Concepts(terminology, order.dateOfService());
    this.patient = PatientFinder.only(record, notes);
  }

  ClinicalRecord record() {
    return record;
  }

  Notes notes() {
    return notes;
  }

  Concepts concepts() {
    return concepts;
  }

  LocalDate dateOfService() {
    return order.dateOfService();
  }

  Optional<Resource> patient() {
    return patient;
  }

  /** Whether it is the request that is decided. */
  boolean isOrder(Resource resource) {
    return resource.reference().equals(order.reference());
  }

  /** The coverage of the order. */
  Optional<Resource> coverage() {
    for (Resource coverage : record.ofType(ResourceType.COVERAGE)) {
      if (order.coverage().filter(coverage.reference()::equals).isPresent()) {
        return Optional.of(coverage);
      }
    }
    return Optional.empty();
  }

  Place place(Resource resource) {
    return Place.of(resource, notes);
  }

  /** How far the resource can be relied on; looked up once. */
  Reliability reliability(Place resource) {
    Reliability known = reliabilities.get(resource.resource());
    if (known == null) {
      known = Reliability.of(resource);
      reliabilities.put(resource.resource(), known);
    }
    return known;
  }

  /** Whom the resource is about. */
  Subject subject(Place resource) {
    return patient.isEmpty() || resource.resource().type() == ResourceType.PATIENT
        ? Subject.PATIENT
        : Subject.of(record, patient.get(), resource);
  }
}
