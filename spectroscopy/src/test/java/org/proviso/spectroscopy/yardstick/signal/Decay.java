package org.proviso.spectroscopy.yardstick.signal;

/** Decays of a time signal. */
final class Decay {

  private static final double FOUR_LOG_TWO = 4 * StrictMath.log(2);

  private Decay() {}

  /**
   * The decay whose spectrum is a Voigt profile.
   *
   * @param lorentzHertz full width at half maximum of the Lorentzian part
   * @param gaussHertz full width at half maximum of the Gaussian part
   * @param seconds time
   * @return 1 at time zero
   */
  static double voigt(double lorentzHertz, double gaussHertz, double seconds) {
    double gauss = Math.PI * gaussHertz * seconds;
    return StrictMath.exp(-Math.PI * lorentzHertz * seconds - gauss * gauss / FOUR_LOG_TWO);
  }
}
