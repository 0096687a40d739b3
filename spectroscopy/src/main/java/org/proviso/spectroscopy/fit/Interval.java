package org.proviso.spectroscopy.fit;

/**
 * A confidence interval. A bound that the data do not give is infinite: the ratio to a metabolite
 * that may be absent has no upper bound.
 *
 * @param lower lower bound, may be negative infinity
 * @param upper upper bound, at least the lower one, may be positive infinity
 */
public record Interval(double lower, double upper) {

  /** Checks the order. */
  public Interval {
    if (Double.isNaN(lower) || Double.isNaN(upper) || lower > upper) {
      throw new IllegalArgumentException("not an interval: " + lower + " to " + upper);
    }
  }

  /** Whether a value lies in the interval, bounds included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Whether both bounds are finite. */
  public boolean bounded() {
    return Double.isFinite(lower) && Double.isFinite(upper);
  }
}
