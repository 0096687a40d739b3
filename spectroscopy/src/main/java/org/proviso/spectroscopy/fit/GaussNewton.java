package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * The numerical fit of one spectrum: holds all work arrays, allocates nothing while it iterates,
 * and serves one call of {@link #solve}.
 *
 * <p>Columns are ordered: one for each basis signal, the data, then the Jacobian of the nuisance
 * parameters. All inner products are taken once as Z'Z and U'Z, with U the baseline's orthonormal
 * modes; the product after elimination of a baseline of any stiffness is then Z'Z - (U'Z)' h (U'Z).
 */
final class GaussNewton {

  // Nuisance parameters, then individual shifts, then individual broadenings.
  private static final int PHASE0 = 0;
  private static final int PHASE1 = 1;
  private static final int SHIFT = 2;
  private static final int LORENTZ = 3;
  private static final int GAUSS_SQUARED = 4;
  private static final int SKEW = 5;
  private static final int COMMON = 6;

  // Gaussian of full width w: exp(-(pi w t)^2 / (4 ln 2)).
  private static final double GAUSS = Math.PI * Math.PI / (4 * Math.log(2));
  private static final double START_LORENTZ = 4;
  private static final double START_PER_PPM = 3;
  // Modes that a baseline passes less of are left out of it everywhere.
  private static final double NEGLIGIBLE = 1e-4;
  // The noise of a scanner's filtered edges may be estimated too large.
  private static final double NOISE_TRUST = 0.8;
  private static final double MODEL_PRECISION = 1e-4;
  static final int MARGIN = 4;

  /** Signals transformed at once. */
  static final int LANES = 8;

  private static final double CONVERGED = 1e-2;
  // The first stage finds where to start from.
  private static final double CONVERGED_ROUGHLY = 1;

  // The marginal likelihood takes the spline prior for the truth; real baselines are no draws from
  // it, and the likelihood of a wrong prior is too sure of its best member. Weights are flattened
  // by this power (power posterior; Grunwald 2012, Lect Notes Comput Sci 7568:169). Chosen on
  // simulated spectra, whose baselines are no splines either.
  private static final double TEMPER = 6;
  // Baselines of less weight than this in the average are left out of it.
  private static final double NEGLIGIBLE_WEIGHT = 1e-3;

  private final int signalCount;
  private final int parameters;
  private final int columns;
  private final int dataColumn;
  private final int size;
  private final double frequency;
  private final SignalBank bank;
  private final SpectralWindow window;
  private final BaselineSpace baseline;
  private final BaselineLadder ladder;
  private final FitSettings settings;
  private final double knownNoise;
  private final List<String> names;
  // A measured background comes with the linewidth of a brain; it takes the common shift only.
  private final boolean[] background;
  private final boolean anyBackground;
  private final double[] priorPrecision;
  private final double[] slope;
  private final double pivotPpm;

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

  // Z row by row (size x columns), Z'Z, U'Z.
  private final double[] z;
  private final double[] gram;
  private final double[] projected;
  private final double[] reduced;
  private final double[] softGram;

  private final double[] eliminated;
  private final double[] information;
  private final double[] cross;
  private final double[] coupled;
  private final double[] right;
  private final double[] linear;
  private final double[] gradient;
  private final double[] amplitudeGram;
  private final NonNegativeLeastSquares nonNegative;

  private final State trial;
  private final double leastVariance;
  private double variance;
  // The common parameters only in the first stage, all of them later.
  private int active = COMMON;
  private double[] passing = new double[0];

