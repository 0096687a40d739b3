package org.proviso.spectroscopy.fit;

/**
 * Minimises x'Gx/2 - g'x over x &ge; 0 by active sets on the normal equations (Bro and de Jong
 * 1997, J Chemom 11:393), starting from a passive set that the caller keeps between calls.
 */
final class NonNegativeLeastSquares {

  private final int n;
  private final double[] work;
  private final int[] index;
  private final double[] right;
  private final double[] trial;

  NonNegativeLeastSquares(int n) {
    this.n = n;
    work = new double[n * n];
    index = new int[n];
    right = new double[n];
    trial = new double[n];
  }

  /**
   * Solves.
   *
   * @param gram G, n x n row by row, full
   * @param linear g
   * @param passive which entries may differ from zero; start and result
   * @param x result
   */
  void solve(double[] gram, double[] linear, boolean[] passive, double[] x) {
    double scale = 0;
    for (int i = 0; i < n; i++) {
      scale = Math.max(scale, Math.abs(linear[i]));
    }
    double tolerance = 1e-11 * scale;
    // A passive set from a neighbouring problem may no longer be feasible.
    java.util.Arrays.fill(x, 0);
    boolean warm = false;
    for (int i = 0; i < n; i++) {
      warm |= passive[i];
    }
    if (warm) {
      // From zero the first interpolation would drop everything; drop only what turns negative.
      for (int attempt = 0; attempt < n; attempt++) {
        if (!solvePassive(gram, linear, passive)) {
          java.util.Arrays.fill(passive, false);
          break;
        }
        boolean feasible = true;
        for (int i = 0; i < n; i++) {
          if (passive[i] && trial[i] <= 0) {
            passive[i] = false;
            feasible = false;
          }
        }
        if (feasible) {
          System.arraycopy(trial, 0, x, 0, n);
          break;
        }
      }
    }
    for (int round = 0; round < 4 * n; round++) {
      int best = -1;
      double steepest = tolerance;
      for (int i = 0; i < n; i++) {
        if (!passive[i]) {
          double gradient = linear[i];
          for (int j = 0; j < n; j++) {
            gradient -= gram[i * n + j] * x[j];
          }
          if (gradient > steepest && gram[i * n + i] > 0) {
            // Scale free: the gain of taking the signal in alone.
            steepest = gradient;
            best = i;
          }
        }
      }
      if (best < 0) {
        return;
      }
      passive[best] = true;
      if (!makeFeasible(gram, linear, passive, x, best)) {
        return;
      }
    }
  }

  /** Returns false when the entry just added cannot be taken in. */
  private boolean makeFeasible(
      double[] gram, double[] linear, boolean[] passive, double[] x, int added) {
    for (int round = 0; round < n; round++) {
      if (!solvePassive(gram, linear, passive)) {
        passive[added] = false;
        return false;
      }
      double step = 1;
      int blocking = -1;
      for (int i = 0; i < n; i++) {
        if (passive[i] && trial[i] <= 0) {
          double fraction = x[i] / (x[i] - trial[i]);
          if (fraction < step) {
            step = fraction;
            blocking = i;
          }
        }
      }
      for (int i = 0; i < n; i++) {
        if (passive[i]) {
          x[i] += step * (trial[i] - x[i]);
        }
      }
      if (blocking < 0) {
        return true;
      }
      passive[blocking] = false;
      x[blocking] = 0;
      if (blocking == added) {
        return false;
      }
    }
    return true;
  }

  private boolean solvePassive(double[] gram, double[] linear, boolean[] passive) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      trial[i] = 0;
      if (passive[i]) {
        index[count++] = i;
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        work[i * count + j] = gram[index[i] * n + index[j]];
      }
      right[i] = linear[index[i]];
    }
    if (!DenseCholesky.factor(work, count)) {
      return false;
    }
    DenseCholesky.solve(work, count, right);
    for (int i = 0; i < count; i++) {
      trial[index[i]] = right[i];
    }
    return true;
  }
}
