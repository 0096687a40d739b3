package org.proviso.spectroscopy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eigenvalues and solutions that are known beforehand. */
class ComplexMatrixTest {

  @Test
  void eigenvaluesOfASimilarityOfADiagonalAreTheDiagonal() {
    int n = 12;
    Random random = new Random(3);
    double[] wanted = new double[2 * n];
    for (int i = 0; i < 2 * n; i++) {
      wanted[i] = random.nextGaussian();
    }
    // A = L D inverse(L) with L unit lower triangular has the eigenvalues of D.
    double[][] re = new double[n][n];
    double[][] im = new double[n][n];
    for (int k = 0; k < n; k++) {
      re[k][k] = wanted[2 * k];
      im[k][k] = wanted[2 * k + 1];
    }
    for (int row = 1; row < n; row++) {
      for (int column = 0; column < row; column++) {
        double c = 0.3 * random.nextGaussian();
        for (int j = 0; j < n; j++) {
          re[row][j] += c * re[column][j];
          im[row][j] += c * im[column][j];
        }
        for (int j = 0; j < n; j++) {
          re[j][column] -= c * re[j][row];
          im[j][column] -= c * im[j][row];
        }
      }
    }
    ComplexMatrix matrix = new ComplexMatrix(n);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        matrix.set(row, column, re[row][column], im[row][column]);
      }
    }

    double[] found = matrix.eigenvalues().orElseThrow();

    for (int k = 0; k < n; k++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        nearest =
            Math.min(
                nearest,
                Math.hypot(found[2 * j] - wanted[2 * k], found[2 * j + 1] - wanted[2 * k + 1]));
      }
      assertThat(nearest).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void aSolutionSatisfiesItsEquations() {
    int n = 9;
    Random random = new Random(4);
    ComplexMatrix matrix = new ComplexMatrix(n);
    double[] right = new double[2 * n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        matrix.set(row, column, random.nextGaussian(), random.nextGaussian());
      }
      right[2 * row] = random.nextGaussian();
      right[2 * row + 1] = random.nextGaussian();
    }

    double[] x = matrix.solve(right).orElseThrow();

    for (int row = 0; row < n; row++) {
      double re = 0;
      double im = 0;
      for (int column = 0; column < n; column++) {
        double a = matrix.real(row, column);
        double b = matrix.imaginary(row, column);
        re += a * x[2 * column] - b * x[2 * column + 1];
        im += a * x[2 * column + 1] + b * x[2 * column];
      }
      assertThat(re).isCloseTo(right[2 * row], within(1e-10));
      assertThat(im).isCloseTo(right[2 * row + 1], within(1e-10));
    }
  }

  @Test
  void aSingularSystemHasNoSolution() {
    assertThat(new ComplexMatrix(3).solve(new double[6])).isEmpty();
  }
}
