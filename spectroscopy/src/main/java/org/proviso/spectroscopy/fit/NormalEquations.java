package org.proviso.spectroscopy.fit;

import java.util.Arrays;

/**
 * Stage 3 of a fit: normal equations of the linearized model with the baseline eliminated. All
 * inner products are taken once as Z'Z and U'Z, with U the baseline's orthonormal modes; the
 * product after elimination of a baseline of any stiffness is then Z'Z - (U'Z)' h (U'Z).
 */
final class NormalEquations {

  // Modes that a baseline passes less of are left out of it everywhere.
  private static final double NEGLIGIBLE = 1e-4;

  private final BaselineSpace baseline;
  private final int signalCount;
  private final int dataColumn;
  private final int size;
  private final int columns;
  private final double[] z;

  // Z'Z, U'Z, and Z'Z less what passes into the baseline.
  private final double[] gram;
  private final double[] projected;
  private final double[] reduced;

  NormalEquations(ModelColumns model, BaselineSpace baseline) {
    this.baseline = baseline;
    signalCount = model.signalCount();
    dataColumn = signalCount;
    size = model.size();
    columns = model.columns();
    z = model.z();
    gram = new double[columns * columns];
    projected = new double[baseline.modes() * columns];
    reduced = new double[columns * columns];
  }

  /** Lower triangle of Z' S Z, row by row, as wide as {@link #columns}; not to be changed. */
  double[] reduced() {
    return reduced;
  }

  int columns() {
    return columns;
  }

  /** Z'Z (lower triangle) and U'Z of the first columns. */
  void form(int count) {
    for (int i = 0; i < count; i++) {
      Arrays.fill(gram, i * columns, i * columns + i + 1, 0);
    }
    int modes = baseline.modes();
    for (int k = 0; k < modes; k++) {
      Arrays.fill(projected, k * columns, k * columns + count, 0);
    }
    double[] u = baseline.basis();
    int row = 0;
    for (; row + 4 <= size; row += 4) {
      int r0 = row * columns;
      int r1 = r0 + columns;
      int r2 = r1 + columns;
      int r3 = r2 + columns;
      for (int i = 0; i < count; i++) {
        axpy(gram, i * columns, i + 1, r0, r1, r2, r3, z[r0 + i], z[r1 + i], z[r2 + i], z[r3 + i]);
      }
      int u0 = row * modes;
      int u1 = u0 + modes;
      int u2 = u1 + modes;
      int u3 = u2 + modes;
      for (int k = 0; k < modes; k++) {
        axpy(
            projected,
            k * columns,
            count,
            r0,
            r1,
            r2,
            r3,
            u[u0 + k],
            u[u1 + k],
            u[u2 + k],
            u[u3 + k]);
      }
    }
    for (; row < size; row++) {
      int r0 = row * columns;
      for (int i = 0; i < count; i++) {
        axpy(gram, i * columns, i + 1, r0, r0, r0, r0, z[r0 + i], 0, 0, 0);
      }
      for (int k = 0; k < modes; k++) {
        axpy(projected, k * columns, count, r0, r0, r0, r0, u[row * modes + k], 0, 0, 0);
      }
    }
  }

  /** Four scaled rows of Z added to a row of a product; written for the vectoriser. */
  private void axpy(
      double[] target,
      int at,
      int count,
      int r0,
      int r1,
      int r2,
      int r3,
      double s0,
      double s1,
      double s2,
      double s3) {
    for (int j = 0; j < count; j++) {
      target[at + j] += s0 * z[r0 + j] + s1 * z[r1 + j] + s2 * z[r2 + j] + s3 * z[r3 + j];
    }
  }

  /** Lower triangle of Z' S Z at the current stiffness. */
  void reduce(int count, double[] passing) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(gram, i * columns, reduced, i * columns, i + 1);
    }
    int modes = baseline.modes();
    for (int k = 0; k < modes; k++) {
      double h = passing[k];
      if (h < NEGLIGIBLE) {
        continue;
      }
      int at = k * columns;
      for (int i = 0; i < count; i++) {
        double scale = h * projected[at + i];
        int target = i * columns;
        for (int j = 0; j <= i; j++) {
          reduced[target + j] -= scale * projected[at + j];
        }
      }
    }
  }

  /** An entry of the symmetric product. */
  double at(int i, int j) {
    return i >= j ? reduced[i * columns + j] : reduced[j * columns + i];
  }

  /** The baseline that belongs to amplitudes. */
  double[] smooth(double[] amplitudes, double[] passing) {
    int modes = baseline.modes();
    double[] coefficients = new double[modes];
    for (int k = 0; k < modes; k++) {
      double value = projected[k * columns + dataColumn];
      for (int m = 0; m < signalCount; m++) {
        value -= amplitudes[m] * projected[k * columns + m];
      }
      coefficients[k] = passing[k] * value;
    }
    double[] smooth = new double[size];
    double[] u = baseline.basis();
    for (int i = 0; i < size; i++) {
      double value = 0;
      for (int k = 0; k < modes; k++) {
        value += u[i * modes + k] * coefficients[k];
      }
      smooth[i] = value;
    }
    return smooth;
  }
}
