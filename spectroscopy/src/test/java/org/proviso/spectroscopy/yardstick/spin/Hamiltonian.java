package org.proviso.spectroscopy.yardstick.spin;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The Hamiltonian of strongly coupled protons, H = 2&pi; (&Sigma; f<sub>k</sub> I<sub>kz</sub> +
 * &Sigma; J I<sub>k</sub>&middot;I<sub>l</sub>), in radians per second. It is real and symmetric.
 */
final class Hamiltonian {

  private final double[] energies;
  private final DMatrixRMaj states;

  /**
   * Diagonalizes the Hamiltonian.
   *
   * @param system couplings
   * @param hertz frequency of each proton
   */
  Hamiltonian(SpinSystem system, double[] hertz) {
    int n = 1 << system.protons();
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int spin = 0; spin < hertz.length; spin++) {
        matrix.add(i, i, Math.PI * hertz[spin] * (down(i, spin) ? -1 : 1));
      }
      for (SpinSystem.Coupling coupling : system.couplings()) {
        double half = Math.PI * coupling.hertz() / 2;
        if (down(i, coupling.first()) == down(i, coupling.second())) {
          matrix.add(i, i, half);
        } else {
          matrix.add(i, i, -half);
          int exchanged = i ^ (1 << coupling.first()) ^ (1 << coupling.second());
          matrix.add(i, exchanged, 2 * half);
        }
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(matrix)) {
      throw new IllegalStateException("the Hamiltonian could not be diagonalized");
    }
    energies = new double[n];
    states = new DMatrixRMaj(n, n);
    for (int k = 0; k < n; k++) {
      energies[k] = eigen.getEigenvalue(k).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(k);
      for (int i = 0; i < n; i++) {
        states.set(i, k, vector.get(i, 0));
      }
    }
  }

  private static boolean down(int state, int spin) {
    return (state >> spin & 1) == 1;
  }

  /** Energy of an eigenstate, radians per second. */
  double energy(int state) {
    return energies[state];
  }

  DMatrixRMaj toEigenbasis(DMatrixRMaj matrix) {
    int n = matrix.numRows;
    DMatrixRMaj half = new DMatrixRMaj(n, n);
    DMatrixRMaj result = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransA(states, matrix, half);
    CommonOps_DDRM.mult(half, states, result);
    return result;
  }

  DMatrixRMaj fromEigenbasis(DMatrixRMaj matrix) {
    int n = matrix.numRows;
    DMatrixRMaj half = new DMatrixRMaj(n, n);
    DMatrixRMaj result = new DMatrixRMaj(n, n);
    CommonOps_DDRM.mult(states, matrix, half);
    CommonOps_DDRM.multTransB(half, states, result);
    return result;
  }
}
