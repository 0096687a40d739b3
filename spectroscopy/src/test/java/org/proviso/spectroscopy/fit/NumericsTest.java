package org.proviso.spectroscopy.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.FourierTransform;

class NumericsTest {

  @Test
  void theFastTransformAgreesWithTheGeneralOne() {
    for (int length : new int[] {4, 8, 2048, 4096}) {
      SplittableRandom random = new SplittableRandom(length);
      double[] general = random.doubles(2L * length).toArray();
      StockhamTransform fast = new StockhamTransform(length);
      for (int n = 0; n < length; n++) {
        fast.real()[n] = general[2 * n];
        fast.imaginary()[n] = general[2 * n + 1];
      }
      fast.forward();
      FourierTransform.ofLength(length).forward(general);
      for (int k = 0; k < length; k++) {
        assertThat(fast.real()[k]).isCloseTo(general[2 * k], within(1e-9));
        assertThat(fast.imaginary()[k]).isCloseTo(general[2 * k + 1], within(1e-9));
      }
    }
  }

  @Test
  void nonNegativeLeastSquaresMeetsTheConditionsOfItsOptimum() {
    SplittableRandom random = new SplittableRandom(7);
    int n = 12;
    for (int trial = 0; trial < 200; trial++) {
      double[] gram = new double[n * n];
      double[][] factor = new double[20][n];
      for (double[] row : factor) {
        for (int i = 0; i < n; i++) {
          row[i] = random.nextGaussian() + 0.5;
        }
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            gram[i * n + j] += row[i] * row[j];
          }
        }
      }
      double[] linear = new double[n];
      for (int i = 0; i < n; i++) {
        linear[i] = 3 * random.nextGaussian();
      }
      boolean[] passive = new boolean[n];
      // A warm start must not change the optimum.
      for (int i = 0; i < n; i++) {
        passive[i] = trial % 2 == 0 && random.nextBoolean();
      }
      double[] x = new double[n];
      new NonNegativeLeastSquares(n).solve(gram, linear, passive, x);
      for (int i = 0; i < n; i++) {
        double slope = linear[i];
        for (int j = 0; j < n; j++) {
          slope -= gram[i * n + j] * x[j];
        }
        assertThat(x[i]).isNotNegative();
        assertThat(x[i] > 0 ? Math.abs(slope) : Math.max(0, slope)).isLessThan(1e-7);
      }
    }
  }

  @Test
  void theBaselineIsOrthonormalAndItsDimensionFollowsTheStiffness() {
    BaselineSpace space = BaselineSpace.of(480, 46);
    double[] basis = space.basis();
    for (int k = 0; k < space.modes(); k += 7) {
      for (int l = 0; l < space.modes(); l += 5) {
        double product = 0;
        for (int i = 0; i < 480; i++) {
          product += basis[i * space.modes() + k] * basis[i * space.modes() + l];
        }
        assertThat(product).isCloseTo(k == l ? 1 : 0, within(1e-8));
      }
    }
    for (double dimension : new double[] {2.5, 5, 12, 30}) {
      double stiffness = space.stiffnessFor(dimension);
      assertThat(Arrays.stream(space.passing(stiffness)).sum()).isCloseTo(dimension, within(1e-6));
    }
  }

  @Test
  void aStraightLinePassesTheStiffestBaselineUnchanged() {
    BaselineSpace space = BaselineSpace.of(100, 10);
    double[] passing = space.passing(1e15);
    double[] line = new double[100];
    double[] smooth = new double[100];
    for (int i = 0; i < 100; i++) {
      line[i] = 3 - 0.02 * i;
    }
    for (int k = 0; k < space.modes(); k++) {
      double coefficient = 0;
      for (int i = 0; i < 100; i++) {
        coefficient += space.basis()[i * space.modes() + k] * line[i];
      }
      for (int i = 0; i < 100; i++) {
        smooth[i] += passing[k] * coefficient * space.basis()[i * space.modes() + k];
      }
    }
    for (int i = 0; i < 100; i++) {
      assertThat(smooth[i]).isCloseTo(line[i], within(1e-6));
    }
  }
}
