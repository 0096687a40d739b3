package org.proviso.spectroscopy.model;

/**
 * The sign convention of every signal in this module, and the conversion between chemical shift and
 * frequency that follows from it.
 *
 * <p><b>Convention</b> (NIfTI-MRS specification 0.9, Appendix A; Levitt 1997, J Magn Reson
 * 126:164). With &omega; = &minus;&gamma;B<sub>0</sub>, a less shielded proton (larger chemical
 * shift) has a <em>more negative</em> absolute frequency. A proton line at chemical shift &delta;
 * is stored as
 *
 * <pre>  s(t) = a exp(+2&pi;i f t),   f = (&delta;ref - &delta;) &times; F   [Hz],</pre>
 *
 * with F the spectrometer frequency in MHz and &delta;ref the chemical shift at the receiver's
 * centre (usually water, {@value #WATER_PPM} ppm). So NAA at 2.01 ppm turns counter-clockwise and
 * has a positive frequency when the receiver is on water. With the forward transform of {@link
 * FourierTransform} (kernel exp(&minus;2&pi;i f t)) and zero frequency shifted to the middle, the
 * index rises with frequency and the chemical shift falls: water comes <em>left</em> of NAA, as a
 * spectrum is always drawn.
 *
 * <p>Readers conjugate formats that store the other rotation; nothing downstream ever does.
 */
public final class ChemicalShift {

  /**
   * Chemical shift of water at body temperature in ppm against DSS, as LCModel uses it (Provencher,
   * LCModel manual, section 5).
   */
  public static final double WATER_PPM = 4.65;

  private ChemicalShift() {}

  /**
   * The frequency of a line in this module's convention.
   *
   * @param ppm chemical shift of the line
   * @param referencePpm chemical shift at zero frequency
   * @param spectrometerFrequency in MHz, positive
   * @return frequency in Hz; positive for a line upfield (to the right) of the reference
   */
  public static double toHertz(double ppm, double referencePpm, double spectrometerFrequency) {
    return (referencePpm - ppm) * spectrometerFrequency;
  }

  /**
   * The chemical shift of a frequency: the inverse of {@link #toHertz}.
   *
   * @param hertz frequency in Hz in this module's convention
   * @param referencePpm chemical shift at zero frequency
   * @param spectrometerFrequency in MHz, positive
   * @return chemical shift in ppm
   */
  public static double toPpm(double hertz, double referencePpm, double spectrometerFrequency) {
    return referencePpm - hertz / spectrometerFrequency;
  }

  /**
   * The chemical-shift axis of a spectrum made by {@link FourierTransform#spectrum}.
   *
   * @param points number of spectral points
   * @param dwellTime in seconds
   * @param referencePpm chemical shift at zero frequency
   * @param spectrometerFrequency in MHz
   * @return ppm for each spectral index, strictly falling; index {@code points / 2} is the
   *     reference
   */
  public static double[] axis(
      int points, double dwellTime, double referencePpm, double spectrometerFrequency) {
    double[] axis = new double[points];
    for (int index = 0; index < points; index++) {
      double hertz = (index - points / 2) / (points * dwellTime);
      axis[index] = toPpm(hertz, referencePpm, spectrometerFrequency);
    }
    return axis;
  }
}
