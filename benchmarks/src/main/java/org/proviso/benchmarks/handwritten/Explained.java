package org.proviso.benchmarks.handwritten;

import java.util.List;

/**
 * An answer with its explanation.
 *
 * @param outcome in the form of {@link org.proviso.benchmarks.contestants.Contestant#verdict}
 * @param criteria for each decision its clauses, in order
 */
public record Explained(String outcome, List<List<Criterion>> criteria) {
  /** The outcome and the truth of every criterion, parts in parentheses. */
  public String text() {
    var out = new StringBuilder(outcome);
    for (List<Criterion> decision : criteria) {
      out.append(" | ");
      decision.forEach(clause -> clause.write(out));
    }
    return out.toString();
  }
}
