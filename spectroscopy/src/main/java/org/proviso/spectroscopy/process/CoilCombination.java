package org.proviso.spectroscopy.process;

/**
 * Combines the elements of a receive coil with the weights of the best rank-one model of the
 * noise-whitened signals (WSVD; Rodgers and Robson 2010, Magn Reson Med 63:881). Element noise is
 * taken as independent.
 *
 * @param real real parts of the weights, one for each element; the weights have unit norm
 * @param imaginary imaginary parts of the weights
 */
@SuppressWarnings("ArrayRecordComponent") // package-private carrier, never compared
record CoilCombination(double[] real, double[] imaginary) {

  private static final int ITERATIONS = 200;

  /**
   * The weights from one trace of each element.
   *
   * @param traces one interleaved trace for each element
   * @param points leading points that decide
   */
  static CoilCombination of(double[][] traces, int points) {
    int coils = traces.length;
    double[] deviation = new double[coils];
    double largest = 0;
    for (int c = 0; c < coils; c++) {
      deviation[c] = Traces.noise(traces[c]);
      largest = Math.max(largest, deviation[c]);
    }
    for (int c = 0; c < coils; c++) {
      // An element without noise would get all the weight; simulated data have none anywhere.
      deviation[c] = deviation[c] > 1e-6 * largest ? deviation[c] : Math.max(largest, 1);
    }
    double[][] real = new double[coils][coils];
    double[][] imaginary = new double[coils][coils];
    for (int a = 0; a < coils; a++) {
      for (int b = 0; b < coils; b++) {
        for (int n = 0; n < points; n++) {
          double ar = traces[a][2 * n];
          double ai = traces[a][2 * n + 1];
          double br = traces[b][2 * n];
          double bi = traces[b][2 * n + 1];
          real[a][b] += (ar * br + ai * bi) / (deviation[a] * deviation[b]);
          imaginary[a][b] += (ai * br - ar * bi) / (deviation[a] * deviation[b]);
        }
      }
    }
    double[] ur = new double[coils];
    double[] ui = new double[coils];
    for (int c = 0; c < coils; c++) {
      ur[c] = Math.sqrt(real[c][c]);
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] nr = new double[coils];
      double[] ni = new double[coils];
      double norm = 0;
      for (int a = 0; a < coils; a++) {
        for (int b = 0; b < coils; b++) {
          nr[a] += real[a][b] * ur[b] - imaginary[a][b] * ui[b];
          ni[a] += real[a][b] * ui[b] + imaginary[a][b] * ur[b];
        }
        norm += nr[a] * nr[a] + ni[a] * ni[a];
      }
      norm = Math.sqrt(norm);
      for (int c = 0; c < coils; c++) {
        ur[c] = nr[c] / norm;
        ui[c] = ni[c] / norm;
      }
    }
    double norm = 0;
    for (int c = 0; c < coils; c++) {
      ur[c] /= deviation[c];
      ui[c] /= -deviation[c];
      norm += ur[c] * ur[c] + ui[c] * ui[c];
    }
    norm = Math.sqrt(norm);
    for (int c = 0; c < coils; c++) {
      ur[c] /= norm;
      ui[c] /= norm;
    }
    return new CoilCombination(ur, ui).zeroPhase(traces);
  }

  /** The same weights turned so that the combined trace starts real and positive. */
  private CoilCombination zeroPhase(double[][] traces) {
    double[] combined = combine(traces);
    double phase = -Math.atan2(combined[1], combined[0]);
    double cos = Math.cos(phase);
    double sin = Math.sin(phase);
    double[] r = new double[real.length];
    double[] i = new double[real.length];
    for (int c = 0; c < r.length; c++) {
      r[c] = real[c] * cos - imaginary[c] * sin;
      i[c] = real[c] * sin + imaginary[c] * cos;
    }
    return new CoilCombination(r, i);
  }

  /** The weighted sum of one trace of each element. */
  double[] combine(double[][] traces) {
    double[] sum = new double[traces[0].length];
    for (int c = 0; c < traces.length; c++) {
      for (int i = 0; i < sum.length; i += 2) {
        sum[i] += real[c] * traces[c][i] - imaginary[c] * traces[c][i + 1];
        sum[i + 1] += real[c] * traces[c][i + 1] + imaginary[c] * traces[c][i];
      }
    }
    return sum;
  }
}