  GaussNewton(
      List<SignalKind> kinds,
      List<String> names,
      SignalBank bank,
      double[] data,
      double frequency,
      SpectralWindow window,
      BaselineSpace baseline,
      BaselineLadder ladder,
      FitSettings settings,
      double knownNoise) {
    this.names = names;
    this.bank = bank;
    this.frequency = frequency;
    this.window = window;
    this.baseline = baseline;
    this.ladder = ladder;
    this.settings = settings;
    this.knownNoise = knownNoise;
    signalCount = bank.count();
    parameters = COMMON + 2 * signalCount;
    dataColumn = signalCount;
    columns = signalCount + 1 + parameters;
    size = window.size();
    pivotPpm = (settings.lowestPpm() + settings.highestPpm()) / 2;
    slope = new double[size];
    for (int i = 0; i < size; i++) {
      slope[i] = window.ppm()[i] - pivotPpm;
    }
    background = new boolean[signalCount];
    for (int m = 0; m < signalCount; m++) {
      background[m] = kinds.get(m) == SignalKind.MEASURED_BACKGROUND;
    }
    anyBackground = kinds.contains(SignalKind.MEASURED_BACKGROUND);
    priorPrecision = new double[parameters];
    priorPrecision[PHASE1] = precision(settings.phaseSlopeDeviation());
    for (int m = 0; m < signalCount; m++) {
      priorPrecision[COMMON + m] = precision(settings.shiftDeviation(kinds.get(m)) * frequency);
      priorPrecision[COMMON + signalCount + m] =
          precision(settings.broadeningDeviation(names.get(m), kinds.get(m)));
    }
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
    gram = new double[columns * columns];
    projected = new double[baseline.modes() * columns];
    reduced = new double[columns * columns];
    softGram = new double[signalCount * signalCount];
    eliminated = new double[signalCount * signalCount];
    information = new double[parameters * parameters];
    cross = new double[signalCount * parameters];
    coupled = new double[signalCount * parameters];
    right = new double[parameters];
    linear = new double[signalCount];
    gradient = new double[parameters];
    amplitudeGram = new double[signalCount * signalCount];
    nonNegative = new NonNegativeLeastSquares(signalCount);
    trial = new State(parameters, signalCount);
    leastVariance = leastVariance();
  }

  private static double precision(double deviation) {
    return 1 / (deviation * deviation);
  }

  /**
   * What the solver found; arrays are the solver's own.
   *
   * @param bound see {@link #bound}
   * @param boundOfKnownShapes the same if phases, shifts and widths were known
   * @param error see {@link #expectedError}
   */
  // The solver's own arrays, read once by the summary.
  @SuppressWarnings("ArrayRecordComponent")
  record Solution(
      GaussNewton solver,
      double[] theta,
      double[] amplitudes,
      double variance,
      double residualVariance,
      double knownNoise,
      double[] bound,
      double[] boundOfKnownShapes,
      double[] error,
      List<double[]> otherBaselines,
      BaselineChoice choice,
      int iterations,
      boolean converged) {}

  /** A point of the search. */
  private static final class State {
    private final double[] theta;
    private final double[] amplitudes;
    private final boolean[] passive;
    private double cost;

    State(int parameters, int signals) {
      theta = new double[parameters];
      amplitudes = new double[signals];
      passive = new boolean[signals];
    }

    void copyFrom(State other) {
      System.arraycopy(other.theta, 0, theta, 0, theta.length);
      System.arraycopy(other.amplitudes, 0, amplitudes, 0, amplitudes.length);
      System.arraycopy(other.passive, 0, passive, 0, passive.length);
      cost = other.cost;
    }
  }

  Solution solve(List<ReferenceSearch.Start> starts) {
    double range = settings.highestPpm() - settings.lowestPpm();
    variance = leastVariance;
    priorPrecision[SKEW] = skewPrecision(START_LORENTZ);
    passing = ladder.passing(ladder.nearest(START_PER_PPM));
    boolean[] free = new boolean[parameters];
    free[PHASE0] = true;
    free[SHIFT] = true;
    free[LORENTZ] = true;
    int iterations = 0;
    State state = new State(parameters, signalCount);
    state.cost = Double.POSITIVE_INFINITY;
    for (ReferenceSearch.Start start : starts) {
      State begin = new State(parameters, signalCount);
      begin.theta[PHASE0] = -start.phase();
      begin.theta[SHIFT] = start.shiftHertz();
      begin.theta[LORENTZ] = START_LORENTZ;
      iterations += descend(begin, free, 8, CONVERGED_ROUGHLY);
      if (begin.cost < state.cost) {
        state.copyFrom(begin);
      }
    }
    softPriors(state.amplitudes);
    evaluate(state);
    Arrays.fill(free, true);
    active = parameters;
    updateVariance(state);
    int rung = -1;
    boolean converged = false;
    for (int round = 0; round < 3 && !converged; round++) {
      derive(state);
      priorPrecision[SKEW] =
          skewPrecision(state.theta[LORENTZ] + Math.sqrt(state.theta[GAUSS_SQUARED]));
      int next = bestBaseline(state, free, rung);
      if (next == rung) {
        converged = true;
        break;
      }
      rung = next;
      passing = ladder.passing(rung);
      int taken = descend(state, free, settings.maxIterations(), CONVERGED);
      iterations += taken;
      converged = round == 2 && taken < settings.maxIterations();
      updateVariance(state);
    }
    evaluate(state);
    derive(state);
    double residualVariance = updateVariance(state);
    variance = Math.max(variance, unexplainedVariance(state, free, residualVariance));
    BaselineChoice choice = compareBaselines(state, free, rung);
    double[] bound = bound(state, free);
    double[] boundOfKnownShapes = bound(state, new boolean[parameters]);
    double[] error = expectedError(state, free, choice);
    List<double[]> others = new ArrayList<>();
    for (double factor : new double[] {0.5, 0.7, 1.4, 2}) {
      double perPpm = choice.effectiveDimensionPerPpm() * factor;
      double[] kept = passing;
      passing = baseline.passing(baseline.stiffnessFor(Math.max(2.01, perPpm * range)));
      State other = new State(parameters, signalCount);
      other.copyFrom(state);
      step(other, free, 0, other);
      others.add(other.amplitudes.clone());
      passing = kept;
    }
    return new Solution(
        this,
        state.theta,
        state.amplitudes,
        variance,
        residualVariance,
        knownNoise,
        bound,
        boundOfKnownShapes,
        error,
        others,
        choice,
        iterations,
        converged);
  }

