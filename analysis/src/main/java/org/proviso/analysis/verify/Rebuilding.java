package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.analysis.proof.Propositions;
import org.proviso.engine.compile.Distinctions;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;

/** Conditions as statements, and what they would come to if a part were something else. */
final class Rebuilding {
  private final Distinctions distinctions;
  private final Propositions propositions;

  Rebuilding(Distinctions distinctions, Propositions propositions) {
    this.distinctions = distinctions;
    this.propositions = propositions;
  }

  /** The parts of a condition; a negation has those of what it negates. */
  static List<Criterion> parts(Condition condition) {
    return condition instanceof Condition.Not(Condition negated)
        ? parts(negated)
        : condition.parts();
  }

  /** What a part of the condition has to be so that it is as if it were not there. */
  static Optional<Boolean> neutral(Condition whole) {
    return switch (whole) {
      case Condition.AllOf _ -> Optional.of(true);
      case Condition.AnyOf _, Condition.NoneOf _, Condition.AtLeast _ -> Optional.of(false);
      case Condition.Not(Condition negated) -> neutral(negated);
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          Optional.empty();
    };
  }

  /** Where a condition holds. */
  int holds(Condition condition) {
    return propositions.of(distinctions.holds(condition));
  }

  /**
   * Where a condition would hold if one part held somewhere else.
   *
   * @param path the part: its position among the parts, then among the parts of that, and so on
   */
  int holds(Condition condition, List<Integer> path, int instead) {
    if (path.isEmpty()) {
      return instead;
    }
    List<Criterion> parts = parts(condition);
    var holding = new ArrayList<Integer>();
    for (int position = 0; position < parts.size(); position++) {
      Condition part = parts.get(position).condition();
      holding.add(
          position == path.getFirst()
              ? holds(part, path.subList(1, path.size()), instead)
              : holds(part));
    }
    return combined(condition, holding);
  }

  private int combined(Condition condition, List<Integer> parts) {
    return switch (condition) {
      case Condition.AllOf _ -> propositions.all(parts);
      case Condition.AnyOf _ -> propositions.any(parts);
      case Condition.NoneOf _ -> Propositions.not(propositions.any(parts));
      case Condition.AtLeast(int count, var _) -> propositions.atLeast(count, parts);
      case Condition.Not(Condition negated) -> Propositions.not(combined(negated, parts));
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          holds(condition);
    };
  }
}
