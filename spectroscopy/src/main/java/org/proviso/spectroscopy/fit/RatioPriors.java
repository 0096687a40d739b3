package org.proviso.spectroscopy.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Priors on ratios of amplitudes, as terms of the normal equations. */
final class RatioPriors {

  private final List<String> names;
  private final int signalCount;
  private final double[] softGram;

  RatioPriors(List<String> names) {
    this.names = names;
    signalCount = names.size();
    softGram = new double[signalCount * signalCount];
  }

  /** What is added to the product of two signals. */
  double at(int m, int k) {
    return softGram[m * signalCount + k];
  }

  /** Ratio priors as rows of the least-squares problem, scaled by the current denominators. */
  void renew(double[] amplitudes, double variance) {
    Arrays.fill(softGram, 0);
    for (SoftRatio ratio : SoftRatio.STANDARD) {
      int numerator = names.indexOf(ratio.name());
      if (numerator < 0) {
        continue;
      }
      double denominator = 0;
      double[] row = new double[signalCount];
      row[numerator] = 1;
      for (Map.Entry<String, Double> entry : ratio.to().entrySet()) {
        int index = names.indexOf(entry.getKey());
        if (index >= 0) {
          row[index] -= ratio.mean() * entry.getValue();
          denominator += entry.getValue() * amplitudes[index];
        }
      }
      double deviation = ratio.deviation() * denominator;
      if (deviation > 0) {
        double weight = variance / (deviation * deviation);
        for (int i = 0; i < signalCount; i++) {
          for (int j = 0; j < signalCount; j++) {
            softGram[i * signalCount + j] += weight * row[i] * row[j];
          }
        }
      }
    }
  }
}
