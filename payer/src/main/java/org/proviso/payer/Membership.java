package org.proviso.payer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The payer's own record of who is a member. Without one, what the provider's system says of the
 * coverage is all there is.
 */
@FunctionalInterface
public interface Membership {
  /** Looks a coverage up. Must not throw; a failure is {@link Eligibility.Unknown}. */
  Eligibility of(Inquiry inquiry);

  /**
   * Which coverage, and when.
   *
   * @param memberIdentifiers what the coverage carries: its identifiers of type member number, and
   *     its subscriber's number
   * @param coverageInForce whether the coverage itself says that it is in force on the date
   * @param dateOfService the day of the service
   */
  record Inquiry(List<String> memberIdentifiers, boolean coverageInForce, LocalDate dateOfService) {
    public Inquiry {
      memberIdentifiers = List.copyOf(memberIdentifiers);
    }

    /** Without the identifiers. */
    @Override
    public String toString() {
      return "Inquiry[" + dateOfService + "]";
    }
  }

  /** What the payer knows. */
  sealed interface Eligibility {
    /**
     * A member whose coverage is in force on the date.
     *
     * @param lineOfBusiness decides instead of what the coverage says, when given
     * @param contractHasOwnRule whether the member's contract has a rule of its own for the
     *     service, when the payer's record says
     */
    record Active(Optional<String> lineOfBusiness, Optional<Boolean> contractHasOwnRule)
        implements Eligibility {}

    /** No such member, or several. */
    record MemberNotFound() implements Eligibility {}

    /** A member, but not this coverage, or not one coverage alone. */
    record CoverageNotFound() implements Eligibility {}

    /** A member whose coverage is not in force on the date. */
    record NotActive() implements Eligibility {}

    /**
     * It could not be looked up.
     *
     * @param why for the answer and the log; no patient data
     */
    record Unknown(String why) implements Eligibility {}
  }

  /** Believes the coverage. */
  static Membership byCoverageAlone() {
    return inquiry ->
        inquiry.coverageInForce()
            ? new Eligibility.Active(Optional.empty(), Optional.empty())
            : new Eligibility.NotActive();
  }
}
