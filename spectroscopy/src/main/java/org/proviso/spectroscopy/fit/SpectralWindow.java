package org.proviso.spectroscopy.fit;

import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * The points of the spectrum that are fitted. The time signal is filled with as many zeros as it
 * has points, so that the real part alone holds all information and its noise is white; the first
 * point counts half, so that a signal has no offset (Otting 1986, J Magn Reson 66:187).
 */
final class SpectralWindow {

  private final int signalPoints;
  private final int size;
  private final int first;
  private final FourierTransform transform;
  private final double[] work;
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
    transform = FourierTransform.ofLength(length);
    work = new double[2 * length];
    double step = 1 / (length * dwellTime);
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

  /** Standard deviation of a spectral point for a unit one of each part of a time point. */
  double noiseGain() {
    return Math.sqrt(signalPoints);
  }

  /**
   * Transforms a time signal.
   *
   * @param signal interleaved
   * @param real the window's real part, overwritten
   * @param imaginary the window's imaginary part, overwritten
   */
  void transform(double[] signal, double[] real, double[] imaginary) {
    System.arraycopy(signal, 0, work, 0, 2 * signalPoints);
    work[0] *= 0.5;
    work[1] *= 0.5;
    java.util.Arrays.fill(work, 2 * signalPoints, work.length, 0);
    transform.forward(work);
    int length = work.length / 2;
    for (int i = 0; i < size; i++) {
      int bin = first + i;
      int at = 2 * (bin < 0 ? bin + length : bin);
      real[i] = work[at];
      imaginary[i] = work[at + 1];
    }
  }
}
