package org.proviso.payer;

import java.util.List;
import org.proviso.determination.Determination;
import org.proviso.ground.Problem;

/** What was found out about one order, before it is said in the words of the guide. */
public sealed interface Finding {
  /**
   * A guideline was applied.
   *
   * @param dateAssumed whether the order has no date of service, and the day of the call was taken
   */
  record Determined(Determination determination, boolean dateAssumed) implements Finding {}

  /** No guideline is about the service. */
  record NoGuideline(Problem problem) implements Finding {}

  /** The order cannot be decided as it is written. */
  record Undecidable(List<Problem> problems) implements Finding {
    public Undecidable {
      problems = List.copyOf(problems);
    }
  }

  /** Something on this side does not work. */
  record Trouble(List<Problem> problems) implements Finding {
    public Trouble {
      problems = List.copyOf(problems);
    }
  }

  /** The payer's record of members rules it out. */
  record NotInsured(Why why) implements Finding {}

  /** Administrative facts for which the guide has a word. */
  enum Why {
    NO_MEMBER_FOUND,
    COVERAGE_NOT_FOUND,
    NO_ACTIVE_COVERAGE
  }
}
