package org.proviso.spectroscopy.fit;

import java.util.Arrays;
import org.proviso.spectroscopy.model.ChemicalShift;

/**
 * The points of the spectrum that are fitted. The time signal is filled with as many zeros as it
 * has points, so that the real part alone holds all information and its noise is white; the first
 * point counts half, so that a signal has no offset (Otting 1986, J Magn Reson 66:187).
 */
final class SpectralWindow {

  private final int signalPoints;
  private final int size;
  private final int first;
  private final StockhamTransform transform;
  private final double step;
  private final double[] ppm;

  SpectralWindow(
      int signalPoints,
      double dwellTime,
      double referencePpm,
      double frequency,
      double lowestPpm,
      double highestPpm) {
    this.signalPoints = signalPoints;
    int length = 1;
    while (length < 2 * signalPoints) {
      length *= 2;
    }
    transform = new StockhamTransform(length);
    step = 1 / (length * dwellTime);
    first =
        (int) Math.ceil(ChemicalShift.toHertz(highestPpm, referencePpm, frequency) / step - 1e-9);
    int last =
        (int) Math.floor(ChemicalShift.toHertz(lowestPpm, referencePpm, frequency) / step + 1e-9);
    size = last - first + 1;
    if (first < -length / 2 || last >= length / 2) {
      throw new IllegalArgumentException(
          "the bandwidth of the data does not cover " + lowestPpm + " to " + highestPpm + " ppm");
    }
    ppm = new double[size];
    for (int i = 0; i < size; i++) {
      ppm[i] = ChemicalShift.toPpm((first + i) * step, referencePpm, frequency);
    }
  }

  int size() {
    return size;
  }

  /** Chemical shift of each point, falling; not to be changed. */
  double[] ppm() {
    return ppm;
  }

  /** Complex points of the signals that can be transformed. */
  int signalPoints() {
    return signalPoints;
  }

  /** Distance of neighbouring points, Hz. */
  double step() {
    return step;
  }

  /** Standard deviation of a spectral point for a unit one of each part of a time point. */
  double noiseGain() {
    return Math.sqrt(signalPoints);
  }

  /**
   * Transforms a time signal.
   *
   * @param signal interleaved
   * @param margin points to give beyond each end of the window
   * @param real the real part, window size plus two margins, overwritten
   * @param imaginary the imaginary part, overwritten
   */
  void transform(double[] signal, int margin, double[] real, double[] imaginary) {
    double[] re = transform.real();
    double[] im = transform.imaginary();
    for (int n = 0; n < signalPoints; n++) {
      re[n] = signal[2 * n];
      im[n] = signal[2 * n + 1];
    }
    re[0] *= 0.5;
    im[0] *= 0.5;
    Arrays.fill(re, signalPoints, re.length, 0);
    Arrays.fill(im, signalPoints, im.length, 0);
    transform.forward();
    re = transform.real();
    im = transform.imaginary();
    int length = re.length;
    for (int i = 0; i < size + 2 * margin; i++) {
      // Wraps at both ends; the length is a power of two.
      int at = (first - margin + i) & (length - 1);
      real[i] = re[at];
      imaginary[i] = im[at];
    }
  }
}
