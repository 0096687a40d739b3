package org.proviso.spectroscopy.yardstick.signal;

/**
 * Noise, by the consensus definition of the signal-to-noise ratio (Wilson and others 2019, Magn
 * Reson Med 82:527; Kreis and others 2021, NMR Biomed 34:e4347): height of the NAA methyl line over
 * the standard deviation of the noise of the real spectrum, without apodization or zero-filling.
 * LCModel's number is half of it. The noise is that of the scanner: it is the same for every
 * spectrum of a level, whatever its amounts and widths.
 */
public enum NoiseLevel {
  /** A small voxel or a short scan; LCModel would say 15. */
  SNR_30(30),
  /** An ordinary scan. */
  SNR_60(60),
  /** A large voxel and a patient scan. */
  SNR_120(120);

  /** NAA of the nominal brain, mmol/kg, and the line that it is taken to have. */
  private static final double NOMINAL_NAA = 10.5;

  private static final double NOMINAL_LINEWIDTH_HERTZ = 5;

  private final double ratio;

  NoiseLevel(double ratio) {
    this.ratio = ratio;
  }

  /** The signal-to-noise ratio of the nominal NAA line. */
  public double ratio() {
    return ratio;
  }

  /**
   * Standard deviation of the noise of each part of a time point, in the signal's unit of protons
   * times mmol/kg.
   */
  public double standardDeviation() {
    double height = 3 * NOMINAL_NAA / (Math.PI * NOMINAL_LINEWIDTH_HERTZ * Protocol.DWELL_TIME);
    return height / ratio / Math.sqrt(Protocol.POINTS);
  }
}
