package org.proviso.payer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The payer's own record of who is a member. Without one, what the EHR's Coverage says is all there
 * is.
 */
@FunctionalInterface
public interface Membership {
  /** Looks a coverage up. Must not throw; a failure is {@link Standing.Unknown}. */
  Standing of(Enquiry enquiry);

  /**
   * Which coverage, and when.
   *
   * @param memberIdentifiers what the Coverage carries: its identifiers of type member number, and
   *     its subscriberId
   * @param coverageInForce whether the Coverage itself says that it is in force on the date
   * @param dateOfService the day of the service
   */
  record Enquiry(List<String> memberIdentifiers, boolean coverageInForce, LocalDate dateOfService) {
    public Enquiry {
      memberIdentifiers = List.copyOf(memberIdentifiers);
    }

    /** Without the identifiers. */
    @Override
    public String toString() {
      return "Enquiry[" + dateOfService + "]";
    }
  }

  /** What the payer knows. */
  sealed interface Standing {
    /**
     * A member whose coverage is in force on the date.
     *
     * @param lineOfBusiness decides instead of what the Coverage says, when given
     * @param contractHasOwnRule whether the member's contract has a rule of its own for the
     *     service, when the payer's record says
     */
    record Active(Optional<String> lineOfBusiness, Optional<Boolean> contractHasOwnRule)
        implements Standing {}

    /** No such member, or several. */
    record MemberNotFound() implements Standing {}

    /** A member, but not this coverage, or not one coverage alone. */
    record CoverageNotFound() implements Standing {}

    /** A member whose coverage is not in force on the date. */
    record NotActive() implements Standing {}

    /**
     * It could not be looked up.
     *
     * @param why for the answer and the log; no patient data
     */
    record Unknown(String why) implements Standing {}
  }

  /** Believes the Coverage. */
  static Membership byCoverageAlone() {
    return enquiry ->
        enquiry.coverageInForce()
            ? new Standing.Active(Optional.empty(), Optional.empty())
            : new Standing.NotActive();
  }
}
