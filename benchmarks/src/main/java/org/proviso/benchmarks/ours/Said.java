package org.proviso.benchmarks.ours;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.Verdict;

/** What is said of a request. */
public sealed interface Said {
  /** By the packed tables, of a version with one decision. */
  record One(DecisionSaid decision) implements Said {}

  /** By the packed tables, of a version with two decisions. */
  record Two(DecisionSaid first, DecisionSaid second) implements Said {}

  /** By the exact engine, where the tables cannot say. */
  record Exact(Answer answer) implements Said {}

  /**
   * What is said of one decision.
   *
   * @param criteria empty unless it is explained
   */
  record DecisionSaid(Verdict verdict, List<CriterionStatus> criteria) {}

  /** Decides packed facts. */
  static Said of(
      PackedVersions.PackedVersion version, long[] words, boolean explained, Request request) {
    List<PackedDecision> decisions = version.decisions();
    Optional<DecisionSaid> first = decision(decisions.get(0), words, explained);
    if (decisions.size() == 1) {
      return first.<Said>map(One::new).orElseGet(() -> exact(version, request));
    }
    Optional<DecisionSaid> second = decision(decisions.get(1), words, explained);
    return first.isPresent() && second.isPresent()
        ? new Two(first.get(), second.get())
        : exact(version, request);
  }

  private static Optional<DecisionSaid> decision(
      PackedDecision decision, long[] words, boolean explained) {
    Optional<Verdict> verdict = decision.verdict(words, 0);
    if (verdict.isEmpty()) {
      return Optional.empty();
    }
    if (!explained) {
      return Optional.of(new DecisionSaid(verdict.get(), List.of()));
    }
    Optional<List<CriterionStatus>> criteria = decision.criteria(words, 0);
    return criteria.isEmpty()
        ? Optional.empty()
        : Optional.of(new DecisionSaid(verdict.get(), criteria.get()));
  }

  private static Said exact(PackedVersions.PackedVersion version, Request request) {
    return new Exact(version.compiled().decide(request, Detail.OUTCOME));
  }

  /** In the form of the contestants' verdicts. */
  default String text(boolean explained) {
    return switch (this) {
      case Exact(Answer answer) -> explained ? Answers.explained(answer) : Answers.outcome(answer);
      case One(DecisionSaid decision) -> text(List.of(decision), explained);
      case Two(DecisionSaid first, DecisionSaid second) -> text(List.of(first, second), explained);
    };
  }

  private static String text(List<DecisionSaid> decisions, boolean explained) {
    var out =
        new StringBuilder(
            decisions.stream()
                .map(decision -> Answers.text(decision.verdict()))
                .collect(Collectors.joining("; ")));
    if (explained) {
      decisions.forEach(decision -> Answers.write(decision.criteria(), out));
    }
    return out.toString();
  }
}
