package org.proviso.determination;

import java.util.List;
import org.proviso.ground.Problem;

/** What came of a request. */
public sealed interface Result {
  /** It was determined: decided, or undecided and to be reviewed. */
  record Determined(Determination determination) implements Result {}

  /**
   * It cannot be determined as it was handed in; nothing was decided.
   *
   * @param problems why, one or more
   */
  record Refused(List<Problem> problems) implements Result {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * No guideline of the library is about the service; nothing was decided, a person looks at it.
   */
  record NoGuideline(Problem problem) implements Result {}
}
