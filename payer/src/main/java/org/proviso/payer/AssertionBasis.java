package org.proviso.payer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proviso.determination.Determination;
import org.proviso.determination.RefusalId;
import org.proviso.determination.Refused;
import org.proviso.determination.Result;
import org.proviso.ground.Problem;

/** What became of one request: what the payer's statement about it rests on. */
public sealed interface AssertionBasis {
  /** Why nothing was determined, one problem at least; none when something was. */
  List<Problem> problems();

  /**
   * A guideline was applied.
   *
   * @param dateAssumed whether the request has no date of service, and the day of the answer was
   *     taken
   */
  record Determined(Determination determination, boolean dateAssumed) implements AssertionBasis {
    @Override
    public List<Problem> problems() {
      return List.of();
    }
  }

  /** No guideline is about the service. */
  record NoGuideline(Problem problem) implements AssertionBasis {
    @Override
    public List<Problem> problems() {
      return List.of(problem);
    }
  }

  /** The request cannot be decided as it is written. */
  record Undecidable(List<Problem> problems) implements AssertionBasis {
    public Undecidable {
      problems = List.copyOf(problems);
    }
  }

  /** Something on the payer's side does not work. */
  record SystemFault(List<Problem> problems) implements AssertionBasis {
    public SystemFault {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The payer's record of members rules the request out.
   *
   * @param coverage the coverage that was looked up, for example {@code Coverage/COV1}
   */
  record NotEligible(Ineligibility why, String coverage) implements AssertionBasis {
    @Override
    public List<Problem> problems() {
      return List.of(
          new Problem(
              why.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              coverage,
              "The payer's record of members rules it out.",
              ""));
    }
  }

  /** Administrative facts that rule a request out. */
  enum Ineligibility {
    NO_MEMBER_FOUND,
    COVERAGE_NOT_FOUND,
    NO_ACTIVE_COVERAGE
  }

  /**
   * What came back from the door.
   *
   * @param dateAssumed whether the day of the answer was taken for the date of service
   */
  static AssertionBasis of(Result result, boolean dateAssumed) {
    return switch (result) {
      case Determination determination -> new Determined(determination, dateAssumed);
      case Refused refused when refused.is(RefusalId.NO_GUIDELINE) ->
          new NoGuideline(refused.problems().getFirst());
      case Refused refused when refused.isOfTheLibrary() -> new SystemFault(refused.problems());
      case Refused refused -> new Undecidable(refused.problems());
    };
  }

  /**
   * What the payer's record of members says against a request; empty for an active coverage.
   *
   * @param coverage the coverage that was looked up, for example {@code Coverage/COV1}
   */
  static Optional<AssertionBasis> against(Membership.Eligibility eligibility, String coverage) {
    return switch (eligibility) {
      case Membership.Eligibility.Active _ -> Optional.empty();
      case Membership.Eligibility.MemberNotFound() ->
          Optional.of(new NotEligible(Ineligibility.NO_MEMBER_FOUND, coverage));
      case Membership.Eligibility.CoverageNotFound() ->
          Optional.of(new NotEligible(Ineligibility.COVERAGE_NOT_FOUND, coverage));
      case Membership.Eligibility.NotActive() ->
          Optional.of(new NotEligible(Ineligibility.NO_ACTIVE_COVERAGE, coverage));
      case Membership.Eligibility.Unknown(String why) ->
          Optional.of(
              new SystemFault(
                  List.of(
                      new Problem(
                          "membership-unknown",
                          coverage,
                          "The payer's record of members could not be read: " + why + ".",
                          "Try again later."))));
    };
  }
}
