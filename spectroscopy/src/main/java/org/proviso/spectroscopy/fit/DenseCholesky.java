package org.proviso.spectroscopy.fit;

/**
 * Cholesky factorisation of small symmetric positive definite matrices, held row by row in one
 * array; only the lower triangle is used.
 */
final class DenseCholesky {

  private DenseCholesky() {}

  /**
   * Factors in place.
   *
   * @return false when the matrix is not positive definite to within rounding
   */
  static boolean factor(double[] a, int n) {
    for (int j = 0; j < n; j++) {
      int rowJ = j * n;
      double diagonal = a[rowJ + j];
      double limit = diagonal * 1e-13;
      for (int k = 0; k < j; k++) {
        diagonal -= a[rowJ + k] * a[rowJ + k];
      }
      if (!(diagonal > limit)) {
        return false;
      }
      double root = Math.sqrt(diagonal);
      a[rowJ + j] = root;
      for (int i = j + 1; i < n; i++) {
        int rowI = i * n;
        double sum = a[rowI + j];
        for (int k = 0; k < j; k++) {
          sum -= a[rowI + k] * a[rowJ + k];
        }
        a[rowI + j] = sum / root;
      }
    }
    return true;
  }

  /** Solves L L' x = b in place of b, which starts at an offset. */
  static void solve(double[] factor, int n, double[] b) {
    forward(factor, n, b);
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k * n + i] * b[k];
      }
      b[i] = sum / factor[i * n + i];
    }
  }

  /** Solves L x = b in place of b. */
  static void forward(double[] factor, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * n + k] * b[k];
      }
      b[i] = sum / factor[i * n + i];
    }
  }

  /** Twice the sum of the logarithms of the diagonal: the log determinant. */
  static double logDeterminant(double[] factor, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 2 * Math.log(factor[i * n + i]);
    }
    return sum;
  }
}
