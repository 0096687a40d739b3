package org.proviso.fhir.record;

/** From which elements it is read when something was; see docs/fhir-facts.md. */
public sealed interface DateRule {
  /**
   * Whether a resource is within a window when it lasts on one of its days; otherwise it has to
   * begin in it.
   */
  default boolean lasts() {
    return false;
  }

  /** Not an event: a patient, a coverage, a medication. */
  record Undated() implements DateRule {}

  /**
   * One date.
   *
   * @param element for example {@code authoredOn}
   */
  record Day(String element) implements DateRule {}

  /**
   * A dateTime or a Period; one that is active or in progress and has no end goes on.
   *
   * @param choice for example {@code performed}, for {@code performedDateTime} and {@code
   *     performedPeriod}
   */
  record PointOrPeriod(String choice, boolean lasts) implements DateRule {}

  /**
   * A Period.
   *
   * @param element for example {@code billablePeriod}
   */
  record PeriodOnly(String element) implements DateRule {}

  /** {@code effective[x]}; without it some day up to {@code issued}. */
  record EffectiveOrIssued() implements DateRule {}

  /** {@code occurrence[x]}; without it {@code authoredOn}. */
  record OccurrenceOrAuthored() implements DateRule {}

  /** From {@code onset[x]} to {@code abatement[x]}, with the clinical status. */
  record OnsetToAbatement() implements DateRule {
    @Override
    public boolean lasts() {
      return true;
    }
  }
}
