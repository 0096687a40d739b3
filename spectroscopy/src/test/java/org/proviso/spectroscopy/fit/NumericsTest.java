package org.proviso.spectroscopy.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.spectroscopy.model.FourierTransform;

class NumericsTest {

  @Test
  void theFastTransformAgreesWithTheGeneralOne() {
    for (int length : new int[] {4, 8, 2048, 4096}) {
      SplittableRandom random = new SplittableRandom(length);
      double[] general = random.doubles(2L * length).toArray();
      StockhamTransform fast = new StockhamTransform(length, 1);
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
  void signalsTransformedSideBySideDoNotMix() {
    int length = 64;
    int lanes = 3;
    StockhamTransform together = new StockhamTransform(length, lanes);
    double[][] alone = new double[lanes][];
    for (int lane = 0; lane < lanes; lane++) {
      alone[lane] = new SplittableRandom(lane).doubles(2L * length).toArray();
      for (int n = 0; n < length; n++) {
        together.real()[n * lanes + lane] = alone[lane][2 * n];
        together.imaginary()[n * lanes + lane] = alone[lane][2 * n + 1];
      }
    }
    together.forward();
    for (int lane = 0; lane < lanes; lane++) {
      FourierTransform.ofLength(length).forward(alone[lane]);
      for (int k = 0; k < length; k++) {
        assertThat(together.real()[k * lanes + lane]).isCloseTo(alone[lane][2 * k], within(1e-12));
        assertThat(together.imaginary()[k * lanes + lane])
            .isCloseTo(alone[lane][2 * k + 1], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-35, -8.1, -2.001, -1.999, -0.3, 0, 0.7, 3, 7.9, 20})
  void theHazardIsDensityOverDistributionFunction(double u) {
    // The distribution function by Simpson's rule from far below.
    double from = u - 12;
    int steps = 20000;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = from + 12.0 * i / steps;
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      // Relative to the density at u, which may be smaller than any number.
      sum += weight * Math.exp((u * u - x * x) / 2);
    }
    double expected = u > 12 ? 0 : 1 / (sum * 12.0 / steps / 3);
    double shortfall = u < 0 ? 1 : Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI);
    assertThat(Normal.hazard(u))
        .isCloseTo(u > 8 ? shortfall : expected, within(1e-8 * Math.max(1, expected)));
  }

  @Test
  void onePositiveAmplitudeHasTheMomentsOfACutNormalDistribution() {
    NonNegativePosterior posterior = new NonNegativePosterior(1);
    // Mean -1 and standard deviation 2 before the cut at zero.
    assertThat(posterior.solve(new double[] {1}, new double[] {-1}, 4)).isTrue();
    double hazard = Normal.hazard(-0.5);
    assertThat(posterior.mean(0)).isCloseTo(-1 + 2 * hazard, within(1e-4));
    assertThat(posterior.covariance(0, 0))
        .isCloseTo(4 * (1 - hazard * (hazard - 0.5)), within(1e-4));
  }

  @Test
  void twoCorrelatedPositiveAmplitudesHaveTheMomentsThatQuadratureFinds() {
    double[] gram = {2, 1.2, 1.2, 1.5};
    double[] linear = {1.0, 0.1};
    double[] sums = new double[6];
    double step = 0.01;
    for (double x = step / 2; x < 12; x += step) {
      for (double y = step / 2; y < 12; y += step) {
        double density =
            Math.exp(
                -(gram[0] * x * x + 2 * gram[1] * x * y + gram[3] * y * y) / 2
                    + linear[0] * x
                    + linear[1] * y);
        double[] terms = {1, x, y, x * x, x * y, y * y};
        for (int i = 0; i < terms.length; i++) {
          sums[i] += density * terms[i];
        }
      }
    }
    double meanX = sums[1] / sums[0];
    double meanY = sums[2] / sums[0];
    NonNegativePosterior posterior = new NonNegativePosterior(2);
    assertThat(posterior.solve(gram, linear, 1)).isTrue();
    // Expectation propagation is exact in one dimension and close in more.
    assertThat(posterior.mean(0)).isCloseTo(meanX, withinPercentage(1));
    assertThat(posterior.mean(1)).isCloseTo(meanY, withinPercentage(1));
    assertThat(posterior.covariance(0, 0))
        .isCloseTo(sums[3] / sums[0] - meanX * meanX, withinPercentage(3));
    assertThat(posterior.covariance(1, 1))
        .isCloseTo(sums[5] / sums[0] - meanY * meanY, withinPercentage(3));
    assertThat(posterior.covariance(0, 1))
        .isCloseTo(sums[4] / sums[0] - meanX * meanY, within(0.01));
  }

  @Test
  void farFromTheBoundNothingIsCut() {
    NonNegativePosterior posterior = new NonNegativePosterior(2);
    double[] gram = {2, 0.6, 0.6, 1};
    double[] linear = {2 * 30 + 0.6 * 40, 0.6 * 30 + 40};
    assertThat(posterior.solve(gram, linear, 0.5)).isTrue();
    double determinant = 2 * 1 - 0.36;
    assertThat(posterior.mean(0)).isCloseTo(30, within(1e-3));
    assertThat(posterior.mean(1)).isCloseTo(40, within(1e-3));
    assertThat(posterior.covariance(0, 0)).isCloseTo(0.5 / determinant, within(1e-5));
    assertThat(posterior.covariance(0, 1)).isCloseTo(-0.3 / determinant, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 2.5e-4, 5e-4, 8e-4})
  void aBandLimitedSignalHasTheSpectrumOfTheWholeOne(double dwellTime) {
    int points = 2048;
    double frequency = 123.2;
    SpectralWindow window = new SpectralWindow(points, dwellTime, 4.65, frequency, 0.2, 4.0, 4, 1);
    double[] signal = new double[2 * points];
    // Lines inside of the range, at its edge, at water and far beyond it, with the steep start of a
    // broad one.
    double[][] lines = {{2, 5, 1}, {3.9, 4, 2}, {4.65, 6, 3}, {8.1, 10, 2}, {1.3, 40, 9}};
    for (double[] line : lines) {
      double hertz = (4.65 - line[0]) * frequency;
      for (int n = 0; n < points; n++) {
        double t = n * dwellTime;
        double envelope = line[2] * Math.exp(-Math.PI * line[1] * t);
        signal[2 * n] += envelope * Math.cos(2 * Math.PI * hertz * t + 0.3);
        signal[2 * n + 1] += envelope * Math.sin(2 * Math.PI * hertz * t + 0.3);
      }
    }
    double[] filtered = window.limiter().apply(signal);
    double[] real = new double[window.rows()];
    double[] imaginary = new double[window.rows()];
    window.transform(
        (point, re, im, at) -> {
          re[at] = filtered[2 * point];
          im[at] = filtered[2 * point + 1];
        },
        real,
        imaginary,
        1,
        0,
        1);
    double[] whole = new double[4 * points];
    System.arraycopy(signal, 0, whole, 0, 2 * points);
    whole[0] *= 0.5;
    whole[1] *= 0.5;
    FourierTransform.ofLength(2 * points).forward(whole);
    double tallest = 0;
    double worst = 0;
    for (int i = 0; i < window.size(); i++) {
      double hertz = (4.65 - window.ppm()[i]) * frequency;
      int bin = Math.floorMod((int) Math.round(hertz / window.step()), 2 * points);
      tallest = Math.max(tallest, Math.abs(whole[2 * bin]));
      worst = Math.max(worst, Math.abs(real[i + 4] - whole[2 * bin]));
      worst = Math.max(worst, Math.abs(imaginary[i + 4] - whole[2 * bin + 1]));
    }
    assertThat(worst / tallest).isLessThan(3e-5);
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
