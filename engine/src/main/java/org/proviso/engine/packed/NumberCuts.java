package org.proviso.engine.packed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.proviso.engine.compile.NumberCut;
import org.proviso.ground.number.Rational;

/** The cuts of a number line, to find a number's cell without arithmetic on objects. */
final class NumberCuts {
  private static final int MOST_DIGITS = 18;
  static final long[] POWERS = powers();

  private final BigDecimal[] cuts;
  private final boolean[] inclusive;

  /** The cuts in units of 10 to the power of minus {@code scale}. */
  private final long[] scaled;

  private final int scale;

  private NumberCuts(BigDecimal[] cuts, boolean[] inclusive, long[] scaled, int scale) {
    this.cuts = cuts;
    this.inclusive = inclusive;
    this.scaled = scaled;
    this.scale = scale;
  }

  /** Empty when a cut is no decimal of at most 18 digits. */
  static Optional<NumberCuts> of(List<NumberCut> of) {
    var cuts = new BigDecimal[of.size()];
    var inclusive = new boolean[of.size()];
    int scale = 0;
    for (int index = 0; index < cuts.length; index++) {
      Rational at = of.get(index).at();
      try {
        cuts[index] = new BigDecimal(at.numerator()).divide(new BigDecimal(at.denominator()));
      } catch (ArithmeticException endless) {
        return Optional.empty();
      }
      inclusive[index] = of.get(index).inclusive();
      scale = Math.max(scale, cuts[index].scale());
    }
    var scaled = new long[cuts.length];
    for (int index = 0; index < cuts.length; index++) {
      BigDecimal same = cuts[index].setScale(scale);
      if (scale > MOST_DIGITS || same.precision() > MOST_DIGITS) {
        return Optional.empty();
      }
      scaled[index] = same.unscaledValue().longValueExact();
    }
    return Optional.of(new NumberCuts(cuts, inclusive, scaled, scale));
  }

  private static long[] powers() {
    var powers = new long[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int index = 1; index < powers.length; index++) {
      powers[index] = 10 * powers[index - 1];
    }
    return powers;
  }

  /** How many cuts there are. */
  int count() {
    return cuts.length;
  }

  /** How many cuts a number reaches. */
  int reachedBy(BigDecimal value) {
    int reached = 0;
    while (reached < cuts.length) {
      int order = value.compareTo(cuts[reached]);
      if (order < 0 || (order == 0 && !inclusive[reached])) {
        break;
      }
      reached++;
    }
    return reached;
  }

  /** How many cuts {@code unscaled} times 10 to the power of minus {@code digits} reaches. */
  int reachedBy(long unscaled, int digits) {
    long floor;
    boolean whole = true;
    if (digits <= scale) {
      if (scale - digits > MOST_DIGITS) {
        return reachedBy(BigDecimal.valueOf(unscaled, digits));
      }
      long factor = POWERS[scale - digits];
      floor = unscaled * factor;
      if (Math.multiplyHigh(unscaled, factor) != floor >> 63) {
        return unscaled > 0 ? scaled.length : 0;
      }
    } else if (digits - scale > MOST_DIGITS) {
      floor = unscaled < 0 ? -1 : 0;
      whole = unscaled == 0;
    } else {
      long divisor = POWERS[digits - scale];
      floor = Math.floorDiv(unscaled, divisor);
      whole = floor * divisor == unscaled;
    }
    int reached = 0;
    while (reached < scaled.length) {
      long cut = scaled[reached];
      if (floor < cut || (floor == cut && whole && !inclusive[reached])) {
        break;
      }
      reached++;
    }
    return reached;
  }
}
