package org.proviso.spectroscopy.fit;

import java.util.Arrays;
import java.util.List;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * Stage 2 of a fit: the columns of the linearized model, Z, over the points of the fitted range:
 * one for each basis signal at the current shifts and widths, the phased data, then the Jacobian of
 * the parameters of the lines. Allocates nothing while a fit iterates.
 */
final class ModelColumns {

  // Gaussian of full width w: exp(-(pi w t)^2 / (4 ln 2)).
  private static final double GAUSS = Math.PI * Math.PI / (4 * Math.log(2));

  /** Points beyond each end of the range that the differences of a Jacobian need. */
  static final int MARGIN = 4;

  /** Signals transformed at once. */
  static final int LANES = 8;

  private final Nuisance nuisance;
  private final int signalCount;
  private final int columns;
  private final int dataColumn;
  private final int size;
  private final SignalBank bank;
  private final SpectralWindow window;
  // A measured background comes with the linewidth of a brain; it takes the common shift only.
  private final boolean[] background;
  private final boolean anyBackground;
  private final double[] slope;

  // Time and spectrum work space; spectra stand row by row, one column for each signal.
  private final Shaper shaper;
  private final double[] shapedReal;
  private final double[] shapedImaginary;
  private final double[] sumReal;
  private final double[] sumImaginary;
  private final double[] spectrumReal;
  private final double[] spectrumImaginary;
  private final double[] commonReal;
  private final double[] commonImaginary;
  private final double[] dataReal;
  private final double[] dataImaginary;

  // Z row by row (size x columns).
  private final double[] z;

  /**
   * Columns of a spectrum.
   *
   * @param kinds kind of each basis signal
   * @param nuisance layout of the parameters
   * @param bank filtered basis signals
   * @param data filtered time signal
   * @param window the fitted range
   * @param pivotPpm where the first-order phase is zero
   */
  ModelColumns(
      List<SignalKind> kinds,
      Nuisance nuisance,
      SignalBank bank,
      double[] data,
      SpectralWindow window,
      double pivotPpm) {
    this.nuisance = nuisance;
    this.bank = bank;
    this.window = window;
    signalCount = bank.count();
    dataColumn = signalCount;
    columns = signalCount + 1 + nuisance.count();
    size = window.size();
    slope = new double[size];
    for (int i = 0; i < size; i++) {
      slope[i] = window.ppm()[i] - pivotPpm;
    }
    background = new boolean[signalCount];
    for (int m = 0; m < signalCount; m++) {
      background[m] = kinds.get(m) == SignalKind.MEASURED_BACKGROUND;
    }
    anyBackground = kinds.contains(SignalKind.MEASURED_BACKGROUND);
    shaper = new Shaper();
    shapedReal = new double[bank.points() * signalCount];
    shapedImaginary = new double[bank.points() * signalCount];
    sumReal = new double[bank.points()];
    sumImaginary = new double[bank.points()];
    spectrumReal = new double[window.rows() * signalCount];
    spectrumImaginary = new double[window.rows() * signalCount];
    commonReal = new double[window.rows() * LANES];
    commonImaginary = new double[window.rows() * LANES];
    dataReal = new double[size];
    dataImaginary = new double[size];
    transformData(data);
    z = new double[size * columns];
  }

  /** Points of the fitted range. */
  int size() {
    return size;
  }

  int signalCount() {
    return signalCount;
  }

  /** Width of a row of Z. */
  int columns() {
    return columns;
  }

  /** Z itself, row by row; not to be changed. */
  double[] z() {
    return z;
  }

  /** Chemical shift of each point, falling; not to be changed. */
  double[] ppm() {
    return window.ppm();
  }

  /** Sum of squares of the complex data over the range. */
  double energy() {
    double squares = 0;
    for (int i = 0; i < size; i++) {
      squares += dataReal[i] * dataReal[i] + dataImaginary[i] * dataImaginary[i];
    }
    return squares;
  }

  /** The columns of the signals and of the phased data at a point. */
  void evaluate(double[] theta) {
    shape(theta);
    double phase0 = theta[Nuisance.PHASE0];
    double phase1 = theta[Nuisance.PHASE1];
    for (int i = 0; i < size; i++) {
      double angle = phase0 + phase1 * slope[i];
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      z[i * columns + dataColumn] = dataReal[i] * cos - dataImaginary[i] * sin;
    }
  }

  private void transformData(double[] data) {
    double[] real = new double[window.rows()];
    double[] imaginary = new double[window.rows()];
    window.transform(
        (index, re, im, at) -> {
          Arrays.fill(re, at, at + LANES, 0);
          Arrays.fill(im, at, at + LANES, 0);
          re[at] = data[2 * index];
          im[at] = data[2 * index + 1];
        },
        real,
        imaginary,
        1,
        0,
        1);
    System.arraycopy(real, MARGIN, dataReal, 0, size);
    System.arraycopy(imaginary, MARGIN, dataImaginary, 0, size);
  }

