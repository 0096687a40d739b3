package org.proviso.spectroscopy.fit;

import java.util.Arrays;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;

/** The noise of a time signal, from the parts of its spectrum that hold no proton signals. */
final class NoiseLevel {

  private static final double UPFIELD_LIMIT = -0.8;
  private static final double DOWNFIELD_LIMIT = 9.5;
  private static final int BLOCK = 24;
  // Median of a chi-squared variable of so many degrees of freedom over its mean (Wilson and
  // Hilferty 1931, Proc Natl Acad Sci 17:684).
  private static final double MEDIAN_OF_BLOCK = Math.pow(1 - 2.0 / (9 * (BLOCK - 3)), 3);
  // Receivers roll off at the edges of the band.
  private static final double EDGE = 0.06;

  private NoiseLevel() {}

  /**
   * Estimates the noise.
   *
   * @param signal interleaved
   * @return standard deviation of the real (or imaginary) part of one time point
   */
  static double estimate(double[] signal, double dwellTime, double referencePpm, double frequency) {
    int points = signal.length / 2;
    double[] spectrum = signal.clone();
    spectrum[0] *= 0.5;
    spectrum[1] *= 0.5;
    spectrum = FourierTransform.spectrum(spectrum);
    double[] ppm = ChemicalShift.axis(points, dwellTime, referencePpm, frequency);
    double[] variances = new double[2 * points / BLOCK + 2];
    int count = 0;
    int start = (int) (EDGE * points);
    int end = points - start;
    for (int from = start; from + BLOCK <= end; from += BLOCK) {
      boolean silent = ppm[from] < UPFIELD_LIMIT || ppm[from + BLOCK - 1] > DOWNFIELD_LIMIT;
      if (silent) {
        variances[count++] = variance(spectrum, from, 0);
        variances[count++] = variance(spectrum, from, 1);
      }
    }
    if (count == 0) {
      // A narrow band: the end of the time signal is the quietest part that there is.
      return tail(signal);
    }
    Arrays.sort(variances, 0, count);
    return Math.sqrt(variances[count / 2] / MEDIAN_OF_BLOCK / points);
  }

  /** Variance about a parabola, which takes up the tails of strong lines. */
  private static double variance(double[] spectrum, int from, int part) {
    double[] orthogonal = new double[3];
    double[] norm = new double[3];
    double total = 0;
    for (int i = 0; i < BLOCK; i++) {
      double u = 2.0 * i / (BLOCK - 1) - 1;
      double[] p = {1, u, u * u - (BLOCK + 1) / (3.0 * (BLOCK - 1))};
      double value = spectrum[2 * (from + i) + part];
      for (int k = 0; k < 3; k++) {
        orthogonal[k] += p[k] * value;
        norm[k] += p[k] * p[k];
      }
      total += value * value;
    }
    for (int k = 0; k < 3; k++) {
      total -= orthogonal[k] * orthogonal[k] / norm[k];
    }
    return Math.max(0, total) / (BLOCK - 3);
  }

  private static double tail(double[] signal) {
    int from = signal.length * 9 / 10;
    double sum = 0;
    for (int i = from; i < signal.length; i++) {
      sum += signal[i] * signal[i];
    }
    return Math.sqrt(sum / (signal.length - from));
  }
}
