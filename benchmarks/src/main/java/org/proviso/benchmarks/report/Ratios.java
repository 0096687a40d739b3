package org.proviso.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * How many times as fast Proviso is, over complete requests; explained beside explained, and
 * everything else beside everything else.
 */
final class Ratios {
  private static final String COMPLETE = "complete";
  private static final String EXPLAINED = "-explained";

  private final Figures figures;
  private final String workload;

  Ratios(Figures figures, String workload) {
    this.figures = figures;
    this.workload = workload;
  }

  /** Those that Proviso is compared with, of some subjects. */
  static List<String> others(List<String> subjects) {
    return subjects.stream().filter(subject -> !subject.startsWith("proviso")).toList();
  }

  /** How many times as fast the outcome alone is found; empty for who explains. */
  String outcome(String other) {
    return isExplained(other) ? "" : times("proviso-outcome", other);
  }

  /** How many times as fast the deciding clauses are found too; empty for who explains. */
  String clauses(String other) {
    return isExplained(other) ? "" : times("proviso", other);
  }

  /** How many times as fast it is with every criterion; empty for who does not explain. */
  String explained(String other) {
    return isExplained(other) ? times("proviso" + EXPLAINED, other) : "";
  }

  /** What it has to be at least. */
  static String goal(String other) {
    if (other.startsWith("java")) {
      return "0.5";
    }
    if (other.equals("drools-flattened")) {
      return "50";
    }
    return other.startsWith("drools") || other.startsWith("cql") ? "100" : "";
  }

  private static boolean isExplained(String subject) {
    return subject.endsWith(EXPLAINED);
  }

  private String times(String ours, String other) {
    return Numbers.times(rate(ours), rate(other));
  }

  private Optional<Figure> rate(String subject) {
    return figures.find(workload, subject, COMPLETE, "decisions");
  }
}
