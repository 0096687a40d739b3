package org.proviso.spectroscopy.fit;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The smooth baseline: cubic B-splines whose second differences are penalised (Eilers and Marx
 * 1996, Stat Sci 11:89), turned into the Demmler-Reinsch basis, in which the splines are
 * orthonormal over the points and the penalty is diagonal. Changing the stiffness then costs
 * nothing.
 */
final class BaselineSpace {

  private final int points;
  private final int modes;
  // points x modes, row by row.
  private final double[] basis;
  private final double[] penalty;

  private BaselineSpace(int points, int modes, double[] basis, double[] penalty) {
    this.points = points;
    this.modes = modes;
    this.basis = basis;
    this.penalty = penalty;
  }

  /**
   * Builds the space.
   *
   * @param points spectral points
   * @param intervals knot intervals over the range, at least 4
   */
  static BaselineSpace of(int points, int intervals) {
    int splines = intervals + 3;
    DMatrixRMaj b = new DMatrixRMaj(points, splines);
    for (int row = 0; row < points; row++) {
      double position = (double) row / (points - 1) * intervals;
      int interval = Math.min(intervals - 1, (int) position);
      double u = position - interval;
      double v = 1 - u;
      b.set(row, interval, v * v * v / 6);
      b.set(row, interval + 1, (3 * u * u * u - 6 * u * u + 4) / 6);
      b.set(row, interval + 2, (3 * v * v * v - 6 * v * v + 4) / 6);
      b.set(row, interval + 3, u * u * u / 6);
    }
    DMatrixRMaj difference = new DMatrixRMaj(splines - 2, splines);
    for (int row = 0; row < splines - 2; row++) {
      difference.set(row, row, 1);
      difference.set(row, row + 1, -2);
      difference.set(row, row + 2, 1);
    }
    DMatrixRMaj gram = new DMatrixRMaj(splines, splines);
    CommonOps_DDRM.multTransA(b, b, gram);
    DMatrixRMaj roughness = new DMatrixRMaj(splines, splines);
    CommonOps_DDRM.multTransA(difference, difference, roughness);
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(splines, true);
    if (!cholesky.decompose(gram.copy())) {
      throw new IllegalArgumentException(
          "the fitted range has too few points (" + points + ") for its baseline");
    }
    DMatrixRMaj inverse = new DMatrixRMaj(splines, splines);
    CommonOps_DDRM.invert(cholesky.getT(null), inverse);
    DMatrixRMaj half = new DMatrixRMaj(splines, splines);
    DMatrixRMaj whitened = new DMatrixRMaj(splines, splines);
    CommonOps_DDRM.mult(inverse, roughness, half);
    CommonOps_DDRM.multTransB(half, inverse, whitened);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(splines, true, true);
    if (!eigen.decompose(whitened)) {
      throw new ArithmeticException("the baseline's eigenvalues did not converge");
    }
    DMatrixRMaj vectors = new DMatrixRMaj(splines, splines);
    double[] values = new double[splines];
    for (int k = 0; k < splines; k++) {
      values[k] = Math.max(0, eigen.getEigenvalue(k).getReal());
      for (int i = 0; i < splines; i++) {
        vectors.set(i, k, eigen.getEigenVector(k).get(i, 0));
      }
    }
    DMatrixRMaj coefficients = new DMatrixRMaj(splines, splines);
    CommonOps_DDRM.multTransA(inverse, vectors, coefficients);
    DMatrixRMaj modes = new DMatrixRMaj(points, splines);
    CommonOps_DDRM.mult(b, coefficients, modes);
    // The straight lines are not penalised at all; rounding must not change that.
    Integer[] order = new Integer[splines];
    for (int k = 0; k < splines; k++) {
      order[k] = k;
    }
    java.util.Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
    double[] sorted = new double[points * splines];
    double[] penalty = new double[splines];
    for (int k = 0; k < splines; k++) {
      penalty[k] = k < 2 ? 0 : values[order[k]];
      for (int row = 0; row < points; row++) {
        sorted[row * splines + k] = modes.get(row, order[k]);
      }
    }
    return new BaselineSpace(points, splines, sorted, penalty);
  }

  int points() {
    return points;
  }

  int modes() {
    return modes;
  }

  /** Orthonormal modes, points x modes, row by row; not to be changed. */
  double[] basis() {
    return basis;
  }

  /** The fraction of each mode that passes into the baseline at a stiffness, 0 to 1. */
  double[] passing(double stiffness) {
    double[] passing = new double[modes];
    for (int k = 0; k < modes; k++) {
      passing[k] = 1 / (1 + stiffness * penalty[k]);
    }
    return passing;
  }

  /** Log determinant of the covariance that a stiffness gives to the penalised modes. */
  double logDeterminant(double stiffness) {
    double sum = 0;
    for (int k = 2; k < modes; k++) {
      sum += Math.log1p(1 / (stiffness * penalty[k]));
    }
    return sum;
  }

  /** The stiffness at which the baseline has an effective dimension (trace of the smoother). */
  double stiffnessFor(double effectiveDimension) {
    double low = -12 * Math.log(10);
    double high = 16 * Math.log(10);
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      double dimension = 0;
      for (double passing : passing(Math.exp(middle))) {
        dimension += passing;
      }
      if (dimension > effectiveDimension) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }
}