  /** Field distributions in a voxel have a skewness of order one half. */
  private static double skewPrecision(double width) {
    double sigma = 2 * Math.PI * Math.max(2, width) / 2.355;
    return precision(0.5 * sigma * sigma * sigma / 6);
  }

  /**
   * Damped steps until the cost settles to within a part of the variance. Returns the number of
   * iterations.
   */
  private int descend(State state, boolean[] free, int limit, double settled) {
    softPriors(state.amplitudes);
    evaluate(state);
    double damping = 0;
    for (int iteration = 1; iteration <= limit; iteration++) {
      derive(state);
      boolean accepted = false;
      double before = state.cost;
      for (int attempt = 0; attempt < 8; attempt++) {
        trial.copyFrom(state);
        step(state, free, damping, trial);
        evaluate(trial);
        if (trial.cost <= state.cost * (1 + 1e-12)) {
          state.copyFrom(trial);
          damping = damping < 1e-4 ? 0 : damping / 10;
          accepted = true;
          break;
        }
        damping = damping == 0 ? 1e-3 : damping * 10;
        evaluate(state);
        derive(state);
      }
      if (!accepted || before - state.cost < settled * variance) {
        return iteration;
      }
    }
    return limit;
  }

  /** Spectra, amplitudes and cost of a point. Leaves the shaped time signals for the Jacobian. */
  private void evaluate(State state) {
    double[] theta = state.theta;
    shape(theta);
    double phase0 = theta[PHASE0];
    double phase1 = theta[PHASE1];
    for (int i = 0; i < size; i++) {
      double angle = phase0 + phase1 * slope[i];
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      z[i * columns + dataColumn] = dataReal[i] * cos - dataImaginary[i] * sin;
    }
    innerProducts(signalCount + 1);
    reduce(signalCount + 1);
    amplitudes(state);
    double cost = reduced[dataColumn * columns + dataColumn];
    for (int m = 0; m < signalCount; m++) {
      double a = state.amplitudes[m];
      if (a != 0) {
        cost -= 2 * a * reduced[dataColumn * columns + m];
        for (int k = 0; k < signalCount; k++) {
          cost += a * state.amplitudes[k] * amplitudeGram[m * signalCount + k];
        }
      }
    }
    for (int p = 0; p < parameters; p++) {
      cost += variance * priorPrecision[p] * theta[p] * theta[p];
    }
    state.cost = cost;
  }

  private void amplitudes(State state) {
    for (int m = 0; m < signalCount; m++) {
      linear[m] = reduced[dataColumn * columns + m];
      for (int k = 0; k < signalCount; k++) {
        amplitudeGram[m * signalCount + k] = at(m, k) + softGram[m * signalCount + k];
      }
    }
    nonNegative.solve(amplitudeGram, linear, state.passive, state.amplitudes);
  }

  private double at(int i, int j) {
    return i >= j ? reduced[i * columns + j] : reduced[j * columns + i];
  }

  /** Ratio priors as rows of the least-squares problem, scaled by the current denominators. */
  private void softPriors(double[] amplitudes) {
    Arrays.fill(softGram, 0);
    for (SoftRatio ratio : SoftRatio.STANDARD) {
      int numerator = names.indexOf(ratio.name());
      if (numerator < 0) {
        continue;
      }
      double denominator = 0;
      double[] row = new double[signalCount];
      row[numerator] = 1;
      for (Map.Entry<String, Double> entry : ratio.to().entrySet()) {
        int index = names.indexOf(entry.getKey());
        if (index >= 0) {
          row[index] -= ratio.mean() * entry.getValue();
          denominator += entry.getValue() * amplitudes[index];
        }
      }
      double deviation = ratio.deviation() * denominator;
      if (deviation > 0) {
        double weight = variance / (deviation * deviation);
        for (int i = 0; i < signalCount; i++) {
          for (int j = 0; j < signalCount; j++) {
            softGram[i * signalCount + j] += weight * row[i] * row[j];
          }
        }
      }
    }
  }

