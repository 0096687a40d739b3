package org.proviso.benchmarks.ours;

import java.util.List;
import java.util.stream.Collectors;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.packed.Verdict;

/** Answers of the engine, in the form of the contestants' verdicts. */
final class Answers {
  private Answers() {}

  static String outcome(Answer answer) {
    return answer.decisions().stream().map(Answers::outcome).collect(Collectors.joining("; "));
  }

  private static String outcome(DecisionAnswer decision) {
    return decision
        .outcome()
        .map(outcome -> outcome.word() + " by " + decision.anchors().getFirst())
        .orElse("undecided");
  }

  static String explained(Answer answer) {
    var out = new StringBuilder(outcome(answer));
    answer.decisions().forEach(decision -> write(decision.criteria(), out));
    return out.toString();
  }

  static String text(Verdict verdict) {
    return verdict
        .outcome()
        .map(outcome -> outcome.word() + " by " + verdict.clauses().getFirst().anchor())
        .orElse("undecided");
  }

  static void write(List<CriterionStatus> decision, StringBuilder out) {
    out.append(" | ");
    decision.forEach(criterion -> write(criterion, out));
  }

  private static void write(CriterionStatus criterion, StringBuilder out) {
    out.append(
        switch (criterion.status()) {
          case MET -> '+';
          case NOT_MET -> '-';
          case UNKNOWN -> '?';
        });
    List<CriterionStatus> parts = criterion.parts();
    if (!parts.isEmpty()) {
      out.append('(');
      parts.forEach(part -> write(part, out));
      out.append(')');
    }
  }
}
