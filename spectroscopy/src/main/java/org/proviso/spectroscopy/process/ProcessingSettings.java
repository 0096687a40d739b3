package org.proviso.spectroscopy.process;

/**
 * The constants of processing. {@link #standard()} serves every data set.
 *
 * @param coilSeconds how much of each trace decides the coil weights, s
 * @param registrationSeconds how much of each transient is registered, s
 * @param registrationRangeHertz largest frequency correction of a transient, Hz
 * @param registrationPasses how often the registration target is renewed
 * @param outlierDeviations a transient this many robust deviations from the others is left out
 * @param outlierExcess and only when its residual also exceeds the median by this factor
 * @param leastKept share of transients that is always kept
 * @param waterWindowPpm half width of the range around water that counts as residual water, ppm
 * @param waterComponents damped sinusoids the signal is split into to find residual water
 */
public record ProcessingSettings(
    double coilSeconds,
    double registrationSeconds,
    double registrationRangeHertz,
    int registrationPasses,
    double outlierDeviations,
    double outlierExcess,
    double leastKept,
    double waterWindowPpm,
    int waterComponents) {

  private static final ProcessingSettings STANDARD =
      new ProcessingSettings(0.05, 0.2, 40, 3, 4, 1.5, 0.5, 0.45, 25);

  /** The settings that every measurement is processed with unless told otherwise. */
  public static ProcessingSettings standard() {
    return STANDARD;
  }
}
