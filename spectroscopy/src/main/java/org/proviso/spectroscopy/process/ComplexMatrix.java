package org.proviso.spectroscopy.process;

import java.util.Optional;

/**
 * Small dense complex matrices: eigenvalues and linear systems, of a few dozen rows. The linear
 * algebra libraries at hand find eigenvalues of real matrices only.
 */
final class ComplexMatrix {

  private static final int MAX_ITERATIONS = 100;
  private static final double TOLERANCE = 1e-13;

  private final int size;
  private final double[][] re;
  private final double[][] im;

  ComplexMatrix(int size) {
    this.size = size;
    re = new double[size][size];
    im = new double[size][size];
  }

  void set(int row, int column, double real, double imaginary) {
    re[row][column] = real;
    im[row][column] = imaginary;
  }

  double real(int row, int column) {
    return re[row][column];
  }

  double imaginary(int row, int column) {
    return im[row][column];
  }

  /**
   * Eigenvalues by shifted QR steps with deflation of the last row (Golub and Van Loan 2013,
   * section 7.5), on the full matrix: at this size the Hessenberg form saves nothing worth its
   * code.
   *
   * @return interleaved eigenvalues; empty when the steps do not converge
   */
  Optional<double[]> eigenvalues() {
    double[][] r = copy(re);
    double[][] i = copy(im);
    double[] values = new double[2 * size];
    int active = size;
    int iterations = 0;
    while (active > 1) {
      int last = active - 1;
      double off = 0;
      double scale = 0;
      for (int k = 0; k < last; k++) {
        off += Math.hypot(r[last][k], i[last][k]);
        scale += Math.hypot(r[k][k], i[k][k]);
      }
      if (off <= TOLERANCE * (scale + Math.hypot(r[last][last], i[last][last]))) {
        values[2 * last] = r[last][last];
        values[2 * last + 1] = i[last][last];
        active--;
        iterations = 0;
        continue;
      }
      if (++iterations > MAX_ITERATIONS) {
        return Optional.empty();
      }
      double[] shift = shift(r, i, last, iterations);
      qrStep(r, i, active, shift[0], shift[1]);
    }
    values[0] = r[0][0];
    values[1] = i[0][0];
    return Optional.of(values);
  }

  /** Wilkinson's shift: the eigenvalue of the last 2 x 2 block closer to its corner. */
  private static double[] shift(double[][] r, double[][] i, int last, int iteration) {
    if (iteration % 17 == 0) {
      // An exceptional shift breaks a cycle.
      return new double[] {r[last][last] + Math.hypot(r[last][last - 1], i[last][last - 1]), 0};
    }
    double dr = (r[last - 1][last - 1] - r[last][last]) / 2;
    double di = (i[last - 1][last - 1] - i[last][last]) / 2;
    double br = r[last - 1][last];
    double bi = i[last - 1][last];
    double cr = r[last][last - 1];
    double ci = i[last][last - 1];
    double sr = dr * dr - di * di + br * cr - bi * ci;
    double si = 2 * dr * di + br * ci + bi * cr;
    double modulus = Math.hypot(sr, si);
    double qr = Math.sqrt(Math.max(0, (modulus + sr) / 2));
    double qi = Math.copySign(Math.sqrt(Math.max(0, (modulus - sr) / 2)), si);
    double sign = dr * qr + di * qi < 0 ? 1 : -1;
    return new double[] {r[last][last] + dr + sign * qr, i[last][last] + di + sign * qi};
  }

