package org.proviso.spectroscopy.process;

import org.proviso.spectroscopy.model.FourierTransform;

/**
 * Frequency and phase of a transient against a target in the time domain (spectral registration;
 * Near 2015, Magn Reson Med 73:44). For each frequency the best phase is known, so that the search
 * is over frequency alone: the peak of the transform of conj(target) &times; transient.
 *
 * @param hertz frequency the transient has too much, Hz
 * @param phase phase the transient has too much, radians
 */
record SpectralRegistration(double hertz, double phase) {

  private static final int PADDING = 16;

  /**
   * Registers a transient.
   *
   * @param trace transient, interleaved
   * @param target what it should look like
   * @param points leading points that are compared
   * @param dwellTime seconds
   * @param range largest frequency looked for, Hz
   */
  static SpectralRegistration of(
      double[] trace, double[] target, int points, double dwellTime, double range) {
    int length = Integer.highestOneBit(PADDING * points - 1) * 2;
    double[] product = new double[2 * length];
    for (int n = 0; n < points; n++) {
      double a = trace[2 * n];
      double b = trace[2 * n + 1];
      double c = target[2 * n];
      double d = target[2 * n + 1];
      product[2 * n] = a * c + b * d;
      product[2 * n + 1] = b * c - a * d;
    }
    double[] spectrum = FourierTransform.spectrum(product);
    double step = 1 / (length * dwellTime);
    int reach = (int) Math.min(length / 2 - 2, Math.ceil(range / step));
    int best = length / 2;
    for (int i = length / 2 - reach; i <= length / 2 + reach; i++) {
      if (magnitude(spectrum, i) > magnitude(spectrum, best)) {
        best = i;
      }
    }
    double left = magnitude(spectrum, best - 1);
    double middle = magnitude(spectrum, best);
    double right = magnitude(spectrum, best + 1);
    double curvature = left - 2 * middle + right;
    double fraction = curvature < 0 ? 0.5 * (left - right) / curvature : 0;
    double hertz = (best - length / 2 + Math.clamp(fraction, -0.5, 0.5)) * step;
    double real = 0;
    double imaginary = 0;
    for (int n = 0; n < points; n++) {
      double angle = -2 * Math.PI * hertz * n * dwellTime;
      real += product[2 * n] * Math.cos(angle) - product[2 * n + 1] * Math.sin(angle);
      imaginary += product[2 * n] * Math.sin(angle) + product[2 * n + 1] * Math.cos(angle);
    }
    return new SpectralRegistration(hertz, Math.atan2(imaginary, real));
  }

  /** The transient without what it has too much. */
  double[] correct(double[] trace, double dwellTime) {
    return Traces.turned(trace, -hertz, -phase, dwellTime);
  }

  private static double magnitude(double[] spectrum, int index) {
    return Math.hypot(spectrum[2 * index], spectrum[2 * index + 1]);
  }
}
