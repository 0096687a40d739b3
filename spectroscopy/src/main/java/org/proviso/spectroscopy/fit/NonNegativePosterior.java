package org.proviso.spectroscopy.fit;

import java.util.Arrays;

/**
 * Mean and covariance of a multivariate normal distribution cut to non-negative values, by
 * expectation propagation: each bound is replaced by a normal factor with the same effect on the
 * marginal (Cunningham, Hennig, Lacoste-Julien 2011, arXiv:1111.6832; Minka 2001, UAI 17:362).
 *
 * <p>What is known of amplitudes that cannot be negative: a least-squares estimate at its bound has
 * no variance of its own there, and its neighbours neither have the variance that they would have
 * without the bound nor that which they would have without the signal.
 */
final class NonNegativePosterior {

  private static final int SWEEPS = 30;
  private static final double CONVERGED = 1e-4;

  private final int n;
  private final double[] covariance;
  private final double[] mean;
  private final double[] scale;
  private final double[] sitePrecision;
  private final double[] siteShift;
  private final double[] factor;
  private final double[] column;
  private boolean begun;

  NonNegativePosterior(int n) {
    this.n = n;
    covariance = new double[n * n];
    mean = new double[n];
    scale = new double[n];
    sitePrecision = new double[n];
    siteShift = new double[n];
    factor = new double[n * n];
    column = new double[n];
  }

  /**
   * Finds the moments of the density proportional to exp(-x'Gx/2v + g'x/v) for x &ge; 0. Starts
   * from the factors of the call before, which are nearly right where the density is nearly the
   * same.
   *
   * @param gram G, n x n row by row, full, positive semidefinite
   * @param linear g
   * @param variance v
   * @return false when the density cannot be normalised to within rounding
   */
  boolean solve(double[] gram, double[] linear, double variance) {
    for (int i = 0; i < n; i++) {
      // Units in which every conditional variance is one.
      double diagonal = gram[i * n + i];
      if (!(diagonal > 0)) {
        return false;
      }
      double unit = Math.sqrt(variance / diagonal);
      double change = begun ? unit / scale[i] : 0;
      sitePrecision[i] *= change * change;
      siteShift[i] *= change;
      scale[i] = unit;
    }
    begun = false;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        factor[i * n + j] = gram[i * n + j] * scale[i] * scale[j] / variance;
      }
      // One part in a million keeps signals that the data cannot tell apart from a zero pivot.
      factor[i * n + i] *= 1 + 1e-6;
      factor[i * n + i] += sitePrecision[i];
      mean[i] = linear[i] * scale[i] / variance + siteShift[i];
    }
    if (!DenseCholesky.factor(factor, n)) {
      return false;
    }
    DenseCholesky.solve(factor, n, mean);
    for (int j = 0; j < n; j++) {
      Arrays.fill(column, 0);
      column[j] = 1;
      DenseCholesky.solve(factor, n, column);
      for (int i = 0; i < n; i++) {
        covariance[i * n + j] = column[i];
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double change = 0;
      for (int i = 0; i < n; i++) {
        change = Math.max(change, update(i));
      }
      if (change < CONVERGED) {
        begun = true;
        break;
      }
    }
    return true;
  }

  /** Renews one factor; returns how far it moved the marginal, in standard deviations. */
  private double update(int i) {
    double v = covariance[i * n + i];
    double m = mean[i];
    double cavityPrecision = 1 / v - sitePrecision[i];
    if (!(cavityPrecision > 0)) {
      return 0;
    }
    double cavityShift = m / v - siteShift[i];
    double deviation = 1 / Math.sqrt(cavityPrecision);
    double u = cavityShift * deviation;
    double hazard = Normal.hazard(u);
    double cutMean = cavityShift / cavityPrecision + deviation * hazard;
    double cutVariance = Math.max(1e-12, 1 - hazard * (u + hazard)) / cavityPrecision;
    double precisionStep = Math.max(0, 1 / cutVariance - cavityPrecision) - sitePrecision[i];
    double newPrecision = sitePrecision[i] + precisionStep;
    double newShift = cutMean / cutVariance - cavityShift;
    double shiftStep = newShift - siteShift[i];
    sitePrecision[i] = newPrecision;
    siteShift[i] = newShift;
    // (S^-1 + t e e')^-1 = S - t s s' / (1 + t v); mean' = S' (S^-1 mean + d e).
    double weight = precisionStep / (1 + precisionStep * v);
    double along = (shiftStep - precisionStep * m) / (1 + precisionStep * v);
    for (int k = 0; k < n; k++) {
      column[k] = covariance[k * n + i];
    }
    for (int k = 0; k < n; k++) {
      mean[k] += along * column[k];
      double scaled = weight * column[k];
      int row = k * n;
      for (int j = 0; j < n; j++) {
        covariance[row + j] -= scaled * column[j];
      }
    }
    return Math.abs(along) * Math.sqrt(v) + Math.abs(precisionStep) * v;
  }

  /** Mean of an entry. */
  double mean(int i) {
    return mean[i] * scale[i];
  }

  /** Covariance of two entries. */
  double covariance(int i, int j) {
    return covariance[i * n + j] * scale[i] * scale[j];
  }
}