  /** A - s = Q R, then R Q + s, by Gram-Schmidt on the leading block. */
  private static void qrStep(double[][] r, double[][] i, int n, double sr, double si) {
    double[][] qr = new double[n][n];
    double[][] qi = new double[n][n];
    double[][] tr = new double[n][n];
    double[][] ti = new double[n][n];
    for (int c = 0; c < n; c++) {
      double[] vr = new double[n];
      double[] vi = new double[n];
      for (int k = 0; k < n; k++) {
        vr[k] = r[k][c] - (k == c ? sr : 0);
        vi[k] = i[k][c] - (k == c ? si : 0);
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < c; j++) {
          double pr = 0;
          double pi = 0;
          for (int k = 0; k < n; k++) {
            pr += qr[k][j] * vr[k] + qi[k][j] * vi[k];
            pi += qr[k][j] * vi[k] - qi[k][j] * vr[k];
          }
          for (int k = 0; k < n; k++) {
            vr[k] -= pr * qr[k][j] - pi * qi[k][j];
            vi[k] -= pr * qi[k][j] + pi * qr[k][j];
          }
          tr[j][c] += pr;
          ti[j][c] += pi;
        }
      }
      double norm = 0;
      for (int k = 0; k < n; k++) {
        norm += vr[k] * vr[k] + vi[k] * vi[k];
      }
      norm = Math.sqrt(norm);
      tr[c][c] = norm;
      for (int k = 0; norm > 0 && k < n; k++) {
        qr[k][c] = vr[k] / norm;
        qi[k][c] = vi[k] / norm;
      }
    }
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double sumR = a == b ? sr : 0;
        double sumI = a == b ? si : 0;
        for (int k = a; k < n; k++) {
          sumR += tr[a][k] * qr[k][b] - ti[a][k] * qi[k][b];
          sumI += tr[a][k] * qi[k][b] + ti[a][k] * qr[k][b];
        }
        r[a][b] = sumR;
        i[a][b] = sumI;
      }
    }
  }

  /**
   * Solves this &times; x = b by elimination with row exchange.
   *
   * @param right interleaved right side
   * @return interleaved solution; empty when the matrix is singular
   */
  Optional<double[]> solve(double[] right) {
    double[][] r = copy(re);
    double[][] i = copy(im);
    double[] x = right.clone();
    for (int c = 0; c < size; c++) {
      int pivot = c;
      for (int k = c + 1; k < size; k++) {
        if (Math.hypot(r[k][c], i[k][c]) > Math.hypot(r[pivot][c], i[pivot][c])) {
          pivot = k;
        }
      }
      double square = r[pivot][c] * r[pivot][c] + i[pivot][c] * i[pivot][c];
      if (!(square > 0)) {
        return Optional.empty();
      }
      swap(r, c, pivot);
      swap(i, c, pivot);
      swap(x, c, pivot);
      for (int k = c + 1; k < size; k++) {
        double fr = (r[k][c] * r[c][c] + i[k][c] * i[c][c]) / square;
        double fi = (i[k][c] * r[c][c] - r[k][c] * i[c][c]) / square;
        for (int j = c; j < size; j++) {
          r[k][j] -= fr * r[c][j] - fi * i[c][j];
          // The real part was changed above only in row k, so row c still holds its own.
          i[k][j] -= fr * i[c][j] + fi * r[c][j];
        }
        double xr = x[2 * c];
        double xi = x[2 * c + 1];
        x[2 * k] -= fr * xr - fi * xi;
        x[2 * k + 1] -= fr * xi + fi * xr;
      }
    }
    for (int c = size - 1; c >= 0; c--) {
      double xr = x[2 * c];
      double xi = x[2 * c + 1];
      for (int j = c + 1; j < size; j++) {
        xr -= r[c][j] * x[2 * j] - i[c][j] * x[2 * j + 1];
        xi -= r[c][j] * x[2 * j + 1] + i[c][j] * x[2 * j];
      }
      double square = r[c][c] * r[c][c] + i[c][c] * i[c][c];
      x[2 * c] = (xr * r[c][c] + xi * i[c][c]) / square;
      x[2 * c + 1] = (xi * r[c][c] - xr * i[c][c]) / square;
    }
    return Optional.of(x);
  }

  private static void swap(double[][] rows, int a, int b) {
    double[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  private static void swap(double[] x, int a, int b) {
    for (int part = 0; part < 2; part++) {
      double value = x[2 * a + part];
      x[2 * a + part] = x[2 * b + part];
      x[2 * b + part] = value;
    }
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = rows[k].clone();
    }
    return copy;
  }
}
