package org.proviso.spectroscopy.yardstick.signal;

import java.util.List;

/**
 * A shift of the frequency that dies away after the last gradient (Klose 1990, Magn Reson Med
 * 14:26).
 *
 * @param decays exponential parts; none means no eddy current
 */
public record EddyCurrent(List<Part> decays) {

  /**
   * One exponential.
   *
   * @param hertz shift at the echo
   * @param seconds time constant
   */
  public record Part(double hertz, double seconds) {}

  /** Copies the list. */
  public EddyCurrent {
    decays = List.copyOf(decays);
  }

  /** No eddy current. */
  public static EddyCurrent none() {
    return new EddyCurrent(List.of());
  }

  /** The phase that has built up, radians: zero at the echo. */
  public double phase(double seconds) {
    double phase = 0;
    for (Part part : decays) {
      phase +=
          2
              * Math.PI
              * part.hertz()
              * part.seconds()
              * -StrictMath.expm1(-seconds / part.seconds());
    }
    return phase;
  }

  void applyTo(double[] signal) {
    if (decays.isEmpty()) {
      return;
    }
    for (int point = 0; 2 * point < signal.length; point++) {
      double angle = phase(point * Protocol.DWELL_TIME);
      Rotation.multiply(signal, point, StrictMath.cos(angle), StrictMath.sin(angle));
    }
  }
}