  /** Gives a group of basis signals the shifts and widths of a point. */
  private final class Shaper implements SpectralWindow.Source {
    private final double[] envelopeReal = new double[bank.points()];
    private final double[] envelopeImaginary = new double[bank.points()];
    private final double[] turnReal = new double[LANES];
    private final double[] turnImaginary = new double[LANES];
    private final double[] stepReal = new double[LANES];
    private final double[] stepImaginary = new double[LANES];
    private int group;
    private int lanes;

    /** What all signals share, but for a measured background. */
    void common(double[] theta) {
      double omega = 2 * Math.PI * theta[Nuisance.SHIFT];
      double lorentz = Math.PI * theta[Nuisance.LORENTZ];
      double gauss = GAUSS * theta[Nuisance.GAUSS_SQUARED];
      double skew = theta[Nuisance.SKEW];
      for (int i = 0; i < envelopeReal.length; i++) {
        double t = bank.time(i);
        double envelope = Math.exp(-lorentz * t - gauss * t * t);
        double angle = omega * t - skew * t * t * t;
        envelopeReal[i] = envelope * Math.cos(angle);
        envelopeImaginary[i] = envelope * Math.sin(angle);
      }
    }

    void start(double[] theta, int firstSignal) {
      group = firstSignal;
      lanes = Math.min(LANES, signalCount - firstSignal);
      double before = bank.time(0);
      double step = bank.time(1) - bank.time(0);
      for (int lane = 0; lane < lanes; lane++) {
        double shift = Nuisance.ownShift(theta, group + lane);
        double broadening = nuisance.ownBroadening(theta, group + lane);
        double decay = Math.exp(-Math.PI * broadening * before);
        turnReal[lane] = decay * Math.cos(2 * Math.PI * shift * before);
        turnImaginary[lane] = decay * Math.sin(2 * Math.PI * shift * before);
        decay = Math.exp(-Math.PI * broadening * step);
        stepReal[lane] = decay * Math.cos(2 * Math.PI * shift * step);
        stepImaginary[lane] = decay * Math.sin(2 * Math.PI * shift * step);
      }
    }

    @Override
    public void write(int index, double[] real, double[] imaginary, int at) {
      double a = envelopeReal[index];
      double b = envelopeImaginary[index];
      int from = index * signalCount + group;
      double[] sourceReal = bank.real();
      double[] sourceImaginary = bank.imaginary();
      for (int lane = 0; lane < lanes; lane++) {
        double c = turnReal[lane];
        double d = turnImaginary[lane];
        double re = c * a - d * b;
        double im = c * b + d * a;
        double x = sourceReal[from + lane];
        double y = sourceImaginary[from + lane];
        real[at + lane] = x * re - y * im;
        imaginary[at + lane] = x * im + y * re;
        turnReal[lane] = c * stepReal[lane] - d * stepImaginary[lane];
        turnImaginary[lane] = c * stepImaginary[lane] + d * stepReal[lane];
      }
      System.arraycopy(real, at, shapedReal, from, lanes);
      System.arraycopy(imaginary, at, shapedImaginary, from, lanes);
    }
  }

  /** A measured background in place of what the shaper made of it: with the common shift only. */
  private final class BackgroundShaper implements SpectralWindow.Source {
    private final double[] theta;
    private final int signal;

    BackgroundShaper(double[] theta, int signal) {
      this.theta = theta;
      this.signal = signal;
    }

    @Override
    public void write(int index, double[] real, double[] imaginary, int at) {
      double t = bank.time(index);
      double envelope = Math.exp(-Math.PI * nuisance.ownBroadening(theta, signal) * t);
      double angle = 2 * Math.PI * (theta[Nuisance.SHIFT] + Nuisance.ownShift(theta, signal)) * t;
      double cos = envelope * Math.cos(angle);
      double sin = envelope * Math.sin(angle);
      double x = bank.real()[index * signalCount + signal];
      double y = bank.imaginary()[index * signalCount + signal];
      Arrays.fill(real, at, at + LANES, 0);
      Arrays.fill(imaginary, at, at + LANES, 0);
      real[at] = x * cos - y * sin;
      imaginary[at] = x * sin + y * cos;
    }
  }

