package org.proviso.engine.packed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.proviso.language.model.FactType;

/** The numbers that a fact can have by its declaration. */
final class NumberRange {
  private final boolean whole;
  private final Optional<BigDecimal> least;
  private final Optional<BigDecimal> greatest;

  /** The least and the greatest whole number inside, as far as a {@code long} goes. */
  private final long leastWhole;

  private final long greatestWhole;

  private NumberRange(boolean whole, Optional<BigDecimal> least, Optional<BigDecimal> greatest) {
    this.whole = whole;
    this.least = least;
    this.greatest = greatest;
    this.leastWhole = least.map(bound -> bound(bound, RoundingMode.CEILING)).orElse(Long.MIN_VALUE);
    this.greatestWhole =
        greatest.map(bound -> bound(bound, RoundingMode.FLOOR)).orElse(Long.MAX_VALUE);
  }

  private static long bound(BigDecimal value, RoundingMode rounding) {
    BigDecimal rounded = value.setScale(0, rounding);
    return rounded
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValue();
  }

  static NumberRange of(FactType.Quantity type) {
    return new NumberRange(false, type.least(), type.greatest());
  }

  static NumberRange of(FactType.Count type) {
    return new NumberRange(
        true, Optional.of(BigDecimal.ZERO), type.greatest().map(BigDecimal::valueOf));
  }

  /** Whether {@code unscaled} times 10 to the power of minus {@code digits} is one of them. */
  boolean contains(long unscaled, int digits) {
    return digits == 0
        ? unscaled >= leastWhole && unscaled <= greatestWhole
        : (digits < 0 || whole)
            ? contains(BigDecimal.valueOf(unscaled, digits))
            : containsDecimal(unscaled, digits);
  }

  /** Compares whole parts first, so that only numbers next to a bound need objects. */
  private boolean containsDecimal(long unscaled, int digits) {
    if (digits <= 18) {
      long floor = Math.floorDiv(unscaled, NumberCuts.POWERS[digits]);
      boolean above = least.isEmpty() || floor >= leastWhole;
      boolean below = greatest.isEmpty() || floor < greatestWhole;
      if (above && below) {
        return true;
      }
    }
    return contains(BigDecimal.valueOf(unscaled, digits));
  }

  /** Whether the number is one of them. */
  boolean contains(BigDecimal value) {
    return (!whole || value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0)
        && (least.isEmpty() || value.compareTo(least.get()) >= 0)
        && (greatest.isEmpty() || value.compareTo(greatest.get()) <= 0);
  }
}
