package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reliability;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;
import org.proviso.fhir.record.Subject;

/** Finds the coverage under which a request is made, in force on the date of service. */
final class CoverageFinder {
  private CoverageFinder() {}

  /** Whether a coverage applies on a day. */
  private enum Force {
    IN_FORCE,
    UNCERTAIN,
    NOT_IN_FORCE
  }

  private static Force force(
      ClinicalRecord record, Resource patient, LocalDate day, Place coverage) {
    Subject subject = Subject.of(record, patient, coverage);
    Reliability reliability = Reliability.of(coverage);
    if (subject == Subject.ANOTHER
        || reliability == Reliability.DID_NOT_HAPPEN
        || reliability == Reliability.ENTERED_IN_ERROR) {
      return Force.NOT_IN_FORCE;
    }
    boolean certain = subject == Subject.PATIENT && reliability == Reliability.COUNTS;
    if (coverage.has("period")) {
      Place period = coverage.one("period");
      if (period == null || !period.isObject()) {
        return Force.UNCERTAIN;
      }
      DateRange start = DateRange.at(period.one("start"));
      DateRange end = DateRange.at(period.one("end"));
      if ((start != null && start.first().isAfter(day))
          || (end != null && end.last().isBefore(day))) {
        coverage.note(
            ProblemKind.COVERAGE_NOT_IN_FORCE,
            "The coverage's period does not include the date of service " + day + ".",
            "Send the coverage in force on that date.");
        return Force.NOT_IN_FORCE;
      }
      // A bound that is not there is open; one that cannot be read is not.
      certain &= start == null ? !period.has("start") : !start.last().isAfter(day);
      certain &= end == null ? !period.has("end") : !end.first().isBefore(day);
    }
    return certain ? Force.IN_FORCE : Force.UNCERTAIN;
  }

  /**
   * The one coverage of the request: the one that its insurance names, otherwise the only one;
   * nothing when there is none, when there are several, or when it cannot be told.
   */
  static @Nullable Resource find(
      ClinicalRecord record, Resource patient, Place request, LocalDate day, Notes notes) {
    List<Resource> candidates = candidates(record, request);
    if (candidates == null) {
      return null;
    }
    var inForce = new ArrayList<Resource>();
    boolean uncertain = false;
    for (Resource coverage : candidates) {
      switch (force(record, patient, day, Place.of(coverage, notes))) {
        case IN_FORCE -> inForce.add(coverage);
        case UNCERTAIN -> uncertain = true;
        case NOT_IN_FORCE -> {}
      }
    }
    if (inForce.size() > 1) {
      notes.add(
          ProblemKind.SEVERAL_COVERAGES,
          inForce.get(1).location(),
          "The bundle has "
              + inForce.size()
              + " coverages in force on "
              + day
              + "; which one pays, and whose rules apply, cannot be told.",
          "Send the one under which the request is to be decided, or name it in the request's"
              + " insurance.");
      return null;
    }
    if (uncertain) {
      uncertain(request, "may be under a coverage of which it is not certain that it is in force");
      return null;
    }
    if (inForce.isEmpty() && request.has("insurance")) {
      uncertain(request, "names a coverage that is not in force on " + day);
    }
    return inForce.isEmpty() ? null : inForce.getFirst();
  }

  /** The coverages that may be meant; nothing when the request names one that is not there. */
  private static @Nullable List<Resource> candidates(ClinicalRecord record, Place request) {
    List<Resource> all = record.ofType(ResourceType.COVERAGE);
    if (!request.has("insurance")) {
      return all;
    }
    var named = new ArrayList<Resource>();
    for (Place insurance : request.all("insurance")) {
      String reference = insurance.isObject() ? insurance.text("reference") : null;
      Resource found =
          reference == null
              ? null
              : record
                  .resolve(request.resource(), reference)
                  .filter(one -> one.type() == ResourceType.COVERAGE)
                  .orElse(null);
      if (found == null && (reference == null || !reference.contains("ClaimResponse/"))) {
        uncertain(insurance, "names a coverage that is not in the bundle");
        return null;
      }
      if (found != null && !named.contains(found)) {
        named.add(found);
      }
    }
    return named.isEmpty() ? all : named;
  }

  private static void uncertain(Place place, String what) {
    place.note(
        ProblemKind.COVERAGE_NOT_CERTAIN,
        "The request " + what + "; what rests on the coverage is left unknown.",
        "Send the coverage that applies, with its status, beneficiary and period.");
  }
}
