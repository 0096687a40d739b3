package org.proviso.spectroscopy.yardstick.signal;

/** Complex factors on an interleaved signal. */
final class Rotation {

  private Rotation() {}

  /** Multiplies one point by a complex number. */
  static void multiply(double[] signal, int point, double real, double imaginary) {
    double re = signal[2 * point];
    double im = signal[2 * point + 1];
    signal[2 * point] = re * real - im * imaginary;
    signal[2 * point + 1] = re * imaginary + im * real;
  }

  /**
   * Turns a signal by a constant phase and a frequency.
   *
   * @param signal changed in place
   * @param radians phase
   * @param hertz frequency
   */
  static void turn(double[] signal, double radians, double hertz) {
    for (int point = 0; 2 * point < signal.length; point++) {
      double angle = radians + 2 * Math.PI * hertz * point * Protocol.DWELL_TIME;
      multiply(signal, point, StrictMath.cos(angle), StrictMath.sin(angle));
    }
  }
}