  /** Basis signals with the shifts and widths of a point, as time signals, spectra and columns. */
  private void shape(double[] theta) {
    shaper.common(theta);
    for (int group = 0; group < signalCount; group += LANES) {
      shaper.start(theta, group);
      window.transform(
          shaper,
          spectrumReal,
          spectrumImaginary,
          signalCount,
          group,
          Math.min(LANES, signalCount - group));
    }
    for (int m = 0; m < signalCount; m++) {
      if (background[m]) {
        window.transform(
            new BackgroundShaper(theta, m), spectrumReal, spectrumImaginary, signalCount, m, 1);
      }
    }
    for (int i = 0; i < size; i++) {
      System.arraycopy(spectrumReal, (i + MARGIN) * signalCount, z, i * columns, signalCount);
    }
  }

  /** Columns of the Jacobian of model minus data at a point just evaluated. */
  void differentiate(Point point, int active) {
    double[] theta = point.theta;
    int base = signalCount + 1;
    for (int i = 0; i < size; i++) {
      double angle = theta[Nuisance.PHASE0] + theta[Nuisance.PHASE1] * slope[i];
      double quadrature = dataReal[i] * Math.sin(angle) + dataImaginary[i] * Math.cos(angle);
      z[i * columns + base + Nuisance.PHASE0] = quadrature;
      z[i * columns + base + Nuisance.PHASE1] = quadrature * slope[i];
    }
    sumSignals(point.amplitudes);
    window.transform(this::writePowersOfTime, commonReal, commonImaginary, LANES, 0, LANES);
    for (int i = 0; i < size; i++) {
      int row = i * columns + base;
      int from = (i + MARGIN) * LANES;
      z[row + Nuisance.SHIFT] = -2 * Math.PI * commonImaginary[from];
      z[row + Nuisance.LORENTZ] = -Math.PI * commonReal[from];
      z[row + Nuisance.GAUSS_SQUARED] = -GAUSS * commonReal[from + 1];
      // d/dk exp(-i k t^3) = -i t^3 exp(...): the real part of -i (re + i im) is im.
      z[row + Nuisance.SKEW] = commonImaginary[from + 2];
    }
    if (active > Nuisance.COMMON || anyBackground) {
      differentiateOwn(point.amplitudes);
    }
  }

  /** The model's time signal without measured backgrounds. */
  private void sumSignals(double[] amplitudes) {
    for (int i = 0; i < sumReal.length; i++) {
      double re = 0;
      double im = 0;
      int from = i * signalCount;
      for (int m = 0; m < signalCount; m++) {
        if (!background[m]) {
          re += amplitudes[m] * shapedReal[from + m];
          im += amplitudes[m] * shapedImaginary[from + m];
        }
      }
      sumReal[i] = re;
      sumImaginary[i] = im;
    }
  }

  private void writePowersOfTime(int index, double[] real, double[] imaginary, int at) {
    double t = bank.time(index);
    Arrays.fill(real, at, at + LANES, 0);
    Arrays.fill(imaginary, at, at + LANES, 0);
    double weight = 1;
    for (int power = 0; power < 3; power++) {
      weight *= t;
      real[at + power] = weight * sumReal[index];
      imaginary[at + power] = weight * sumImaginary[index];
    }
  }

  /**
   * Columns of the individual shifts and widths: the spectrum of t s(t), which is i/(2 pi) times
   * the derivative of the spectrum of s, by central differences of eighth order. Zeros as many as
   * points make that accurate to a percent where the signal has decayed to a third by the end, and
   * a Jacobian needs no more.
   */
  private void differentiateOwn(double[] amplitudes) {
    double scale = 1 / (2 * Math.PI * window.step());
    int shifts = signalCount + 1 + Nuisance.COMMON;
    int widths = shifts + signalCount;
    for (int i = 0; i < size; i++) {
      int from = (i + MARGIN) * signalCount;
      int row = i * columns;
      for (int m = 0; m < signalCount; m++) {
        double a = amplitudes[m] * scale;
        z[row + shifts + m] = -2 * Math.PI * a * difference(spectrumReal, from + m);
        double width = Math.PI * a * difference(spectrumImaginary, from + m);
        int leader = nuisance.broadensWith(m);
        z[row + widths + m] = leader == m ? width : 0;
        if (leader != m) {
          z[row + widths + leader] += width;
        }
      }
      for (int m = 0; m < signalCount; m++) {
        if (background[m]) {
          z[row + signalCount + 1 + Nuisance.SHIFT] += z[row + shifts + m];
        }
      }
    }
  }

  private double difference(double[] values, int at) {
    int n = signalCount;
    return 4.0 / 5 * (values[at + n] - values[at - n])
        - 1.0 / 5 * (values[at + 2 * n] - values[at - 2 * n])
        + 4.0 / 105 * (values[at + 3 * n] - values[at - 3 * n])
        - 1.0 / 280 * (values[at + 4 * n] - values[at - 4 * n]);
  }

  /** One column of the current point, such as a basis signal's unit spectrum or the data. */
  double[] column(int index) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = z[i * columns + index];
    }
    return values;
  }
}
