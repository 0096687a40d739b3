package org.proviso.spectroscopy.simulate;

import java.util.Arrays;

/**
 * A slice-selective refocusing pulse, constant over each of its steps.
 *
 * @param amplitude radio-frequency amplitude &gamma;B<sub>1</sub>/2&pi; of each step, Hz
 * @param phase phase of each step, radians, as many as amplitudes
 * @param duration length of the whole pulse, seconds
 * @param bandwidth width of the refocused band, Hz; the slice is simulated over twice this width
 * @param positions number of positions across the slice, at least 2
 */
// The arrays are copied on the way in and out, and equality looks into them.
@SuppressWarnings("ArrayRecordComponent")
public record RefocusingPulse(
    double[] amplitude, double[] phase, double duration, double bandwidth, int positions) {

  /** Copies the arrays and checks the sizes. */
  public RefocusingPulse {
    amplitude = amplitude.clone();
    phase = phase.clone();
    if (amplitude.length == 0 || amplitude.length != phase.length) {
      throw new IllegalArgumentException(
          "a pulse needs as many phases as amplitudes, got "
              + phase.length
              + " and "
              + amplitude.length);
    }
    if (!(duration > 0 && bandwidth > 0) || positions < 2) {
      throw new IllegalArgumentException(
          "duration and bandwidth must be positive and positions at least 2");
    }
  }

  @Override
  public double[] amplitude() {
    return amplitude.clone();
  }

  @Override
  public double[] phase() {
    return phase.clone();
  }

  /**
   * A sinc of three lobes under a Hamming window, scaled to a flip angle of 180 degrees on
   * resonance (Bernstein, King, Zhou 2004, Handbook of MRI Pulse Sequences, section 2.2). Its
   * refocused band is narrower than its nominal one; vendors' own pulses differ, so give theirs
   * where they are known.
   *
   * @param duration seconds
   * @param steps number of steps, at least 16
   * @param positions positions across the slice
   */
  public static RefocusingPulse windowedSinc(double duration, int steps, int positions) {
    if (steps < 16) {
      throw new IllegalArgumentException("at least 16 steps are needed: " + steps);
    }
    double[] amplitude = new double[steps];
    double area = 0;
    for (int i = 0; i < steps; i++) {
      double u = 2 * (i + 0.5) / steps - 1;
      double x = 2 * Math.PI * u;
      double sinc = Math.abs(x) < 1e-12 ? 1 : Math.sin(x) / x;
      amplitude[i] = sinc * (0.54 + 0.46 * Math.cos(Math.PI * u));
      area += amplitude[i] * duration / steps;
    }
    for (int i = 0; i < steps; i++) {
      amplitude[i] *= 0.5 / area;
    }
    return new RefocusingPulse(amplitude, new double[steps], duration, 4 / duration, positions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RefocusingPulse that
        && Arrays.equals(amplitude, that.amplitude)
        && Arrays.equals(phase, that.phase)
        && duration == that.duration
        && bandwidth == that.bandwidth
        && positions == that.positions;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(amplitude) * 31 + Arrays.hashCode(phase) + Double.hashCode(duration);
  }
}
