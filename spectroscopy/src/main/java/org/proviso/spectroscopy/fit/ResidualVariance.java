package org.proviso.spectroscopy.fit;

/**
 * Stage 7 of a fit: the variance of a spectral point, from the noise and from what is left over.
 */
final class ResidualVariance {

  // The noise of a scanner's filtered edges may be estimated too large.
  private static final double NOISE_TRUST = 0.8;
  private static final double MODEL_PRECISION = 1e-4;

  private final ModelColumns model;
  private final NormalEquations equations;
  private final LinearizedProblem problem;
  private final Conditions conditions;
  private final double[] priorPrecision;
  private final double[] z;
  private final int size;
  private final int columns;
  private final int signalCount;
  private final int dataColumn;
  private final double knownNoise;
  private final double leastVariance;

  ResidualVariance(
      ModelColumns model,
      NormalEquations equations,
      LinearizedProblem problem,
      Conditions conditions,
      Nuisance nuisance,
      double knownNoise) {
    this.model = model;
    this.equations = equations;
    this.problem = problem;
    this.conditions = conditions;
    this.knownNoise = knownNoise;
    priorPrecision = nuisance.priorPrecision();
    z = model.z();
    size = model.size();
    columns = model.columns();
    signalCount = model.signalCount();
    dataColumn = signalCount;
    leastVariance = leastVariance();
  }

  /** The least that is ever taken for it. */
  double least() {
    return leastVariance;
  }

  /** Sets the variance from the residual at the current stiffness; returns that of the residual. */
  double update(Point point) {
    double[] residual = residual(point);
    double squares = 0;
    for (double value : residual) {
      squares += value * value;
    }
    double dimension = 0;
    for (double h : conditions.passing) {
      dimension += h;
    }
    for (double a : point.amplitudes) {
      dimension += a > 0 ? 1 : 0;
    }
    double residualVariance = squares / Math.max(1, size - dimension - Nuisance.COMMON);
    conditions.variance = Math.max(residualVariance, leastVariance);
    return squares / size;
  }

  /**
   * The noise known from outside of the signals, and never less than what rounding and the model's
   * own precision make of the data: simulated spectra may have no noise at all.
   */
  private double leastVariance() {
    return Math.max(
        NOISE_TRUST * knownNoise * knownNoise,
        MODEL_PRECISION * MODEL_PRECISION * model.energy() / size);
  }

  /** Phased data less components less baseline; needs the columns of the point. */
  private double[] residual(Point point) {
    double[] residual = new double[size];
    double[] smooth = equations.smooth(point.amplitudes, conditions.passing);
    for (int i = 0; i < size; i++) {
      double value = z[i * columns + dataColumn] - smooth[i];
      for (int m = 0; m < signalCount; m++) {
        value -= point.amplitudes[m] * z[i * columns + m];
      }
      residual[i] = value;
    }
    return residual;
  }

  /**
   * The residual's variance with the freedom of phases, shifts and widths counted, which priors
   * restrict: each parameter counts by what the data rather than its prior say of it.
   */
  double unexplained(Point point, boolean[] free, double residualVariance) {
    problem.eliminate(point, free);
    double dimension = 0;
    for (double h : conditions.passing) {
      dimension += h;
    }
    for (double a : point.amplitudes) {
      dimension += a > 0 ? 1 : 0;
    }
    for (int p = 0; p < conditions.active; p++) {
      dimension +=
          1 - Math.min(1, conditions.variance * priorPrecision[p] * problem.inverseDiagonal(p));
    }
    return residualVariance * size / Math.max(1, size - dimension);
  }
}
