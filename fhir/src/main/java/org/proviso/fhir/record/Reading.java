package org.proviso.fhir.record;

import java.util.List;
import org.proviso.ground.Problem;

/**
 * What came of reading something: the thing, with what was noticed on the way, or a refusal.
 *
 * @param <T> what is read
 */
public sealed interface Reading<T> {
  /** What was noticed; of a refusal, why. */
  List<InputProblem> problems();

  /**
   * It could be read.
   *
   * @param problems none of which refuses
   */
  record Done<T>(T value, List<InputProblem> problems) implements Reading<T> {
    public Done {
      problems = List.copyOf(problems);
    }
  }

  /**
   * It could not be read; nothing may be decided from it.
   *
   * @param problems one at least refuses
   */
  record Refused<T>(List<InputProblem> problems) implements Reading<T> {
    public Refused {
      problems = List.copyOf(problems);
    }

    /** Those of the problems that refuse, as the door and the record hold them. */
    public List<Problem> refusals() {
      return problems.stream().filter(InputProblem::refuses).map(InputProblem::toProblem).toList();
    }
  }
}
