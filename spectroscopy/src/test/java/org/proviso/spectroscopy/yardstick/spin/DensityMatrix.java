package org.proviso.spectroscopy.yardstick.spin;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The state of a spin system in the product basis; bit k of a state's index is set where spin k
 * points down. Mutable, and used within this package only.
 */
final class DensityMatrix {

  private final int spins;
  private DMatrixRMaj real;
  private DMatrixRMaj imaginary;

  private DensityMatrix(int spins) {
    this.spins = spins;
    this.real = new DMatrixRMaj(1 << spins, 1 << spins);
    this.imaginary = new DMatrixRMaj(1 << spins, 1 << spins);
  }

  /** The transverse magnetization F<sub>x</sub> that a 90&deg; pulse leaves. */
  static DensityMatrix excited(int spins) {
    DensityMatrix state = new DensityMatrix(spins);
    for (int i = 0; i < 1 << spins; i++) {
      for (int spin = 0; spin < spins; spin++) {
        state.real.set(i, i ^ (1 << spin), 0.5);
      }
    }
    return state;
  }

  DMatrixRMaj real() {
    return real;
  }

  DMatrixRMaj imaginary() {
    return imaginary;
  }

  /** Free precession: &rho; becomes exp(&minus;iHt) &rho; exp(iHt). */
  void precess(Hamiltonian hamiltonian, double seconds) {
    DMatrixRMaj re = hamiltonian.toEigenbasis(real);
    DMatrixRMaj im = hamiltonian.toEigenbasis(imaginary);
    int n = re.numRows;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double angle = -(hamiltonian.energy(i) - hamiltonian.energy(j)) * seconds;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double x = re.get(i, j);
        double y = im.get(i, j);
        re.set(i, j, x * cos - y * sin);
        im.set(i, j, x * sin + y * cos);
      }
    }
    real = hamiltonian.fromEigenbasis(re);
    imaginary = hamiltonian.fromEigenbasis(im);
  }

  /** An ideal 180&deg; pulse about x: it turns every spin over. */
  void refocus() {
    real = turnedOver(real);
    imaginary = turnedOver(imaginary);
  }

  private static DMatrixRMaj turnedOver(DMatrixRMaj matrix) {
    int n = matrix.numRows;
    DMatrixRMaj turned = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        turned.set(i, j, matrix.get(n - 1 - i, n - 1 - j));
      }
    }
    return turned;
  }

  /**
   * An ideal 90&deg; pulse about x. Its operator is the product over spins of [[1, -i], [-i, 1]] /
   * &radic;2, so an element depends only on the number d of spins that differ: (-i)<sup>d</sup>
   * 2<sup>-n/2</sup>.
   */
  void rotateByNinety() {
    int n = 1 << spins;
    DMatrixRMaj re = new DMatrixRMaj(n, n);
    DMatrixRMaj im = new DMatrixRMaj(n, n);
    double scale = StrictMath.pow(2, -spins / 2.0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        switch (Integer.bitCount(i ^ j) & 3) {
          case 0 -> re.set(i, j, scale);
          case 1 -> im.set(i, j, -scale);
          case 2 -> re.set(i, j, -scale);
          default -> im.set(i, j, scale);
        }
      }
    }
    DMatrixRMaj leftRe = difference(product(re, real), product(im, imaginary));
    DMatrixRMaj leftIm = sum(product(re, imaginary), product(im, real));
    // The operator is symmetric, so its adjoint is its conjugate.
    real = sum(product(leftRe, re), product(leftIm, im));
    imaginary = difference(product(leftIm, re), product(leftRe, im));
  }

  /**
   * Ideal gradients: keeps one coherence order.
   *
   * @param order quantum number of the row state minus that of the column state
   */
  void select(int order) {
    int n = 1 << spins;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        // A set bit is a spin down, which lowers the quantum number by one.
        if (Integer.bitCount(j) - Integer.bitCount(i) != order) {
          real.set(i, j, 0);
          imaginary.set(i, j, 0);
        }
      }
    }
  }

  private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj result = new DMatrixRMaj(a.numRows, b.numCols);
    CommonOps_DDRM.mult(a, b, result);
    return result;
  }

  private static DMatrixRMaj sum(DMatrixRMaj a, DMatrixRMaj b) {
    CommonOps_DDRM.addEquals(a, b);
    return a;
  }

  private static DMatrixRMaj difference(DMatrixRMaj a, DMatrixRMaj b) {
    CommonOps_DDRM.subtractEquals(a, b);
    return a;
  }
}
