package org.proviso.fhir.order;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.ResourceType;

/** The date of service of a request. */
final class ServiceDate {
  private ServiceDate() {}

  /** The day; notes why it cannot be told. */
  static @Nullable LocalDate read(Place request) {
    if (request.resource().type() == ResourceType.MEDICATION_REQUEST) {
      return precise(request, "authoredOn", request.one("authoredOn"));
    }
    Place occurrence = request.one("occurrenceDateTime");
    if (occurrence != null) {
      return precise(request, "occurrenceDateTime", occurrence);
    }
    Place period = request.one("occurrencePeriod");
    if (period != null) {
      return ofPeriod(request, period);
    }
    Place timing = request.one("occurrenceTiming");
    return timing == null ? precise(request, "occurrence", null) : ofTiming(request, timing);
  }

  private static @Nullable LocalDate ofPeriod(Place request, Place period) {
    DateRange start = DateRange.at(period.one("start"));
    DateRange end = DateRange.at(period.one("end"));
    if ((end == null && period.has("end"))
        || (start != null && end != null && end.last().isBefore(start.first()))) {
      period.note(
          ProblemKind.DATE_OF_SERVICE_INVALID,
          "The period of the service ends before it begins, or its end cannot be read.",
          "Correct the period.");
      return null;
    }
    return precise(request, "occurrencePeriod.start", period.one("start"));
  }

  private static @Nullable LocalDate ofTiming(Place request, Place timing) {
    List<Place> events = timing.all("event");
    Place repeat = timing.one("repeat");
    Place bounds = repeat == null ? null : repeat.one("boundsPeriod");
    if (events.size() > 1) {
      timing.note(
          ProblemKind.DATE_OF_SERVICE_IMPRECISE,
          "The request is for several dates of service; one is decided at a time.",
          "Send one request for each date.");
      return null;
    }
    Place start =
        events.isEmpty() ? (bounds == null ? null : bounds.one("start")) : events.getFirst();
    return precise(request, "occurrenceTiming", start);
  }

  private static @Nullable LocalDate precise(Place request, String element, @Nullable Place date) {
    if (date == null) {
      request.note(
          ProblemKind.DATE_OF_SERVICE_MISSING,
          "The request has no date of service ("
              + element
              + "); the version of the guideline depends on it, and the day a request was"
              + " written is not the day of the service.",
          "Give the request an occurrenceDateTime, or name the date when asking.");
      return null;
    }
    String text = date.text();
    DateRange days = text == null ? null : DateRange.parse(text);
    if (days == null) {
      date.note(
          ProblemKind.DATE_OF_SERVICE_INVALID,
          "The date of service is no date of the calendar in FHIR's form.",
          "Write it as YYYY-MM-DD.");
      return null;
    }
    if (!days.exact()) {
      date.note(
          ProblemKind.DATE_OF_SERVICE_IMPRECISE,
          "The date of service (" + days + ") is not given to the day.",
          "Write it as YYYY-MM-DD.");
      return null;
    }
    return days.first();
  }
}
