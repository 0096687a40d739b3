package org.proviso.analysis.faults;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Duration;
import org.proviso.language.model.NumberTerm;

/** A fault in one condition, where the condition is of the kind that can have it. */
enum ConditionFault {
  COMPARISON_FLIPPED("comparison flipped") {
    @Override
    Optional<Condition> of(Condition condition) {
      return compared(condition, ConditionFault::opposite);
    }
  },
  BOUNDARY_EXCLUDED("boundary moved across its value") {
    @Override
    Optional<Condition> of(Condition condition) {
      return compared(condition, ConditionFault::shifted);
    }
  },
  CONSTANT_OFF_BY_ONE("number off by one") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition
              instanceof
              Condition.CompareNumbers(
                  var left,
                  var comparison,
                  NumberTerm.Constant(BigDecimal value))
          ? Optional.of(
              new Condition.CompareNumbers(
                  left, comparison, new NumberTerm.Constant(value.add(BigDecimal.ONE))))
          : Optional.empty();
    }
  },
  DISTANCE_OFF("distance in time too long") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition
              instanceof
              Condition.CompareDates(
                  var left,
                  var comparison,
                  var right,
                  var direction,
                  Duration(int amount, CalendarUnit unit))
          ? Optional.of(
              new Condition.CompareDates(
                  left, comparison, right, direction, new Duration(amount + 1, unit)))
          : Optional.empty();
    }
  },
  NEGATED("condition negated") {
    @Override
    Optional<Condition> of(Condition condition) {
      return isLeaf(condition) ? Optional.of(new Condition.Not(condition)) : Optional.empty();
    }
  },
  NEGATION_LOST("negation lost") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.Not(Condition negated)
          ? Optional.of(negated)
          : Optional.empty();
    }
  },
  AND_FOR_OR("and instead of or") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AnyOf(List<Criterion> parts)
          ? Optional.of(new Condition.AllOf(parts))
          : Optional.empty();
    }
  },
  OR_FOR_AND("or instead of and") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AllOf(List<Criterion> parts)
          ? Optional.of(new Condition.AnyOf(parts))
          : Optional.empty();
    }
  },
  PART_DROPPED("required part dropped") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AllOf(List<Criterion> parts) && parts.size() > 1
          ? Optional.of(new Condition.AllOf(parts.subList(0, parts.size() - 1)))
          : Optional.empty();
    }
  },
  BRANCH_DROPPED("alternative dropped") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AnyOf(List<Criterion> parts) && parts.size() > 1
          ? Optional.of(new Condition.AnyOf(parts.subList(1, parts.size())))
          : Optional.empty();
    }
  },
  CONTRADICTION_ADDED("part that excludes another") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AllOf(List<Criterion> parts)
          ? Optional.of(new Condition.AllOf(plusNegated(parts)))
          : Optional.empty();
    }
  },
  BRANCH_UNREACHABLE("branch that can never hold") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AnyOf(List<Criterion> parts)
          ? Optional.of(new Condition.AnyOf(plusImpossible(parts)))
          : Optional.empty();
    }
  },
  VALUE_LOST("one of several values lost") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.IsOneOf(var fact, Set<String> values)
              && values.size() > 1
          ? Optional.of(
              new Condition.IsOneOf(fact, Set.copyOf(values.stream().sorted().skip(1).toList())))
          : Optional.empty();
    }
  },
  COUNT_OFF_BY_ONE("at least one too few") {
    @Override
    Optional<Condition> of(Condition condition) {
      return condition instanceof Condition.AtLeast(int count, List<Criterion> parts) && count > 1
          ? Optional.of(new Condition.AtLeast(count - 1, parts))
          : Optional.empty();
    }
  };

  private final String phrase;

  ConditionFault(String phrase) {
    this.phrase = phrase;
  }

  String phrase() {
    return phrase;
  }

  /** The faulty condition, or nothing where the condition cannot have this fault. */
  abstract Optional<Condition> of(Condition condition);

  private interface Change {
    Comparison of(Comparison comparison);
  }

  private static Optional<Condition> compared(Condition condition, Change change) {
    return switch (condition) {
      case Condition.CompareNumbers(var left, var comparison, var right) ->
          Optional.of(new Condition.CompareNumbers(left, change.of(comparison), right));
      case Condition.CompareDates(
              var left,
              var comparison,
              var right,
              var direction,
              var distance) ->
          Optional.of(
              new Condition.CompareDates(left, change.of(comparison), right, direction, distance));
      case Condition.Constant _,
          Condition.AllOf _,
          Condition.AnyOf _,
          Condition.NoneOf _,
          Condition.AtLeast _,
          Condition.Not _,
          Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          Optional.empty();
    };
  }

  private static Comparison opposite(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.GREATER;
      case AT_MOST -> Comparison.AT_LEAST;
      case EQUAL -> Comparison.NOT_EQUAL;
      case NOT_EQUAL -> Comparison.EQUAL;
      case AT_LEAST -> Comparison.AT_MOST;
      case GREATER -> Comparison.LESS;
    };
  }

  private static Comparison shifted(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.AT_MOST;
      case AT_MOST -> Comparison.LESS;
      case EQUAL -> Comparison.AT_LEAST;
      case NOT_EQUAL -> Comparison.LESS;
      case AT_LEAST -> Comparison.GREATER;
      case GREATER -> Comparison.AT_LEAST;
    };
  }

  private static boolean isLeaf(Condition condition) {
    return switch (condition) {
      case Condition.IsYes _,
          Condition.IsOneOf _,
          Condition.CompareNumbers _,
          Condition.CompareDates _,
          Condition.InValueSet _,
          Condition.InForce _ ->
          true;
      case Condition.Constant _,
          Condition.AllOf _,
          Condition.AnyOf _,
          Condition.NoneOf _,
          Condition.AtLeast _,
          Condition.Not _ ->
          false;
    };
  }

  private static List<Criterion> plusNegated(List<Criterion> parts) {
    var more = new ArrayList<>(parts);
    more.add(with(parts.getFirst(), new Condition.Not(parts.getFirst().condition())));
    return more;
  }

  private static List<Criterion> plusImpossible(List<Criterion> parts) {
    Criterion first = parts.getFirst();
    var more = new ArrayList<>(parts);
    more.add(
        with(
            first,
            new Condition.AllOf(
                List.of(first, with(first, new Condition.Not(first.condition()))))));
    return more;
  }

  static Criterion with(Criterion criterion, Condition condition) {
    return new Criterion(Optional.empty(), condition, criterion.label(), criterion.span());
  }
}
