package org.proviso.benchmarks.bundles;

import java.util.List;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.packed.Verdict;

/**
 * What both paths say in their responses.
 *
 * @param version of the guideline
 */
record Decided(
    String guideline,
    String version,
    String dateOfService,
    String order,
    List<Decision> decisions) {
  /**
   * What is said of one decision.
   *
   * @param criteria with their status
   */
  record Decision(String name, Verdict verdict, List<CriterionStatus> criteria) {
    /** For example {@code medical-necessity: meets by p1}. */
    String sentence() {
      return name
          + ": "
          + verdict
              .outcome()
              .map(outcome -> outcome.word() + " by " + verdict.clauses().getFirst().anchor())
              .orElse("undecided");
    }
  }

  /** Whether every decision has an outcome. */
  boolean isDecided() {
    return decisions.stream().allMatch(decision -> decision.verdict().outcome().isPresent());
  }

  /** For example {@code p1: met}. */
  static String sentence(CriterionStatus criterion) {
    String status =
        switch (criterion.status()) {
          case MET -> "met";
          case NOT_MET -> "not met";
          case UNKNOWN -> "unknown";
        };
    return criterion.criterion().label() + ": " + status;
  }
}
