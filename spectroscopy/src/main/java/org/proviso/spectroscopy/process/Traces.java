package org.proviso.spectroscopy.process;

import java.util.Arrays;

/** Small arithmetic on interleaved complex traces. */
final class Traces {

  private Traces() {}

  static double[] mean(double[][] traces) {
    double[] mean = new double[traces[0].length];
    for (double[] trace : traces) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += trace[i] / traces.length;
      }
    }
    return mean;
  }

  /** Point by point, the median of the real and of the imaginary parts. */
  static double[] median(double[][] traces) {
    double[] median = new double[traces[0].length];
    double[] column = new double[traces.length];
    for (int i = 0; i < median.length; i++) {
      for (int k = 0; k < traces.length; k++) {
        column[k] = traces[k][i];
      }
      median[i] = median(column);
    }
    return median;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * Noise deviation of one real value from the last quarter of a trace: the median of the absolute
   * values over that of a standard normal, so that a remaining signal hardly counts.
   */
  static double noise(double[] trace) {
    int from = trace.length / 8 * 6;
    double[] magnitudes = new double[trace.length - from];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs(trace[from + i]);
    }
    return median(magnitudes) / 0.6744897501960817;
  }

  /** Turns a trace by a frequency and a phase: times exp(i (2 &pi; f t + phase)). */
  static double[] turned(double[] trace, double hertz, double phase, double dwellTime) {
    double[] turned = new double[trace.length];
    for (int n = 0; n < trace.length / 2; n++) {
      double angle = 2 * Math.PI * hertz * n * dwellTime + phase;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      turned[2 * n] = trace[2 * n] * cos - trace[2 * n + 1] * sin;
      turned[2 * n + 1] = trace[2 * n] * sin + trace[2 * n + 1] * cos;
    }
    return turned;
  }

  /** Sum of squares. */
  static double energy(double[] trace) {
    double sum = 0;
    for (double value : trace) {
      sum += value * value;
    }
    return sum;
  }
}
