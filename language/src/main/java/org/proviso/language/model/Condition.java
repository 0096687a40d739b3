package org.proviso.language.model;

import java.util.List;
import java.util.Set;

/**
 * What a criterion requires. Definitions are already replaced by what they define, so that a
 * condition mentions declared facts only.
 *
 * <p>{@code equals} compares the parts of a group with their labels and places, because a part is a
 * {@link Criterion}: two conditions that say the same at different places of a document are equal
 * only if they have no parts.
 */
public sealed interface Condition {
  /** The criteria that a group is made of, in source order; of other conditions none. */
  default List<Criterion> parts() {
    return List.of();
  }

  /** Holds always, or never. */
  record Constant(boolean value) implements Condition {}

  /** Every part holds. */
  record AllOf(List<Criterion> parts) implements Condition {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** One part or more holds. */
  record AnyOf(List<Criterion> parts) implements Condition {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /** No part holds. */
  record NoneOf(List<Criterion> parts) implements Condition {
    public NoneOf {
      parts = List.copyOf(parts);
    }
  }

  /** At least {@code count} of the parts hold; {@code 1 <= count <= parts.size()}. */
  record AtLeast(int count, List<Criterion> parts) implements Condition {
    public AtLeast {
      parts = List.copyOf(parts);
      if (count < 1 || count > parts.size()) {
        throw new IllegalArgumentException("at least " + count + " of " + parts.size());
      }
    }
  }

  /** The negated condition does not hold. */
  record Not(Condition negated) implements Condition {}

  /** A yes/no fact is yes. */
  record IsYes(FactName fact) implements Condition {}

  /** An enumerated fact is one of the values; not empty. */
  record IsOneOf(FactName fact, Set<String> values) implements Condition {
    public IsOneOf {
      values = Set.copyOf(values);
    }
  }

  /** A number compares with another. */
  record CompareNumbers(NumberTerm left, Comparison comparison, NumberTerm right)
      implements Condition {}

  /**
   * A date compares with another date moved by a distance: {@code left comparison (right + or -
   * distance)}.
   */
  record CompareDates(
      DateTerm left,
      Comparison comparison,
      DateTerm right,
      Window.Direction direction,
      Duration distance)
      implements Condition {}

  /** A code fact's code is in the value set, or one of a code list's codes is. */
  record InValueSet(FactName fact, String valueSet) implements Condition {}

  /** A document of the library is in force on the date of service. */
  record InForce(FactName document) implements Condition {}
}
