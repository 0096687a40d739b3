package org.proviso.spectroscopy.demonstration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A simulated time signal and the truth behind it.
 *
 * @param signal interleaved, in the module's sign convention; not to be changed
 * @param amplitudes true amplitude of each basis signal
 * @param noise standard deviation of the real part of one time point
 * @param linewidthHertz full width at half maximum that was added to the natural lines
 */
// A signal is handed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
public record SimulatedSpectrum(
    double[] signal, Map<String, Double> amplitudes, double noise, double linewidthHertz) {

  /** Keeps the order. */
  public SimulatedSpectrum {
    amplitudes = Collections.unmodifiableMap(new LinkedHashMap<>(amplitudes));
  }

  /** True sum over some signals. */
  public double amplitude(List<String> names) {
    double sum = 0;
    for (String name : names) {
      sum += amplitudes.getOrDefault(name, 0.0);
    }
    return sum;
  }
}
