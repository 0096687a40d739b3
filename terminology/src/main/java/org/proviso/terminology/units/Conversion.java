package org.proviso.terminology.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.proviso.ground.number.Rational;

/** How a number in one unit becomes a number in another. */
public sealed interface Conversion {
  /**
   * The units measure the same kind of quantity: multiply, then add. The offset is zero except
   * between temperatures.
   */
  final class Linear implements Conversion {
    private final Rational factor;
    private final Rational offset;

    Linear(Rational factor, Rational offset) {
      this.factor = factor;
      this.offset = offset;
    }

    /** The converted number; empty when its decimal digits never end. */
    public Optional<BigDecimal> convert(BigDecimal value) {
      return Rational.of(value).times(factor).plus(offset).toDecimal();
    }

    /**
     * The converted number, rounded to 34 digits (decimal128) when its decimal digits never end.
     */
    public BigDecimal rounded(BigDecimal value) {
      Rational converted = Rational.of(value).times(factor).plus(offset);
      return converted.toDecimal().orElseGet(() -> converted.rounded(MathContext.DECIMAL128));
    }

    /** What to multiply by, when that alone converts and its decimal digits end. */
    public Optional<BigDecimal> multiplier() {
      return offset.equals(Rational.ZERO) ? factor.toDecimal() : Optional.empty();
    }
  }

  /** The units measure different kinds of quantity. */
  record Incompatible() implements Conversion {}

  /** One of the units is not a UCUM unit. */
  record UnknownUnit(String unit) implements Conversion {}
}
