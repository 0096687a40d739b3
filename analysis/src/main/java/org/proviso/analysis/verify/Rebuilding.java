package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Condition;

/** What a criterion would come to if one of its parts were something else. */
final class Rebuilding {
  private Rebuilding() {}

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

  /**
   * Where the criterion holds when one part holds somewhere else.
   *
   * @param path the part: its position among the parts, then among the parts of that, and so on
   */
  static int holds(
      CompiledCriterion criterion, List<Integer> path, int instead, Diagrams diagrams) {
    if (path.isEmpty()) {
      return instead;
    }
    var parts = new ArrayList<Integer>();
    for (int position = 0; position < criterion.parts().size(); position++) {
      CompiledCriterion part = criterion.parts().get(position);
      parts.add(
          position == path.getFirst()
              ? holds(part, path.subList(1, path.size()), instead, diagrams)
              : part.holds());
    }
    return combined(criterion.criterion().condition(), parts, criterion.holds(), diagrams);
  }

  private static int combined(
      Condition condition, List<Integer> parts, int leaf, Diagrams diagrams) {
    return switch (condition) {
      case Condition.AllOf _ -> atLeast(parts.size(), parts, diagrams);
      case Condition.AnyOf _ -> atLeast(1, parts, diagrams);
      case Condition.NoneOf _ -> diagrams.not(atLeast(1, parts, diagrams));
      case Condition.AtLeast(int count, var _) -> atLeast(count, parts, diagrams);
      case Condition.Not(Condition negated) ->
          diagrams.not(combined(negated, parts, leaf, diagrams));
      case Condition.Constant _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          leaf;
    };
  }

  private static int atLeast(int count, List<Integer> parts, Diagrams diagrams) {
    var reached = new int[count + 1];
    for (int index = 0; index <= count; index++) {
      reached[index] = diagrams.constant(index == 0);
    }
    for (int part : parts) {
      for (int index = count; index >= 1; index--) {
        reached[index] = diagrams.or(reached[index], diagrams.and(reached[index - 1], part));
      }
    }
    return reached[count];
  }
}
