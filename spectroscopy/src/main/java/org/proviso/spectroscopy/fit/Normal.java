package org.proviso.spectroscopy.fit;

/** The standard normal distribution. */
final class Normal {

  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  private Normal() {}

  /**
   * Density over distribution function at a point, which is the mean of what a bound at minus that
   * point cuts: phi(u) / Phi(u).
   */
  static double hazard(double u) {
    if (u > 8) {
      return 0;
    }
    double density = Math.exp(-u * u / 2) / ROOT_TWO_PI;
    if (u > -2) {
      return density / (0.5 + series(u));
    }
    return 1 / mills(-u);
  }

  /** Phi(u) - 1/2 by its power series (Abramowitz and Stegun 1964, 26.2.11). */
  private static double series(double u) {
    double term = u;
    double sum = u;
    for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 200; k++) {
      term *= u * u / (2 * k + 1);
      sum += term;
    }
    return sum * Math.exp(-u * u / 2) / ROOT_TWO_PI;
  }

  /** (1 - Phi(x)) / phi(x) for x above 2 by its continued fraction (ibid., 26.2.14). */
  private static double mills(double x) {
    double tail = x;
    for (int k = 60; k >= 1; k--) {
      tail = x + k / tail;
    }
    return 1 / tail;
  }
}
