package org.proviso.fhir.order;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;

/** Finds the patient of a record. */
public final class PatientFinder {
  private PatientFinder() {}

  /** The one patient; notes why there is none. */
  static @Nullable Resource find(ClinicalRecord record, Notes notes) {
    List<Resource> patients = candidates(record, notes);
    if (patients.size() == 1) {
      return patients.getFirst();
    }
    if (patients.isEmpty()) {
      notes.add(
          ProblemKind.NO_PATIENT,
          "Bundle",
          "The bundle has no Patient, so it cannot be told whom the request is for.",
          "Add the Patient.");
    } else {
      notes.add(
          ProblemKind.SEVERAL_PATIENTS,
          patients.get(1).location(),
          "The bundle has " + patients.size() + " patients; a request is for one.",
          "Send the patient that the request is for, and only that one's resources.");
    }
    return null;
  }

  /** Notes a request whose subject is not the patient. */
  static void checkSubject(ClinicalRecord record, Place request, Resource patient) {
    if (record.referred(request, "subject").filter(patient::equals).isEmpty()) {
      request.note(
          ProblemKind.REQUEST_FOR_ANOTHER_PATIENT,
          "The request's subject does not lead to the patient of this bundle.",
          "Correct the reference, or send the patient that the request is for.");
    }
  }

  /** The one patient; nothing when there is none, or several. */
  public static Optional<Resource> only(ClinicalRecord record, Notes notes) {
    List<Resource> patients = candidates(record, notes);
    return patients.size() == 1 ? Optional.of(patients.getFirst()) : Optional.empty();
  }

  /** The patients who are not only somebody else's subscriber. */
  static List<Resource> candidates(ClinicalRecord record, Notes notes) {
    List<Resource> all = record.ofType(ResourceType.PATIENT);
    if (all.size() < 2) {
      return all;
    }
    Set<Resource> subscribers = new HashSet<>();
    Set<Resource> subjects = new HashSet<>();
    for (Resource coverage : record.ofType(ResourceType.COVERAGE)) {
      Place place = Place.of(coverage, notes);
      record.referred(place, "subscriber").ifPresent(subscribers::add);
      record.referred(place, "beneficiary").ifPresent(subjects::add);
    }
    for (ResourceType type : ResourceType.REQUESTS) {
      for (Resource request : record.ofType(type)) {
        record.referred(Place.of(request, notes), "subject").ifPresent(subjects::add);
      }
    }
    return all.stream()
        .filter(patient -> subjects.contains(patient) || !subscribers.contains(patient))
        .toList();
  }
}
