package org.proviso.spectroscopy.fit;

/**
 * Turns a time signal to the middle of the fitted range, filters out what lies beyond it and keeps
 * every n-th point. Data and basis go through the same filter once, before a fit, which then works
 * on a quarter of the points or fewer. Shifting or damping a filtered signal equals filtering the
 * shifted or damped one as far as the filter is flat over the range and zero where it would fold
 * back, and it is so to one part in 10<sup>5</sup> (a Kaiser window of that attenuation; Kaiser
 * 1974, Proc IEEE Int Symp Circuits Syst 20).
 */
final class BandLimiter {

  private static final double ATTENUATION_DECIBEL = 100;
  // Distance of what folds back from what is fitted, in widths of the fitted range.
  private static final double ROOM = 1.5;

  private final int factor;
  private final int before;
  private final int points;
  private final double dwellTime;
  private final double centreHertz;
  private final double[] taps;

  /**
   * A filter.
   *
   * @param points complex points of the signals
   * @param dwellTime seconds
   * @param centreHertz frequency of the middle of the range
   * @param widthHertz width of the range
   */
  BandLimiter(int points, double dwellTime, double centreHertz, double widthHertz) {
    this.dwellTime = dwellTime;
    this.centreHertz = centreHertz;
    int largest = 1;
    while (1 / (2 * largest * dwellTime) >= ROOM * widthHertz) {
      largest *= 2;
    }
    factor = largest;
    taps = factor == 1 ? new double[] {1} : lowPass(factor * dwellTime, widthHertz, dwellTime);
    int half = taps.length / 2;
    before = (half + factor - 1) / factor;
    this.points = before + (points + half + factor - 1) / factor;
  }

  private static double[] lowPass(double newDwellTime, double widthHertz, double dwellTime) {
    double pass = widthHertz / 2;
    double stop = 1 / newDwellTime - pass;
    double transition = (stop - pass) * dwellTime;
    int half =
        (int) Math.ceil((ATTENUATION_DECIBEL - 7.95) / (2 * 2.285 * 2 * Math.PI * transition));
    double beta = 0.1102 * (ATTENUATION_DECIBEL - 8.7);
    double cut = (pass + stop) / 2 * dwellTime;
    double[] taps = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      double sinc = i == 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * i) / (Math.PI * i);
      double u = (double) i / half;
      // Times the factor: the sum over fewer points then is the same spectrum.
      double window = bessel(beta * Math.sqrt(Math.max(0, 1 - u * u))) / bessel(beta);
      taps[i + half] = sinc * window * newDwellTime / dwellTime;
    }
    return taps;
  }

  /** Modified Bessel function of order zero. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-16 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }

  /** How many points of the signal become one. */
  int factor() {
    return factor;
  }

  /** Points that stand before the first one of the signal: the filter's rise. */
  int before() {
    return before;
  }

  /** Complex points of a filtered signal. */
  int points() {
    return points;
  }

  /** Seconds between two points of a filtered signal. */
  double newDwellTime() {
    return factor * dwellTime;
  }

  /**
   * Filters. The first point counts half, so that a spectrum has no offset (Otting 1986, J Magn
   * Reson 66:187).
   *
   * @param signal interleaved
   * @return interleaved; point {@link #before} stands at the time of the signal's first point
   */
  double[] apply(double[] signal) {
    int count = signal.length / 2;
    double[] turned = new double[signal.length];
    double angle = -2 * Math.PI * centreHertz * dwellTime;
    for (int n = 0; n < count; n++) {
      double weight = n == 0 ? 0.5 : 1;
      double cos = weight * Math.cos(angle * n);
      double sin = weight * Math.sin(angle * n);
      turned[2 * n] = signal[2 * n] * cos - signal[2 * n + 1] * sin;
      turned[2 * n + 1] = signal[2 * n] * sin + signal[2 * n + 1] * cos;
    }
    int half = taps.length / 2;
    double[] filtered = new double[2 * points];
    for (int i = 0; i < points; i++) {
      int middle = (i - before) * factor;
      double re = 0;
      double im = 0;
      int from = Math.max(0, middle - half);
      int to = Math.min(count - 1, middle + half);
      for (int n = from; n <= to; n++) {
        double tap = taps[middle - n + half];
        re += tap * turned[2 * n];
        im += tap * turned[2 * n + 1];
      }
      filtered[2 * i] = re;
      filtered[2 * i + 1] = im;
    }
    return filtered;
  }
}
