package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.List;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Resource;

/**
 * Whether the patient could have received a service on its date: born by then, and not known to
 * have died before. Else a date, or the patient, is wrong, and nothing may be decided.
 */
public final class PatientCheck {
  private PatientCheck() {}

  /**
   * What is impossible; empty when nothing is.
   *
   * @param today the day on which the record says what it says: of who is dead without a date no
   *     more is known than that it was by then
   */
  public static List<InputProblem> check(
      ClinicalRecord record, LocalDate dateOfService, LocalDate today) {
    var notes = new Notes();
    for (Resource patient : PatientFinder.candidates(record, new Notes())) {
      Place place = Place.of(patient, notes);
      DateRange born = DateRange.at(place.one("birthDate"));
      if (born != null && born.first().isAfter(dateOfService)) {
        notes.add(
            ProblemKind.IMPOSSIBLE_PATIENT,
            patient.reference() + ".birthDate",
            "The patient was born after the date of service.",
            "Correct the date of birth or the date of service.");
      }
      DateRange died = DateRange.at(place.one("deceasedDateTime"));
      if (died != null && died.last().isBefore(dateOfService)) {
        notes.add(
            ProblemKind.IMPOSSIBLE_PATIENT,
            patient.reference() + ".deceasedDateTime",
            "The patient had died before the date of service.",
            "Correct the date of death or the date of service.");
      }
      Place dead = place.one("deceasedBoolean");
      if (dead != null && Boolean.TRUE.equals(dead.truth()) && dateOfService.isAfter(today)) {
        notes.add(
            ProblemKind.IMPOSSIBLE_PATIENT,
            patient.reference() + ".deceasedBoolean",
            "The patient has died, and the date of service is still to come.",
            "Correct the patient or the date of service.");
      }
    }
    return notes.list().stream().filter(InputProblem::refuses).toList();
  }
}
