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
  private static final int MARGIN = 4;
  private static final double CONVERGED = 1e-2;

  // The marginal likelihood takes the spline prior for the truth; real baselines are no draws from
  // it. Flattening the weights of the stiffnesses (a power posterior; Grunwald 2012, ALT) restored
  // the coverage of the intervals on simulated spectra.
  private static final double TEMPER = 6;

  // An amplitude at its bound has the variance of a normal distribution cut at its mode, which is
  // 1 - 2/pi of the full one.
  private static final double AT_BOUND = 1 / (1 - 2 / Math.PI);

  private final int signalCount;
  private final int parameters;
  private final int columns;
  private final int dataColumn;
  private final int size;
  private final int points;
  private final double dwellTime;
  private final double frequency;
  private final double[][] signals;
  private final SpectralWindow window;
  private final BaselineSpace baseline;
  private final FitSettings settings;
  private final double knownNoise;
  private final List<String> names;
  // A measured background comes with the linewidth of a brain; it takes the common shift only.
  private final boolean[] background;
  private final double[] priorPrecision;
  private final double[] slope;
  private final double pivotPpm;

  // Time and spectrum work space.
  private final double[][] shaped;
  private final double[] common;
  private final double[] sum;
  private final double[] weighted;
  private final double[][] spectrumReal;
  private final double[][] spectrumImaginary;
  private final double[] dataReal;
  private final double[] dataImaginary;
  private final double[] real;
  private final double[] imaginary;

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

  private double variance;
  // The common parameters only in the first stage, all of them later.
  private int active = COMMON;
  private double[] passing = new double[0];

  GaussNewton(
      List<SignalKind> kinds,
      List<String> names,
      double[][] signals,
      double[] data,
      double dwellTime,
      double frequency,
      SpectralWindow window,
      BaselineSpace baseline,
      FitSettings settings,
      double knownNoise) {
    this.names = names;
    this.signals = signals;
    this.dwellTime = dwellTime;
    this.frequency = frequency;
    this.window = window;
    this.baseline = baseline;
    this.settings = settings;
    this.knownNoise = knownNoise;
    signalCount = signals.length;
    parameters = COMMON + 2 * signalCount;
    dataColumn = signalCount;
    columns = signalCount + 1 + parameters;
    size = window.size();
    points = window.signalPoints();
    pivotPpm = (settings.lowestPpm() + settings.highestPpm()) / 2;
    slope = new double[size];
    for (int i = 0; i < size; i++) {
      slope[i] = window.ppm()[i] - pivotPpm;
    }
    background = new boolean[signalCount];
    for (int m = 0; m < signalCount; m++) {
      background[m] = kinds.get(m) == SignalKind.MEASURED_BACKGROUND;
    }
    priorPrecision = new double[parameters];
    priorPrecision[PHASE1] = precision(settings.phaseSlopeDeviation());
    for (int m = 0; m < signalCount; m++) {
      priorPrecision[COMMON + m] = precision(settings.shiftDeviation(kinds.get(m)) * frequency);
      priorPrecision[COMMON + signalCount + m] =
          precision(settings.broadeningDeviation(names.get(m), kinds.get(m)));
    }
    shaped = new double[signalCount][2 * points];
    common = new double[2 * points];
    sum = new double[2 * points];
    weighted = new double[2 * points];
    spectrumReal = new double[signalCount][size + 2 * MARGIN];
    spectrumImaginary = new double[signalCount][size + 2 * MARGIN];
    dataReal = new double[size];
    dataImaginary = new double[size];
    real = new double[size];
    imaginary = new double[size];
    window.transform(data, 0, dataReal, dataImaginary);
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
  }

  private static double precision(double deviation) {
    return 1 / (deviation * deviation);
  }

  /** What the solver found; arrays are the solver's own. */
  // The solver's own arrays, read once by the summary.
  @SuppressWarnings("ArrayRecordComponent")
  record Solution(
      GaussNewton solver,
      double[] theta,
      double[] amplitudes,
      double variance,
      double residualVariance,
      double knownNoise,
      double[] unconstrained,
      double[] covariance,
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
    variance = leastVariance();
    priorPrecision[SKEW] = skewPrecision(START_LORENTZ);
    passing = baseline.passing(baseline.stiffnessFor(START_PER_PPM * range));
    boolean[] free = new boolean[parameters];
    free[PHASE0] = true;
    free[SHIFT] = true;
    free[LORENTZ] = true;
    int iterations = 0;
    State state = new State(parameters, signalCount);
    state.cost = Double.POSITIVE_INFINITY;
    for (ReferenceSearch.Start start : starts) {
      State trial = new State(parameters, signalCount);
      trial.theta[PHASE0] = -start.phase();
      trial.theta[SHIFT] = start.shiftHertz();
      trial.theta[LORENTZ] = START_LORENTZ;
      iterations += descend(trial, free, 8);
      if (trial.cost < state.cost) {
        state.copyFrom(trial);
      }
    }
    softPriors(state.amplitudes);
    evaluate(state);
    Arrays.fill(free, true);
    active = parameters;
    updateVariance(state);
    double stiffness = 0;
    BaselineChoice choice = new BaselineChoice(START_PER_PPM, List.of());
    boolean converged = false;
    for (int round = 0; round < 3 && !converged; round++) {
      derive(state);
      priorPrecision[SKEW] =
          skewPrecision(state.theta[LORENTZ] + Math.sqrt(state.theta[GAUSS_SQUARED]));
      BaselineChoice next = chooseBaseline(state, free, range);
      double nextStiffness = baseline.stiffnessFor(next.effectiveDimensionPerPpm() * range);
      boolean same = Math.abs(Math.log(nextStiffness / Math.max(stiffness, 1e-300))) < 1e-6;
      choice = next;
      if (same) {
        converged = true;
        break;
      }
      stiffness = nextStiffness;
      passing = baseline.passing(stiffness);
      int taken = descend(state, free, settings.maxIterations());
      iterations += taken;
      converged = round == 2 && taken < settings.maxIterations();
      updateVariance(state);
    }
    evaluate(state);
    derive(state);
    double residualVariance = updateVariance(state);
    double[] spread = baselineSpread(state, free, choice, range);
    double[] unconstrained = covariance(state, free, 1);
    double[] covariance = covariance(state, free, AT_BOUND);
    for (int i = 0; i < spread.length; i++) {
      unconstrained[i] += spread[i];
      covariance[i] += spread[i];
    }
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
        unconstrained,
        covariance,
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

  /** Damped steps until the cost settles. Returns the number of iterations. */
  private int descend(State state, boolean[] free, int limit) {
    State trial = new State(parameters, signalCount);
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
      if (!accepted || before - state.cost < CONVERGED * variance) {
        return iteration;
      }
    }
    return limit;
  }

  /** Spectra, amplitudes and cost of a point. Leaves the shaped time signals for the Jacobian. */
  private void evaluate(State state) {
    double[] theta = state.theta;
    shape(theta);
    for (int m = 0; m < signalCount; m++) {
      window.transform(shaped[m], MARGIN, spectrumReal[m], spectrumImaginary[m]);
      setSignal(m);
    }
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

  /** Basis signals with the phases, shifts and widths of a point. */
  private void shape(double[] theta) {
    double omega = 2 * Math.PI * theta[SHIFT];
    double lorentz = Math.PI * theta[LORENTZ];
    double gauss = GAUSS * theta[GAUSS_SQUARED];
    double skew = theta[SKEW];
    for (int n = 0; n < points; n++) {
      double t = n * dwellTime;
      double envelope = Math.exp(-lorentz * t - gauss * t * t);
      double angle = omega * t - skew * t * t * t;
      common[2 * n] = envelope * Math.cos(angle);
      common[2 * n + 1] = envelope * Math.sin(angle);
    }
    for (int m = 0; m < signalCount; m++) {
      double[] source = signals[m];
      double[] target = shaped[m];
      double shift = theta[COMMON + m];
      double broadening = theta[COMMON + signalCount + m];
      if (background[m]) {
        modulate(source, target, shift + theta[SHIFT], broadening);
        continue;
      }
      if (shift == 0 && broadening == 0) {
        for (int i = 0; i < 2 * points; i += 2) {
          target[i] = source[i] * common[i] - source[i + 1] * common[i + 1];
          target[i + 1] = source[i] * common[i + 1] + source[i + 1] * common[i];
        }
        continue;
      }
      double decay = Math.exp(-Math.PI * broadening * dwellTime);
      double stepRe = decay * Math.cos(2 * Math.PI * shift * dwellTime);
      double stepIm = decay * Math.sin(2 * Math.PI * shift * dwellTime);
      double re = 1;
      double im = 0;
      for (int i = 0; i < 2 * points; i += 2) {
        double a = re * common[i] - im * common[i + 1];
        double b = re * common[i + 1] + im * common[i];
        target[i] = source[i] * a - source[i + 1] * b;
        target[i + 1] = source[i] * b + source[i + 1] * a;
        double next = re * stepRe - im * stepIm;
        im = re * stepIm + im * stepRe;
        re = next;
      }
    }
  }

  private void modulate(double[] source, double[] target, double hertz, double broadening) {
    for (int n = 0; n < points; n++) {
      double t = n * dwellTime;
      double envelope = Math.exp(-Math.PI * broadening * t);
      double cos = envelope * Math.cos(2 * Math.PI * hertz * t);
      double sin = envelope * Math.sin(2 * Math.PI * hertz * t);
      target[2 * n] = source[2 * n] * cos - source[2 * n + 1] * sin;
      target[2 * n + 1] = source[2 * n] * sin + source[2 * n + 1] * cos;
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
    boolean individual = active > COMMON;
    Arrays.fill(sum, 0);
    clearColumn(base + SHIFT);
    for (int m = 0; m < signalCount; m++) {
      double a = state.amplitudes[m];
      if (individual) {
        clearColumn(base + COMMON + m);
        clearColumn(base + COMMON + signalCount + m);
      }
      if (a == 0) {
        continue;
      }
      if (!background[m]) {
        double[] source = shaped[m];
        for (int i = 0; i < 2 * points; i++) {
          sum[i] += a * source[i];
        }
      }
      if (individual || background[m]) {
        differentiate(m);
        if (individual) {
          addColumn(base + COMMON + m, imaginary, -2 * Math.PI * a);
          addColumn(base + COMMON + signalCount + m, real, -Math.PI * a);
        }
        if (background[m]) {
          addColumn(base + SHIFT, imaginary, -2 * Math.PI * a);
        }
      }
    }
    timesTime(sum, weighted);
    window.transform(weighted, 0, real, imaginary);
    addColumn(base + SHIFT, imaginary, -2 * Math.PI);
    setColumn(base + LORENTZ, real, -Math.PI);
    timesTime(weighted, sum);
    window.transform(sum, 0, real, imaginary);
    setColumn(base + GAUSS_SQUARED, real, -GAUSS);
    timesTime(sum, weighted);
    window.transform(weighted, 0, real, imaginary);
    // d/dk exp(-i k t^3) = -i t^3 exp(...): the real part of -i (re + i im) is im.
    setColumn(base + SKEW, imaginary, 1);
    innerProducts(base + active);
    reduce(base + active);
  }

  /**
   * The spectrum of t s(t) of a signal, which is i/(2 pi) times the derivative of its spectrum, by
   * central differences of eighth order. Zeros as many as points make that accurate to a percent
   * where the signal has decayed to a third by the end, and a Jacobian needs no more.
   */
  private void differentiate(int m) {
    double scale = 1 / (2 * Math.PI * window.step());
    double[] re = spectrumReal[m];
    double[] im = spectrumImaginary[m];
    for (int i = 0; i < size; i++) {
      int at = i + MARGIN;
      real[i] = -scale * difference(im, at);
      imaginary[i] = scale * difference(re, at);
    }
  }

  private static double difference(double[] values, int at) {
    return 4.0 / 5 * (values[at + 1] - values[at - 1])
        - 1.0 / 5 * (values[at + 2] - values[at - 2])
        + 4.0 / 105 * (values[at + 3] - values[at - 3])
        - 1.0 / 280 * (values[at + 4] - values[at - 4]);
  }

  private void timesTime(double[] source, double[] target) {
    for (int n = 0; n < points; n++) {
      double t = n * dwellTime;
      target[2 * n] = t * source[2 * n];
      target[2 * n + 1] = t * source[2 * n + 1];
    }
  }

  private void setSignal(int m) {
    double[] values = spectrumReal[m];
    for (int i = 0; i < size; i++) {
      z[i * columns + m] = values[MARGIN + i];
    }
  }

  private void setColumn(int column, double[] values, double scale) {
    for (int i = 0; i < size; i++) {
      z[i * columns + column] = scale * values[i];
    }
  }

  private void addColumn(int column, double[] values, double scale) {
    for (int i = 0; i < size; i++) {
      z[i * columns + column] += scale * values[i];
    }
  }

  private void clearColumn(int column) {
    for (int i = 0; i < size; i++) {
      z[i * columns + column] = 0;
    }
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

  /** The stiffness with the largest restricted marginal likelihood at the linearised problem. */
  private BaselineChoice chooseBaseline(State state, boolean[] free, double range) {
    double[] kept = passing;
    List<BaselineChoice.Candidate> candidates = new ArrayList<>();
    BaselineChoice.Candidate best = null;
    State trial = new State(parameters, signalCount);
    int count = settings.stiffnessCandidates();
    for (int i = 0; i < count; i++) {
      double perPpm =
          settings.stiffest()
              * Math.pow(settings.mostFlexible() / settings.stiffest(), (double) i / (count - 1));
      double stiffness = baseline.stiffnessFor(perPpm * range);
      passing = baseline.passing(stiffness);
      trial.copyFrom(state);
      double cost = step(state, free, 0, trial);
      int used = 0;
      for (boolean active : trial.passive) {
        used += active ? 1 : 0;
      }
      double criterion =
          (size - 2 - used) * Math.log(Math.max(cost, size * leastVariance() * 1e-3))
              + baseline.logDeterminant(stiffness)
              + DenseCholesky.logDeterminant(information, active)
              + logDeterminantOfPassive(trial.passive, used);
      BaselineChoice.Candidate candidate = new BaselineChoice.Candidate(perPpm, criterion);
      candidates.add(candidate);
      if (best == null || criterion < best.criterion()) {
        best = candidate;
      }
    }
    passing = kept;
    if (best == null) {
      throw new IllegalStateException("no baseline was compared");
    }
    return new BaselineChoice(best.effectiveDimensionPerPpm(), candidates);
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
    variance = Math.max(residualVariance, leastVariance());
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
   * Covariance of the amplitudes over baselines, each weighted by its marginal likelihood (the
   * other term of the law of total variance).
   */
  private double[] baselineSpread(
      State state, boolean[] free, BaselineChoice choice, double range) {
    double[] kept = passing;
    double best = Double.POSITIVE_INFINITY;
    for (BaselineChoice.Candidate candidate : choice.candidates()) {
      best = Math.min(best, candidate.criterion());
    }
    double total = 0;
    double[] spread = new double[signalCount * signalCount];
    State trial = new State(parameters, signalCount);
    for (BaselineChoice.Candidate candidate : choice.candidates()) {
      double weight = Math.exp((best - candidate.criterion()) / (2 * TEMPER));
      total += weight;
      if (weight < 1e-3) {
        continue;
      }
      passing =
          baseline.passing(baseline.stiffnessFor(candidate.effectiveDimensionPerPpm() * range));
      trial.copyFrom(state);
      step(state, free, 0, trial);
      for (int m = 0; m < signalCount; m++) {
        for (int k = 0; k < signalCount; k++) {
          spread[m * signalCount + k] +=
              weight
                  * (trial.amplitudes[m] - state.amplitudes[m])
                  * (trial.amplitudes[k] - state.amplitudes[k]);
        }
      }
    }
    passing = kept;
    for (int i = 0; i < spread.length; i++) {
      spread[i] /= total;
    }
    return spread;
  }

  /**
   * Covariance of the amplitudes: inverse of the information matrix of all amplitudes and nuisance
   * parameters after elimination of the baseline, with the priors as additional observations.
   *
   * @param atBound factor on the information of an amplitude that is zero
   */
  private double[] covariance(State state, boolean[] free, double atBound) {
    reduce(signalCount + 1 + active);
    assemble(state, free, 0);
    double[] factor = eliminated.clone();
    for (int m = 0; m < signalCount; m++) {
      factor[m * signalCount + m] *= (state.amplitudes[m] > 0 ? 1 : atBound) * (1 + 1e-9);
    }
    double[] covariance = new double[signalCount * signalCount];
    if (!DenseCholesky.factor(factor, signalCount)) {
      Arrays.fill(covariance, Double.POSITIVE_INFINITY);
      return covariance;
    }
    double[] unit = new double[signalCount];
    for (int m = 0; m < signalCount; m++) {
      Arrays.fill(unit, 0);
      unit[m] = variance;
      DenseCholesky.solve(factor, signalCount, unit);
      for (int k = 0; k < signalCount; k++) {
        covariance[k * signalCount + m] = unit[k];
      }
    }
    return covariance;
  }
}
