package org.proviso.language.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition.CompareNumbers;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.NumberTerm;

/**
 * Comparisons of a number of limited resolution with a constant, written in one way: the value is
 * at least a grid point, or less than one. So {@code > 55} and {@code >= 56} are one condition
 * where the values are whole, and nothing lies between {@code <= 55} and {@code >= 56}.
 */
final class Grid {
  private Grid() {}

  /** What a comparison comes to on a grid. */
  sealed interface OnGrid {
    /** It holds always, or never: no value of the grid is the constant. */
    record Always(boolean holds) implements OnGrid {}

    /** All of these hold. */
    record All(List<CompareNumbers> parts) implements OnGrid {
      public All {
        parts = List.copyOf(parts);
      }
    }

    /** One of these holds. */
    record Any(List<CompareNumbers> parts) implements OnGrid {
      public Any {
        parts = List.copyOf(parts);
      }
    }
  }

  /** The comparison on the grid of the fact. */
  static OnGrid normalise(FactDeclaration fact, Comparison comparison, BigDecimal constant) {
    BigDecimal step = fact.step().orElseThrow();
    BigDecimal atOrBelow = constant.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    BigDecimal atOrAbove = constant.divide(step, 0, RoundingMode.CEILING).multiply(step);
    BigDecimal next = atOrBelow.add(step);
    var term = new NumberTerm.OfFact(fact.name());
    boolean onGrid = atOrBelow.compareTo(atOrAbove) == 0;
    return switch (comparison) {
      case GREATER -> new OnGrid.All(List.of(atLeast(term, next)));
      case AT_LEAST -> new OnGrid.All(List.of(atLeast(term, atOrAbove)));
      case LESS -> new OnGrid.All(List.of(less(term, atOrAbove)));
      case AT_MOST -> new OnGrid.All(List.of(less(term, next)));
      case EQUAL ->
          onGrid
              ? new OnGrid.All(List.of(atLeast(term, atOrBelow), less(term, next)))
              : new OnGrid.Always(false);
      case NOT_EQUAL ->
          onGrid
              ? new OnGrid.Any(List.of(less(term, atOrBelow), atLeast(term, next)))
              : new OnGrid.Always(true);
    };
  }

  private static CompareNumbers atLeast(NumberTerm term, BigDecimal point) {
    return new CompareNumbers(term, Comparison.AT_LEAST, new NumberTerm.Constant(point));
  }

  private static CompareNumbers less(NumberTerm term, BigDecimal point) {
    return new CompareNumbers(term, Comparison.LESS, new NumberTerm.Constant(point));
  }

  /** The comparison seen from its other side. */
  static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case LESS -> Comparison.GREATER;
      case AT_MOST -> Comparison.AT_LEAST;
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
      case AT_LEAST -> Comparison.AT_MOST;
      case GREATER -> Comparison.LESS;
    };
  }

  /** The fact with a step that a term is, if it is one. */
  static Optional<FactDeclaration> fact(NumberTerm term, Scope scope) {
    return term instanceof NumberTerm.OfFact(var name)
        ? scope.fact(name.text()).filter(fact -> fact.step().isPresent())
        : Optional.empty();
  }
}
