package org.proviso.spectroscopy.process;

/**
 * Takes the phase of an unsuppressed water signal off a signal, point by point (Klose 1990, Magn
 * Reson Med 14:26). Where the water has decayed into the noise its phase says nothing; from there
 * on the phase runs on at the last reliable frequency.
 */
final class EddyCurrentCorrection {

  /** The water's phase is followed while its magnitude exceeds this many noise deviations. */
  static final double RELIABLE_DEVIATIONS = 20;

  /** The last frequency is taken from this many seconds before the water gets unreliable. */
  static final double SLOPE_SECONDS = 0.02;

  private final double[] phase;
  private final int reliable;

  private EddyCurrentCorrection(double[] phase, int reliable) {
    this.phase = phase;
    this.reliable = reliable;
  }

  /**
   * The correction a water signal prescribes.
   *
   * @param water one interleaved trace
   * @param dwellTime seconds
   */
  static EddyCurrentCorrection of(double[] water, double dwellTime) {
    int points = water.length / 2;
    double floor = RELIABLE_DEVIATIONS * Traces.noise(water);
    double[] phase = new double[points];
    double previous = Math.atan2(water[1], water[0]);
    phase[0] = previous;
    int reliable = 1;
    while (reliable < points && Math.hypot(water[2 * reliable], water[2 * reliable + 1]) > floor) {
      double wrapped = Math.atan2(water[2 * reliable + 1], water[2 * reliable]);
      double step = wrapped - previous;
      step -= 2 * Math.PI * Math.rint(step / (2 * Math.PI));
      phase[reliable] = phase[reliable - 1] + step;
      previous = wrapped;
      reliable++;
    }
    int back = Math.min(reliable - 1, Math.max(1, (int) (SLOPE_SECONDS / dwellTime)));
    double slope = back == 0 ? 0 : (phase[reliable - 1] - phase[reliable - 1 - back]) / back;
    for (int n = reliable; n < points; n++) {
      phase[n] = phase[n - 1] + slope;
    }
    return new EddyCurrentCorrection(phase, reliable);
  }

  /** Phase of the water's first point, radians. */
  double firstPhase() {
    return phase[0];
  }

  /** Points at which the water's own phase was used. */
  int reliablePoints() {
    return reliable;
  }

  /** Mean frequency of the water over its reliable points, Hz. */
  double meanHertz(double dwellTime) {
    return reliable < 2
        ? 0
        : (phase[reliable - 1] - phase[0]) / (2 * Math.PI * (reliable - 1) * dwellTime);
  }

  /** A signal without the water's phase; it may be shorter than the water. */
  double[] correct(double[] trace) {
    double[] corrected = new double[trace.length];
    for (int n = 0; n < trace.length / 2; n++) {
      double cos = Math.cos(-phase[n]);
      double sin = Math.sin(-phase[n]);
      corrected[2 * n] = trace[2 * n] * cos - trace[2 * n + 1] * sin;
      corrected[2 * n + 1] = trace[2 * n] * sin + trace[2 * n + 1] * cos;
    }
    return corrected;
  }
}
