package org.proviso.spectroscopy.basis;

/** A time signal that can be had on any time axis. Implementations are immutable. */
@FunctionalInterface
public interface Waveform {

  /**
   * The signal on a time axis that starts at the echo.
   *
   * @param points complex points, at least 1
   * @param dwellTime seconds
   * @param referencePpm chemical shift at zero frequency
   * @param frequency spectrometer frequency in MHz
   * @return interleaved complex values in the convention of {@link
   *     org.proviso.spectroscopy.model.ChemicalShift}; a fresh array
   */
  double[] render(int points, double dwellTime, double referencePpm, double frequency);
}
