package org.proviso.fhir.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.proviso.fhir.record.ConditionStatus;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.DateRule;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;

/**
 * When something was: it began on one of the days of {@code start} and ended on one of the days of
 * {@code end}. {@link LocalDate#MIN} and {@link LocalDate#MAX} stand for an open bound.
 */
record When(DateRange start, DateRange end) {
  static final When UNKNOWN =
      new When(
          new DateRange(LocalDate.MIN, LocalDate.MAX), new DateRange(LocalDate.MIN, LocalDate.MAX));

  static When on(DateRange day) {
    return new When(day, day);
  }

  /** From the resource's own elements; see docs/fhir-facts.md. */
  static When of(Place resource) {
    return switch (resource.resource().type().dateRule()) {
      case DateRule.Undated() -> UNKNOWN;
      case DateRule.Day(String element) -> orUnknown(DateRange.at(resource.one(element)));
      case DateRule.PointOrPeriod(String choice, boolean _) ->
          pointOrPeriod(resource, choice + "DateTime", choice + "Period", ongoing(resource));
      case DateRule.PeriodOnly(String element) -> pointOrPeriod(resource, "", element, false);
      case DateRule.EffectiveOrIssued() -> observed(resource);
      case DateRule.OccurrenceOrAuthored() -> requested(resource);
      case DateRule.OnsetToAbatement() -> condition(resource);
    };
  }

  /** A dateTime or a Period; an absent end is open when it goes on, otherwise not known. */
  static When pointOrPeriod(Place holder, String dateTimeName, String periodName, boolean ongoing) {
    Place point = holder.one(dateTimeName);
    if (point != null) {
      return orUnknown(DateRange.at(point));
    }
    Place period = holder.one(periodName);
    return period == null ? UNKNOWN : period(period, ongoing);
  }

  private static When period(Place period, boolean ongoing) {
    DateRange start = DateRange.at(period.one("start"));
    DateRange end = DateRange.at(period.one("end"));
    DateRange begin =
        start != null
            ? start
            : new DateRange(LocalDate.MIN, end == null ? LocalDate.MAX : end.last());
    if (end == null) {
      LocalDate first = begin.first();
      return new When(
          begin, ongoing ? DateRange.exactly(LocalDate.MAX) : new DateRange(first, LocalDate.MAX));
    }
    if (end.last().isBefore(begin.first())) {
      period.note(
          ProblemKind.INVALID_DATE,
          "The period ends before it begins; it is not used.",
          "Correct the period.");
      return UNKNOWN;
    }
    return new When(begin, end);
  }

  private static boolean ongoing(Place resource) {
    String status = resource.text("status");
    return "active".equals(status) || "in-progress".equals(status);
  }

  private static When observed(Place resource) {
    When effective = pointOrPeriod(resource, "effectiveDateTime", "effectivePeriod", false);
    if (effective.equals(UNKNOWN) && resource.has("effectiveInstant")) {
      effective = orUnknown(DateRange.at(resource.one("effectiveInstant")));
    }
    if (!effective.equals(UNKNOWN)) {
      return effective;
    }
    // What is observed is observed before it is issued.
    DateRange issued = DateRange.at(resource.one("issued"));
    return issued == null
        ? UNKNOWN
        : new When(
            new DateRange(LocalDate.MIN, issued.last()),
            new DateRange(LocalDate.MIN, issued.last()));
  }

  private static When requested(Place resource) {
    When occurrence = pointOrPeriod(resource, "occurrenceDateTime", "occurrencePeriod", false);
    return occurrence.equals(UNKNOWN)
        ? orUnknown(DateRange.at(resource.one("authoredOn")))
        : occurrence;
  }

