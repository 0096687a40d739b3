package org.proviso.spectroscopy.fit;

/**
 * Confidence intervals of a ratio of two correlated normal estimates (Fieller 1954, J R Stat Soc B
 * 16:175). Unlike error propagation they stay right when the denominator may be zero: they become
 * unbounded.
 */
final class Fieller {

  /** Two-sided 95 % point of the normal distribution. */
  public static final double NORMAL_95 = 1.959963984540054;

  private Fieller() {}

  /**
   * The 95 % interval of a ratio that is known not to be negative.
   *
   * @param numerator estimate
   * @param denominator estimate
   * @param numeratorVariance variance
   * @param denominatorVariance variance
   * @param covariance covariance
   * @return every ratio r &ge; 0 for which numerator - r denominator differs from zero by no more
   *     than 1.96 standard deviations; where that set has two parts, the interval that holds both
   */
  public static Interval interval95(
      double numerator,
      double denominator,
      double numeratorVariance,
      double denominatorVariance,
      double covariance) {
    double z2 = NORMAL_95 * NORMAL_95;
    // a r^2 - 2 b r + c <= 0
    double a = denominator * denominator - z2 * denominatorVariance;
    double b = numerator * denominator - z2 * covariance;
    double c = numerator * numerator - z2 * numeratorVariance;
    double discriminant = b * b - a * c;
    if (a > 0) {
      double root = Math.sqrt(Math.max(0, discriminant));
      double lower = (b - root) / a;
      double upper = (b + root) / a;
      return new Interval(Math.max(0, lower), Math.max(0, upper));
    }
    if (discriminant <= 0 || a == 0) {
      return new Interval(0, Double.POSITIVE_INFINITY);
    }
    // Outside of two roots: for a positive denominator the part above the larger root.
    double root = Math.sqrt(discriminant);
    double larger = Math.max((b - root) / a, (b + root) / a);
    double smaller = Math.min((b - root) / a, (b + root) / a);
    boolean zeroBelow = smaller >= 0;
    return new Interval(zeroBelow ? 0 : Math.max(0, larger), Double.POSITIVE_INFINITY);
  }
}
