package org.proviso.spectroscopy.fit;

import java.util.Arrays;
import org.proviso.spectroscopy.model.ChemicalShift;

/**
 * The points of the spectrum that are fitted. The time signal is filled with as many zeros as it
 * has points, so that the real part alone holds all information and its noise is white. Signals
 * come through the window's {@link BandLimiter}. Not for use by two threads at once.
 */
final class SpectralWindow {

  private final int signalPoints;
  private final int size;
  private final int first;
  private final int margin;
  private final BandLimiter limiter;
  private final StockhamTransform transform;
  private final double step;
  private final double[] ppm;

  /**
   * A window.
   *
   * @param signalPoints complex points of the signals before the filter
   * @param dwellTime seconds
   * @param referencePpm chemical shift at zero frequency of the signals before the filter
   * @param frequency MHz
   * @param lowestPpm end of the range
   * @param highestPpm start of the range
   * @param margin points that transforms give beyond each end of the range
   * @param lanes signals transformed at once
   */
  SpectralWindow(
      int signalPoints,
      double dwellTime,
      double referencePpm,
      double frequency,
      double lowestPpm,
      double highestPpm,
      int margin,
      int lanes) {
    this.signalPoints = signalPoints;
    this.margin = margin;
    int length = 1;
    while (length < 2 * signalPoints) {
      length *= 2;
    }
    step = 1 / (length * dwellTime);
    int start =
        (int) Math.ceil(ChemicalShift.toHertz(highestPpm, referencePpm, frequency) / step - 1e-9);
    int last =
        (int) Math.floor(ChemicalShift.toHertz(lowestPpm, referencePpm, frequency) / step + 1e-9);
    size = last - start + 1;
    if (start < -length / 2 || last >= length / 2) {
      throw new IllegalArgumentException(
          "the bandwidth of the data does not cover " + lowestPpm + " to " + highestPpm + " ppm");
    }
    ppm = new double[size];
    for (int i = 0; i < size; i++) {
      ppm[i] = ChemicalShift.toPpm((start + i) * step, referencePpm, frequency);
    }
    int centre = (start + last) / 2;
    first = start - centre;
    limiter = new BandLimiter(signalPoints, dwellTime, centre * step, (size + 2 * margin) * step);
    transform = new StockhamTransform(length / limiter.factor(), lanes);
  }

  int size() {
    return size;
  }

  /** Points of a transform: the size and both margins. */
  int rows() {
    return size + 2 * margin;
  }

  /** Chemical shift of each point, falling; not to be changed. */
  double[] ppm() {
    return ppm;
  }

  /** What signals go through before they are transformed. */
  BandLimiter limiter() {
    return limiter;
  }

  /** Distance of neighbouring points, Hz. */
  double step() {
    return step;
  }

  /** Standard deviation of a spectral point for a unit one of each part of a time point. */
  double noiseGain() {
    return Math.sqrt(signalPoints);
  }

  /** Fills a time signal in; what was not filled in since the last transform is zero. */
  interface Source {

    /**
     * Writes points of all lanes.
     *
     * @param point point of the filtered signals
     * @param real where to, from {@code at} for each lane
     * @param imaginary likewise
     * @param at first lane's place
     */
    void write(int point, double[] real, double[] imaginary, int at);
  }

  /**
   * Transforms one signal for each lane.
   *
   * @param source gives the filtered signals
   * @param real the real part, {@link #rows} times {@code columns}, written from {@code column} on
   * @param imaginary the imaginary part, likewise
   * @param columns width of a row of the results
   * @param column first column to write
   * @param count lanes to write
   */
  void transform(
      Source source, double[] real, double[] imaginary, int columns, int column, int count) {
    double[] re = transform.real();
    double[] im = transform.imaginary();
    int lanes = transform.lanes();
    int length = transform.length();
    int before = limiter.before();
    int points = limiter.points();
    int after = (points - before) * lanes;
    int negative = (length - before) * lanes;
    Arrays.fill(re, after, negative, 0);
    Arrays.fill(im, after, negative, 0);
    for (int i = 0; i < points; i++) {
      // Times before the signal's first point stand at the end of the circle.
      source.write(i, re, im, ((i - before) & (length - 1)) * lanes);
    }
    transform.forward();
    re = transform.real();
    im = transform.imaginary();
    for (int i = 0; i < rows(); i++) {
      int at = ((first - margin + i) & (length - 1)) * lanes;
      System.arraycopy(re, at, real, i * columns + column, count);
      System.arraycopy(im, at, imaginary, i * columns + column, count);
    }
  }
}