  private static When condition(Place resource) {
    DateRange start = onset(resource);
    ConditionStatus.Course course = ConditionStatus.course(resource);
    if (!says(resource, "abatement", "DateTime", "Period", "Age", "Range", "String", "Boolean")) {
      return new When(
          start,
          course == ConditionStatus.Course.OVER || course == ConditionStatus.Course.UNCERTAIN
              ? new DateRange(start.first(), LocalDate.MAX)
              : DateRange.exactly(LocalDate.MAX));
    }
    DateRange abatement = DateRange.at(resource.one("abatementDateTime"));
    if (abatement == null) {
      abatement = within(resource.one("abatementPeriod"));
    }
    if (abatement == null
        || course == ConditionStatus.Course.GOES_ON
        || course == ConditionStatus.Course.UNCERTAIN) {
      // That it ended is said, but not when; or the status says that it did not end.
      return new When(start, new DateRange(start.first(), LocalDate.MAX));
    }
    return new When(start, abatement);
  }

  /** The days on which a condition may have begun: all of them when what is said is unreadable. */
  private static DateRange onset(Place resource) {
    DateRange recorded = DateRange.at(resource.one("recordedDate"));
    LocalDate latest = recorded == null ? LocalDate.MAX : recorded.last();
    DateRange onset = DateRange.at(resource.one("onsetDateTime"));
    if (onset == null) {
      onset = within(resource.one("onsetPeriod"));
      if (onset != null && onset.last().equals(LocalDate.MAX) && !latest.isBefore(onset.first())) {
        onset = new DateRange(onset.first(), latest);
      }
    }
    if (onset == null && says(resource, "onset", "DateTime", "Period")) {
      return UNKNOWN.start();
    }
    return onset == null ? new DateRange(LocalDate.MIN, latest) : onset;
  }

  private static boolean says(Place resource, String choice, String... types) {
    for (String type : types) {
      if (resource.has(choice + type)) {
        return true;
      }
    }
    return false;
  }

  /** Some day of a period. */
  private static @Nullable DateRange within(@Nullable Place period) {
    if (period == null) {
      return null;
    }
    DateRange start = DateRange.at(period.one("start"));
    DateRange end = DateRange.at(period.one("end"));
    if (start == null && end == null) {
      return null;
    }
    LocalDate first = start == null ? LocalDate.MIN : start.first();
    LocalDate last = end == null ? LocalDate.MAX : end.last();
    return last.isBefore(first) ? null : new DateRange(first, last);
  }

  /** The day on which its codes were in use, as far as is known: the first, else the last. */
  @Nullable LocalDate recorded() {
    LocalDate first = start.first();
    LocalDate last = start.last();
    return first.equals(LocalDate.MIN) ? (last.equals(LocalDate.MAX) ? null : last) : first;
  }

  private static When orUnknown(@Nullable DateRange day) {
    return day == null ? UNKNOWN : on(day);
  }

  /**
   * Whether some day of it is, for certain, one of the days from {@code from} to {@code through}.
   */
  boolean overlapsCertainly(LocalDate from, LocalDate through) {
    return !start.last().isAfter(through) && !end.first().isBefore(from);
  }

  /** Whether some day of it may be one of them. */
  boolean overlapsPossibly(LocalDate from, LocalDate through) {
    return !start.first().isAfter(through) && !end.last().isBefore(from);
  }

  /** Whether it began, for certain, on one of the days from {@code from} to {@code through}. */
  boolean beginsCertainly(LocalDate from, LocalDate through) {
    return !start.first().isBefore(from) && !start.last().isAfter(through);
  }

  /** Whether it may have begun on one of them. */
  boolean beginsPossibly(LocalDate from, LocalDate through) {
    return !start.last().isBefore(from) && !start.first().isAfter(through);
  }

  /** For a person, after a code: {@code " on 2024-03-02"}; empty when not known. */
  String says() {
    if (equals(UNKNOWN)) {
      return "";
    }
    if (start.equals(end)) {
      return " on " + open(start);
    }
    return " from " + open(start) + " to " + open(end);
  }

  private static String open(DateRange days) {
    if (days.first().equals(LocalDate.MAX)) {
      return "now";
    }
    if (days.first().equals(LocalDate.MIN)) {
      return days.last().equals(LocalDate.MAX) ? "?" : "?.." + days.last();
    }
    return days.last().equals(LocalDate.MAX) ? days.first() + "..?" : days.toString();
  }
}
