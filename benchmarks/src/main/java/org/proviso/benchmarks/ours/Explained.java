package org.proviso.benchmarks.ours;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.Verdict;

/** What is said of a request, with every criterion. */
public sealed interface Explained {
  /** By the packed tables, of a version with one decision. */
  record One(ExplainedDecision decision) implements Explained {}

  /** By the packed tables, of a version with two decisions. */
  record Two(ExplainedDecision first, ExplainedDecision second) implements Explained {}

  /** By the exact engine, where the tables cannot say. */
  record Exact(Answer answer) implements Explained {}

  /** What is said of one decision. */
  record ExplainedDecision(Verdict verdict, List<CriterionStatus> criteria) {}

  /** Decides packed facts. */
  static Explained of(PackedVersions versions, Row row) {
    PackedVersions.PackedVersion version = versions.on(row.day());
    List<PackedDecision> decisions = version.decisions();
    Optional<ExplainedDecision> first = decision(decisions.get(0), row.facts());
    if (decisions.size() == 1) {
      return first.<Explained>map(One::new).orElseGet(() -> exact(versions, version, row));
    }
    Optional<ExplainedDecision> second = decision(decisions.get(1), row.facts());
    return first.isPresent() && second.isPresent()
        ? new Two(first.get(), second.get())
        : exact(versions, version, row);
  }

  private static Optional<ExplainedDecision> decision(PackedDecision decision, long facts) {
    Optional<Verdict> verdict = decision.verdict(facts);
    Optional<List<CriterionStatus>> criteria = decision.criteria(facts);
    return verdict.isPresent() && criteria.isPresent()
        ? Optional.of(new ExplainedDecision(verdict.get(), criteria.get()))
        : Optional.empty();
  }

  private static Explained exact(
      PackedVersions versions, PackedVersions.PackedVersion version, Row row) {
    return new Exact(version.compiled().decide(versions.request(row.request()), Detail.OUTCOME));
  }

  /** In the form of the contestants' verdicts. */
  default String text() {
    return switch (this) {
      case Exact(Answer answer) -> Answers.explained(answer);
      case One(ExplainedDecision decision) -> text(List.of(decision));
      case Two(ExplainedDecision first, ExplainedDecision second) -> text(List.of(first, second));
    };
  }

  private static String text(List<ExplainedDecision> decisions) {
    var out =
        new StringBuilder(
            decisions.stream()
                .map(decision -> Answers.text(decision.verdict()))
                .collect(Collectors.joining("; ")));
    decisions.forEach(decision -> Answers.write(decision.criteria(), out));
    return out.toString();
  }
}