  private void transformData(double[] data) {
    double[] real = new double[window.rows()];
    double[] imaginary = new double[window.rows()];
    window.transform(
        (point, re, im, at) -> {
          Arrays.fill(re, at, at + LANES, 0);
          Arrays.fill(im, at, at + LANES, 0);
          re[at] = data[2 * point];
          im[at] = data[2 * point + 1];
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
      double omega = 2 * Math.PI * theta[SHIFT];
      double lorentz = Math.PI * theta[LORENTZ];
      double gauss = GAUSS * theta[GAUSS_SQUARED];
      double skew = theta[SKEW];
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
        double shift = ownShift(theta, group + lane);
        double broadening = ownBroadening(theta, group + lane);
        double decay = Math.exp(-Math.PI * broadening * before);
        turnReal[lane] = decay * Math.cos(2 * Math.PI * shift * before);
        turnImaginary[lane] = decay * Math.sin(2 * Math.PI * shift * before);
        decay = Math.exp(-Math.PI * broadening * step);
        stepReal[lane] = decay * Math.cos(2 * Math.PI * shift * step);
        stepImaginary[lane] = decay * Math.sin(2 * Math.PI * shift * step);
      }
    }

    @Override
    public void write(int point, double[] real, double[] imaginary, int at) {
      double a = envelopeReal[point];
      double b = envelopeImaginary[point];
      int from = point * signalCount + group;
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
    public void write(int point, double[] real, double[] imaginary, int at) {
      double t = bank.time(point);
      double envelope = Math.exp(-Math.PI * ownBroadening(theta, signal) * t);
      double angle = 2 * Math.PI * (theta[SHIFT] + ownShift(theta, signal)) * t;
      double cos = envelope * Math.cos(angle);
      double sin = envelope * Math.sin(angle);
      double x = bank.real()[point * signalCount + signal];
      double y = bank.imaginary()[point * signalCount + signal];
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

  /** The Jacobian of model minus data at a point just evaluated, and all inner products. */
  private void derive(State state) {
    double[] theta = state.theta;
    int base = signalCount + 1;
    for (int i = 0; i < size; i++) {
      double angle = theta[PHASE0] + theta[PHASE1] * slope[i];
      double quadrature = dataReal[i] * Math.sin(angle) + dataImaginary[i] * Math.cos(angle);
      z[i * columns + base + PHASE0] = quadrature;
      z[i * columns + base + PHASE1] = quadrature * slope[i];
    }
    sumSignals(state.amplitudes);
    window.transform(this::writePowersOfTime, commonReal, commonImaginary, LANES, 0, LANES);
    for (int i = 0; i < size; i++) {
      int row = i * columns + base;
      int from = (i + MARGIN) * LANES;
      z[row + SHIFT] = -2 * Math.PI * commonImaginary[from];
      z[row + LORENTZ] = -Math.PI * commonReal[from];
      z[row + GAUSS_SQUARED] = -GAUSS * commonReal[from + 1];
      // d/dk exp(-i k t^3) = -i t^3 exp(...): the real part of -i (re + i im) is im.
      z[row + SKEW] = commonImaginary[from + 2];
    }
    if (active > COMMON || anyBackground) {
      differentiate(state.amplitudes);
    }
    innerProducts(base + active);
    reduce(base + active);
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

  private void writePowersOfTime(int point, double[] real, double[] imaginary, int at) {
    double t = bank.time(point);
    Arrays.fill(real, at, at + LANES, 0);
    Arrays.fill(imaginary, at, at + LANES, 0);
    double weight = 1;
    for (int power = 0; power < 3; power++) {
      weight *= t;
      real[at + power] = weight * sumReal[point];
      imaginary[at + power] = weight * sumImaginary[point];
    }
  }

  /**
   * Columns of the individual shifts and widths: the spectrum of t s(t), which is i/(2 pi) times
   * the derivative of the spectrum of s, by central differences of eighth order. Zeros as many as
   * points make that accurate to a percent where the signal has decayed to a third by the end, and
   * a Jacobian needs no more.
   */
  private void differentiate(double[] amplitudes) {
    double scale = 1 / (2 * Math.PI * window.step());
    int shifts = signalCount + 1 + COMMON;
    int widths = shifts + signalCount;
    for (int i = 0; i < size; i++) {
      int from = (i + MARGIN) * signalCount;
      int row = i * columns;
      for (int m = 0; m < signalCount; m++) {
        double a = amplitudes[m] * scale;
        z[row + shifts + m] = -2 * Math.PI * a * difference(spectrumReal, from + m);
        z[row + widths + m] = Math.PI * a * difference(spectrumImaginary, from + m);
      }
      for (int m = 0; m < signalCount; m++) {
        if (background[m]) {
          z[row + signalCount + 1 + SHIFT] += z[row + shifts + m];
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

  /** Z'Z (lower triangle) and U'Z of the first columns. */
  private void innerProducts(int count) {
    for (int i = 0; i < count; i++) {
      Arrays.fill(gram, i * columns, i * columns + i + 1, 0);
    }
    int modes = baseline.modes();
    for (int k = 0; k < modes; k++) {
      Arrays.fill(projected, k * columns, k * columns + count, 0);
    }
    double[] u = baseline.basis();
    int row = 0;
    for (; row + 4 <= size; row += 4) {
      int r0 = row * columns;
      int r1 = r0 + columns;
      int r2 = r1 + columns;
      int r3 = r2 + columns;
      for (int i = 0; i < count; i++) {
        axpy(gram, i * columns, i + 1, r0, r1, r2, r3, z[r0 + i], z[r1 + i], z[r2 + i], z[r3 + i]);
      }
      int u0 = row * modes;
      int u1 = u0 + modes;
      int u2 = u1 + modes;
      int u3 = u2 + modes;
      for (int k = 0; k < modes; k++) {
        axpy(
            projected,
            k * columns,
            count,
            r0,
            r1,
            r2,
            r3,
            u[u0 + k],
            u[u1 + k],
            u[u2 + k],
            u[u3 + k]);
      }
    }
    for (; row < size; row++) {
      int r0 = row * columns;
      for (int i = 0; i < count; i++) {
        axpy(gram, i * columns, i + 1, r0, r0, r0, r0, z[r0 + i], 0, 0, 0);
      }
      for (int k = 0; k < modes; k++) {
        axpy(projected, k * columns, count, r0, r0, r0, r0, u[row * modes + k], 0, 0, 0);
      }
    }
  }

  /** Four scaled rows of Z added to a row of a product; written for the vectoriser. */
  private void axpy(
      double[] target,
      int at,
      int count,
      int r0,
      int r1,
      int r2,
      int r3,
      double s0,
      double s1,
      double s2,
      double s3) {
    for (int j = 0; j < count; j++) {
      target[at + j] += s0 * z[r0 + j] + s1 * z[r1 + j] + s2 * z[r2 + j] + s3 * z[r3 + j];
    }
  }

  /** Lower triangle of Z' S Z at the current stiffness. */
  private void reduce(int count) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(gram, i * columns, reduced, i * columns, i + 1);
    }
    int modes = baseline.modes();
    for (int k = 0; k < modes; k++) {
      double h = passing[k];
      if (h < NEGLIGIBLE) {
        continue;
      }
      int at = k * columns;
      for (int i = 0; i < count; i++) {
        double scale = h * projected[at + i];
        int target = i * columns;
        for (int j = 0; j <= i; j++) {
          reduced[target + j] -= scale * projected[at + j];
        }
      }
    }
  }

  /**
   * One step of the linearised problem at {@code state}, whose inner products are current, into
   * {@code result}; amplitudes stay non-negative, widths too.
   *
   * @return the linearised cost at the solution
   */
  private double step(State state, boolean[] free, double damping, State result) {
    reduce(signalCount + 1 + active);
    boolean[] moving = free.clone();
    for (int attempt = 0; attempt < 3; attempt++) {
      double cost = attemptStep(state, moving, damping, result);
      boolean held = false;
      for (int p : new int[] {LORENTZ, GAUSS_SQUARED}) {
        if (moving[p] && state.theta[p] <= 0 && result.theta[p] < 0) {
          moving[p] = false;
          held = true;
        }
      }
      if (!held) {
        result.theta[LORENTZ] = Math.max(0, result.theta[LORENTZ]);
        result.theta[GAUSS_SQUARED] = Math.max(0, result.theta[GAUSS_SQUARED]);
        return cost;
      }
    }
    result.theta[LORENTZ] = Math.max(0, result.theta[LORENTZ]);
    result.theta[GAUSS_SQUARED] = Math.max(0, result.theta[GAUSS_SQUARED]);
    return Double.NaN;
  }

  private double attemptStep(State state, boolean[] moving, double damping, State result) {
    assemble(state, moving, damping);
    System.arraycopy(state.amplitudes, 0, result.amplitudes, 0, signalCount);
    System.arraycopy(state.passive, 0, result.passive, 0, signalCount);
    nonNegative.solve(eliminated, linear, result.passive, result.amplitudes);
    System.arraycopy(gradient, 0, right, 0, active);
    for (int m = 0; m < signalCount; m++) {
      double a = result.amplitudes[m];
      if (a != 0) {
        for (int p = 0; p < active; p++) {
          right[p] -= a * cross[m * parameters + p];
        }
      }
    }
    DenseCholesky.solve(information, active, right);
    double cost = reduced[dataColumn * columns + dataColumn];
    for (int p = 0; p < active; p++) {
      cost += variance * priorPrecision[p] * state.theta[p] * state.theta[p];
    }
    // The quadratic's value at its constrained minimum: constant - gradient terms.
    double[] g = Arrays.copyOf(gradient, active);
    DenseCholesky.forward(information, active, g);
    for (double value : g) {
      cost -= value * value;
    }
    for (int m = 0; m < signalCount; m++) {
      double a = result.amplitudes[m];
      cost -= 2 * a * linear[m];
      for (int k = 0; k < signalCount; k++) {
        cost += a * result.amplitudes[k] * eliminated[m * signalCount + k];
      }
    }
    for (int p = 0; p < active; p++) {
      result.theta[p] = state.theta[p] + (moving[p] ? right[p] : 0);
    }
    return cost;
  }

  /**
   * Normal equations with the nuisance parameters eliminated: {@code information} is factored,
   * {@code eliminated} and {@code linear} are those of the amplitudes.
   */
  private void assemble(State state, boolean[] moving, double damping) {
    int base = signalCount + 1;
    for (int p = 0; p < active; p++) {
      int row = (base + p) * columns;
      for (int k = 0; k < p; k++) {
        information[p * active + k] = moving[p] && moving[k] ? reduced[row + base + k] : 0;
      }
      double diagonal = reduced[row + base + p];
      information[p * active + p] =
          moving[p]
              ? diagonal * (1 + damping) + variance * priorPrecision[p] * (1 + damping) + tiny(p)
              : 1;
      gradient[p] =
          moving[p] ? reduced[row + dataColumn] - variance * priorPrecision[p] * state.theta[p] : 0;
      for (int m = 0; m < signalCount; m++) {
        cross[m * parameters + p] = moving[p] ? reduced[row + m] : 0;
      }
    }
    if (!DenseCholesky.factor(information, active)) {
      throw new ArithmeticException("the information matrix of the lines is singular");
    }
    // coupled = L^-1 cross', so that eliminated = gram - coupled' coupled.
    double[] g = Arrays.copyOf(gradient, active);
    DenseCholesky.forward(information, active, g);
    double[] rowWork = new double[parameters];
    for (int m = 0; m < signalCount; m++) {
      System.arraycopy(cross, m * parameters, rowWork, 0, active);
      DenseCholesky.forward(information, active, rowWork);
      System.arraycopy(rowWork, 0, coupled, m * parameters, active);
    }
    for (int m = 0; m < signalCount; m++) {
      double sumLinear = reduced[dataColumn * columns + m];
      for (int p = 0; p < active; p++) {
        sumLinear -= coupled[m * parameters + p] * g[p];
      }
      linear[m] = sumLinear;
      for (int k = 0; k <= m; k++) {
        double value = at(m, k) + softGram[m * signalCount + k];
        for (int p = 0; p < active; p++) {
          value -= coupled[m * parameters + p] * coupled[k * parameters + p];
        }
        eliminated[m * signalCount + k] = value;
        eliminated[k * signalCount + m] = value;
      }
    }
  }

  /** Keeps a parameter that nothing depends on (all amplitudes zero) from making a zero pivot. */
  private double tiny(int p) {
    return p < COMMON ? 1e-9 * variance : 0;
  }

  /**
   * The rung of the ladder with the largest restricted marginal likelihood at the linearised
   * problem; from a known rung, the nearest such.
   */
  private int bestBaseline(State state, boolean[] free, int known) {
    double[] kept = passing;
    double[] criteria = new double[ladder.size()];
    Arrays.fill(criteria, Double.NaN);
    int best = Math.max(known, 0);
    if (known < 0) {
      for (int i = 0; i < ladder.estimates(); i++) {
        criteria[i] = criterion(state, free, i);
        best = criteria[i] < criteria[best] ? i : best;
      }
    } else {
      criteria[best] = criterion(state, free, best);
      boolean moved = true;
      while (moved) {
        moved = false;
        for (int next : new int[] {best - 1, best + 1}) {
          if (next >= 0 && next < ladder.estimates() && Double.isNaN(criteria[next])) {
            criteria[next] = criterion(state, free, next);
            if (criteria[next] < criteria[best]) {
              best = next;
              moved = true;
              break;
            }
          }
        }
      }
    }
    passing = kept;
    return best;
  }

  /** Minus twice the log restricted marginal likelihood of a rung, but for a constant. */
  private double criterion(State state, boolean[] free, int rung) {
    passing = ladder.passing(rung);
    trial.copyFrom(state);
    double cost = step(state, free, 0, trial);
    int used = 0;
    for (boolean present : trial.passive) {
      used += present ? 1 : 0;
    }
    return (size - 2 - used) * Math.log(Math.max(cost, size * leastVariance * 1e-3))
        + ladder.logDeterminant(rung)
        + DenseCholesky.logDeterminant(information, active)
        + logDeterminantOfPassive(trial.passive, used);
  }

  private BaselineChoice compareBaselines(State state, boolean[] free, int rung) {
    double[] kept = passing;
    List<BaselineChoice.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < ladder.size(); i++) {
      candidates.add(new BaselineChoice.Candidate(ladder.perPpm(i), criterion(state, free, i)));
    }
    passing = kept;
    return new BaselineChoice(ladder.perPpm(rung), candidates);
  }

  private double logDeterminantOfPassive(boolean[] passive, int used) {
    double[] block = new double[used * used];
    int row = 0;
    for (int m = 0; m < signalCount; m++) {
      if (passive[m]) {
        int column = 0;
        for (int k = 0; k <= m; k++) {
          if (passive[k]) {
            block[row * used + column++] = eliminated[m * signalCount + k];
          }
        }
        row++;
      }
    }
    return DenseCholesky.factor(block, used)
        ? DenseCholesky.logDeterminant(block, used)
        : Double.POSITIVE_INFINITY;
  }

  /** Sets the variance from the residual at the current stiffness; returns that of the residual. */
  private double updateVariance(State state) {
    double[] residual = residual(state);
    double squares = 0;
    for (double value : residual) {
      squares += value * value;
    }
    double dimension = 0;
    for (double h : passing) {
      dimension += h;
    }
    for (double a : state.amplitudes) {
      dimension += a > 0 ? 1 : 0;
    }
    double residualVariance = squares / Math.max(1, size - dimension - COMMON);
    variance = Math.max(residualVariance, leastVariance);
    return squares / size;
  }

  /**
   * The noise known from outside of the signals, and never less than what rounding and the model's
   * own precision make of the data: simulated spectra may have no noise at all.
   */
  private double leastVariance() {
    double squares = 0;
    for (int i = 0; i < size; i++) {
      squares += dataReal[i] * dataReal[i] + dataImaginary[i] * dataImaginary[i];
    }
    return Math.max(
        NOISE_TRUST * knownNoise * knownNoise, MODEL_PRECISION * MODEL_PRECISION * squares / size);
  }

  /** Phased data less components less baseline; needs the columns of the point. */
  private double[] residual(State state) {
    double[] residual = new double[size];
    double[] smooth = smooth(state.amplitudes);
    for (int i = 0; i < size; i++) {
      double value = z[i * columns + dataColumn] - smooth[i];
      for (int m = 0; m < signalCount; m++) {
        value -= state.amplitudes[m] * z[i * columns + m];
      }
      residual[i] = value;
    }
    return residual;
  }

  /** The baseline that belongs to amplitudes. */
  double[] smooth(double[] amplitudes) {
    int modes = baseline.modes();
    double[] coefficients = new double[modes];
    for (int k = 0; k < modes; k++) {
      double value = projected[k * columns + dataColumn];
      for (int m = 0; m < signalCount; m++) {
        value -= amplitudes[m] * projected[k * columns + m];
      }
      coefficients[k] = passing[k] * value;
    }
    double[] smooth = new double[size];
    double[] u = baseline.basis();
    for (int i = 0; i < size; i++) {
      double value = 0;
      for (int k = 0; k < modes; k++) {
        value += u[i * modes + k] * coefficients[k];
      }
      smooth[i] = value;
    }
    return smooth;
  }

  /** One column of the current point, such as a basis signal's unit spectrum or the data. */
  double[] column(int index) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = z[i * columns + index];
    }
    return values;
  }

  double[] ppm() {
    return window.ppm();
  }

  double spectrometerFrequency() {
    return frequency;
  }

  double pivotPpm() {
    return pivotPpm;
  }

  static double phase0(double[] theta) {
    return theta[PHASE0];
  }

  static double phase1(double[] theta) {
    return theta[PHASE1];
  }

  static double shiftHertz(double[] theta) {
    return theta[SHIFT];
  }

  static double lorentz(double[] theta) {
    return theta[LORENTZ];
  }

  static double gauss(double[] theta) {
    return Math.sqrt(theta[GAUSS_SQUARED]);
  }

  static double skew(double[] theta) {
    return theta[SKEW];
  }

  static double ownShift(double[] theta, int signal) {
    return theta[COMMON + signal];
  }

  double ownBroadening(double[] theta, int signal) {
    return theta[COMMON + signalCount + signal];
  }

  /**
   * Expected squares and products of what the estimates are off by, given the data: from the
   * posterior distribution of the amplitudes over all baselines of the ladder, each with the weight
   * of its flattened marginal likelihood (Hoeting 1999, Stat Sci 14:382), with phases, shifts and
   * widths integrated out in the linearised model and amplitudes not negative. As the estimates are
   * the mode at the best baseline, their distance from the mean adds to its covariance.
   */
  private double[] expectedError(State state, boolean[] free, BaselineChoice choice) {
    double[] kept = passing;
    double best = Double.POSITIVE_INFINITY;
    for (BaselineChoice.Candidate candidate : choice.candidates()) {
      best = Math.min(best, candidate.criterion());
    }
    NonNegativePosterior posterior = new NonNegativePosterior(signalCount);
    double[] error = new double[signalCount * signalCount];
    double total = 0;
    for (int rung = 0; rung < ladder.size(); rung++) {
      double weight = Math.exp((best - choice.candidates().get(rung).criterion()) / (2 * TEMPER));
      if (weight < NEGLIGIBLE_WEIGHT) {
        continue;
      }
      passing = ladder.passing(rung);
      reduce(signalCount + 1 + active);
      assemble(state, free, 0);
      if (!posterior.solve(eliminated, linear, variance)) {
        continue;
      }
      total += weight;
      for (int m = 0; m < signalCount; m++) {
        double off = posterior.mean(m) - state.amplitudes[m];
        for (int k = 0; k < signalCount; k++) {
          error[m * signalCount + k] +=
              weight
                  * (posterior.covariance(m, k) + off * (posterior.mean(k) - state.amplitudes[k]));
        }
      }
    }
    passing = kept;
    for (int i = 0; i < error.length; i++) {
      error[i] = total > 0 ? error[i] / total : Double.POSITIVE_INFINITY;
    }
    return error;
  }

  /**
   * The residual's variance with the freedom of phases, shifts and widths counted, which priors
   * restrict: each parameter counts by what the data rather than its prior say of it.
   */
  private double unexplainedVariance(State state, boolean[] free, double residualVariance) {
    reduce(signalCount + 1 + active);
    assemble(state, free, 0);
    double dimension = 0;
    for (double h : passing) {
      dimension += h;
    }
    for (double a : state.amplitudes) {
      dimension += a > 0 ? 1 : 0;
    }
    double[] unit = new double[active];
    for (int p = 0; p < active; p++) {
      Arrays.fill(unit, 0);
      unit[p] = 1;
      DenseCholesky.forward(information, active, unit);
      double inverse = 0;
      for (double value : unit) {
        inverse += value * value;
      }
      dimension += 1 - Math.min(1, variance * priorPrecision[p] * inverse);
    }
    return residualVariance * size / Math.max(1, size - dimension);
  }

  /**
   * The Cram&eacute;r-Rao bound: inverse of the information matrix of all amplitudes and nuisance
   * parameters after elimination of the baseline, with the priors as additional observations, at
   * the chosen baseline and without bounds on the amplitudes.
   */
  private double[] bound(State state, boolean[] free) {
    reduce(signalCount + 1 + active);
    assemble(state, free, 0);
    double[] factor = eliminated.clone();
    for (int m = 0; m < signalCount; m++) {
      factor[m * signalCount + m] *= 1 + 1e-9;
    }
    double[] inverse = new double[signalCount * signalCount];
    if (!DenseCholesky.factor(factor, signalCount)) {
      Arrays.fill(inverse, Double.POSITIVE_INFINITY);
      return inverse;
    }
    double[] unit = new double[signalCount];
    for (int m = 0; m < signalCount; m++) {
      Arrays.fill(unit, 0);
      unit[m] = variance;
      DenseCholesky.solve(factor, signalCount, unit);
      for (int k = 0; k < signalCount; k++) {
        inverse[k * signalCount + m] = unit[k];
      }
    }
    return inverse;
  }
}
