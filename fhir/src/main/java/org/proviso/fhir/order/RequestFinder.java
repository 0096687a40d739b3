package org.proviso.fhir.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.Notes;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reliability;
import org.proviso.fhir.record.RequestIntent;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;

/** Finds the request of a record that is to be decided. */
final class RequestFinder {
  private static final Set<String> OPEN = Set.of("draft", "active", "on-hold", "unknown");

  private RequestFinder() {}

  /**
   * The one request; notes why there is none.
   *
   * @param wanted the reference of the one that is meant; empty: the one that stands out
   */
  static @Nullable Resource find(ClinicalRecord record, Optional<String> wanted, Notes notes) {
    var open = new ArrayList<Resource>();
    var closed = new ArrayList<Resource>();
    boolean errors = false;
    Resource twice = null;
    for (ResourceType type : ResourceType.REQUESTS) {
      if (wanted.isEmpty()
          && type == ResourceType.MEDICATION_REQUEST
          && !(open.isEmpty() && closed.isEmpty())) {
        // Beside an order for a service, prescriptions are history.
        break;
      }
      for (Resource resource : record.ofType(type)) {
        if (wanted.isPresent() && !wanted.get().equals(resource.reference())) {
          continue;
        }
        Place place = Place.of(resource, notes);
        String status = place.text("status");
        if (resource.chosenTwice().equals("occurrence")) {
          errors = true;
          twice = resource;
        } else if (resource.modified()
            || !resource.chosenTwice().isEmpty()
            || Reliability.isProhibition(place)
            || status == null) {
          errors = true;
        } else if (OPEN.contains(status)) {
          open.add(resource);
        } else if (status.equals("completed")) {
          closed.add(resource);
        } else {
          errors = true;
        }
      }
    }
    List<Resource> candidates = open.isEmpty() ? closed : open;
    if (candidates.isEmpty() && twice != null) {
      notes.add(
          ProblemKind.DATE_OF_SERVICE_INVALID,
          twice.location(),
          "The request's occurrence[x] is given in two types, of which FHIR R4 allows one; the date"
              + " of service cannot be told.",
          "Keep the one that is meant.");
      return null;
    }
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    if (candidates.isEmpty()) {
      notes.add(
          ProblemKind.NO_REQUEST,
          "Bundle",
          errors
              ? "The bundle's requests are revoked, entered in error, prohibitions, or cannot be"
                  + " relied on; nothing is asked for."
              : "The bundle has no ServiceRequest, DeviceRequest or MedicationRequest; nothing is"
                  + " asked for.",
          "Add the request that is to be decided.");
    } else {
      notes.add(
          ProblemKind.SEVERAL_REQUESTS,
          candidates.get(1).location(),
          "The bundle has "
              + candidates.size()
              + " requests that could be meant; one is decided at a time.",
          "Send the one that is to be decided; give earlier ones the status completed.");
    }
    return null;
  }

  /** Notes an intent that is none of R4's. */
  static void checkIntent(Place request) {
    String intent = request.text("intent");
    if (!RequestIntent.isKnown(intent)) {
      request.note(
          ProblemKind.INTENT_UNKNOWN,
          "The request's intent is missing or none of FHIR R4's.",
          "Give it an intent of FHIR R4.");
    }
  }
}
