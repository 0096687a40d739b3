package org.proviso.spectroscopy.fit;

/**
 * Band-limited basis signals, side by side: point i of signal m stands at i times the count plus m.
 * Shared by all fits; not to be changed.
 */
final class SignalBank {

  private final int count;
  private final int points;
  private final double[] real;
  private final double[] imaginary;
  private final double[] time;

  /**
   * Filters signals.
   *
   * @param signals interleaved
   * @param limiter the filter
   */
  SignalBank(double[][] signals, BandLimiter limiter) {
    count = signals.length;
    points = limiter.points();
    real = new double[points * count];
    imaginary = new double[points * count];
    time = new double[points];
    for (int m = 0; m < count; m++) {
      double[] filtered = limiter.apply(signals[m]);
      for (int i = 0; i < points; i++) {
        real[i * count + m] = filtered[2 * i];
        imaginary[i * count + m] = filtered[2 * i + 1];
      }
    }
    for (int i = 0; i < points; i++) {
      time[i] = (i - limiter.before()) * limiter.newDwellTime();
    }
  }

  int count() {
    return count;
  }

  int points() {
    return points;
  }

  double[] real() {
    return real;
  }

  double[] imaginary() {
    return imaginary;
  }

  /** Seconds since the signals' first point, negative in the filter's rise. */
  double time(int point) {
    return time[point];
  }
}
