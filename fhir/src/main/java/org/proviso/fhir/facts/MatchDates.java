package org.proviso.fhir.facts;

import java.time.LocalDate;
import org.proviso.fhir.record.ConditionStatus;
import org.proviso.fhir.record.DateRange;
import org.proviso.fhir.record.DateRule;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Resource;
import org.proviso.fhir.record.ResourceType;

/** Whether what was found is of the right time, for certain or possibly; notes why not. */
final class MatchDates {
  private final ReadingContext context;

  MatchDates(ReadingContext context) {
    this.context = context;
  }

  /** Whether it began, for certain, by the date of service. */
  boolean beginsByService(Match match) {
    return isUndated(match) || !match.when().start().last().isAfter(context.dateOfService());
  }

  /** Whether it may have begun by the date of service. */
  boolean mayBeginByService(Match match) {
    return isUndated(match) || !match.when().start().first().isAfter(context.dateOfService());
  }

  private static boolean isUndated(Match match) {
    return match.at().resource().type().dateRule() instanceof DateRule.Undated;
  }

  /** A condition recorded after the service was not evidence on its date, whatever its onset. */
  boolean isRecordedLater(Match match) {
    Resource resource = match.at().resource();
    if (resource.type() != ResourceType.CONDITION) {
      return false;
    }
    DateRange recorded = DateRange.at(context.place(resource).one("recordedDate"));
    return recorded != null && recorded.first().isAfter(context.dateOfService());
  }

  /** Without a window, a condition counts while it lasts: on the date of service, for certain. */
  boolean isCurrent(Match match) {
    return lasts(match, true);
  }

  /** Whether it may last on the date of service. */
  boolean mayBeCurrent(Match match) {
    return lasts(match, false);
  }

  private boolean lasts(Match match, boolean certainly) {
    Resource resource = match.at().resource();
    if (resource.type() != ResourceType.CONDITION) {
      return true;
    }
    DateRange end = match.when().end();
    if ((certainly ? end.first() : end.last()).isBefore(context.dateOfService())) {
      return false;
    }
    if (ConditionStatus.course(context.place(resource)) == ConditionStatus.Course.OVER) {
      // Over, without a date on which it ended, is over; ended later, it is not certain.
      return !certainly && !end.last().equals(LocalDate.MAX);
    }
    return true;
  }

  /** Whether it is in the window for certain: it lasts on one of its days, or begins in it. */
  static boolean isIn(DateRange window, Match match) {
    When when = match.when();
    return match.at().resource().type().dateRule().lasts()
        ? when.overlapsCertainly(window.first(), window.last())
        : when.beginsCertainly(window.first(), window.last());
  }

  /** Whether it may be in the window. */
  static boolean mayBeIn(DateRange window, Match match) {
    When when = match.when();
    return match.at().resource().type().dateRule().lasts()
        ? when.overlapsPossibly(window.first(), window.last())
        : when.beginsPossibly(window.first(), window.last());
  }

  /** An order may name an undated condition as its reason; not one that came later or is over. */
  boolean isReason(Place condition) {
    var match = new Match(condition, condition, null, When.of(condition));
    boolean dated =
        condition.has("recordedDate")
            || condition.has("onsetDateTime")
            || condition.has("onsetPeriod");
    if (dated && !mayBeginByService(match)) {
      noteAfter(match);
      return false;
    }
    if ((dated && !beginsByService(match)) || isRecordedLater(match) || !isCurrent(match)) {
      noteUncertain(match);
      return false;
    }
    return true;
  }

  void noteAfter(Match match) {
    match
        .at()
        .note(
            ProblemKind.AFTER_DATE_OF_SERVICE,
            "This ("
                + match.says()
                + ") is of after the date of service, "
                + context.dateOfService()
                + "; it is not counted.",
            "Nothing, if that is so.");
  }

  void noteUncertain(Match match) {
    match
        .at()
        .note(
            ProblemKind.DATE_NOT_CERTAIN,
            "Whether this ("
                + match.says()
                + ") falls within the dates that the guideline asks about cannot be told; it is"
                + " not counted.",
            "Give its date to the day.");
  }
}
