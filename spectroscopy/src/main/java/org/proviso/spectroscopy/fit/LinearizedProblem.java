package org.proviso.spectroscopy.fit;

import java.util.Arrays;

/**
 * Stage 4 of a fit: the problem linearized at a point. Amplitudes cannot be negative; the
 * parameters of the lines are eliminated from their normal equations (variable projection, Golub
 * and Pereyra 1973, SIAM J Numer Anal 10:413).
 */
final class LinearizedProblem {

  private final NormalEquations equations;
  private final RatioPriors priors;
  private final Conditions conditions;
  private final int signalCount;
  private final int parameters;
  private final int columns;
  private final int dataColumn;
  private final double[] priorPrecision;
  private final double[] reduced;
  private final double[] eliminated;
  private final double[] information;
  private final double[] cross;
  private final double[] coupled;
  private final double[] right;
  private final double[] linear;
  private final double[] gradient;
  private final double[] unit;
  private final double[] amplitudeGram;
  private final NonNegativeLeastSquares nonNegative;

  LinearizedProblem(
      NormalEquations equations, Nuisance nuisance, RatioPriors priors, Conditions conditions) {
    this.equations = equations;
    this.priors = priors;
    this.conditions = conditions;
    signalCount = nuisance.signalCount();
    parameters = nuisance.count();
    columns = equations.columns();
    dataColumn = signalCount;
    priorPrecision = nuisance.priorPrecision();
    reduced = equations.reduced();
    eliminated = new double[signalCount * signalCount];
    information = new double[parameters * parameters];
    cross = new double[signalCount * parameters];
    coupled = new double[signalCount * parameters];
    right = new double[parameters];
    linear = new double[signalCount];
    gradient = new double[parameters];
    unit = new double[parameters];
    amplitudeGram = new double[signalCount * signalCount];
    nonNegative = new NonNegativeLeastSquares(signalCount);
  }

  /** The amplitudes of a point whose columns are current, with the lines held. */
  void amplitudes(Point point) {
    for (int m = 0; m < signalCount; m++) {
      linear[m] = reduced[dataColumn * columns + m];
      for (int k = 0; k < signalCount; k++) {
        amplitudeGram[m * signalCount + k] = equations.at(m, k) + priors.at(m, k);
      }
    }
    nonNegative.solve(amplitudeGram, linear, point.passive, point.amplitudes);
  }

  /** The cost of a point with the amplitudes just found. */
  double cost(Point point) {
    double cost = reduced[dataColumn * columns + dataColumn];
    for (int m = 0; m < signalCount; m++) {
      double a = point.amplitudes[m];
      if (a != 0) {
        cost -= 2 * a * reduced[dataColumn * columns + m];
        for (int k = 0; k < signalCount; k++) {
          cost += a * point.amplitudes[k] * amplitudeGram[m * signalCount + k];
        }
      }
    }
    for (int p = 0; p < parameters; p++) {
      cost += conditions.variance * priorPrecision[p] * point.theta[p] * point.theta[p];
    }
    return cost;
  }

  /** Normal equations of the amplitudes alone, with all parameters that may move eliminated. */
  void eliminate(Point point, boolean[] free) {
    equations.reduce(signalCount + 1 + conditions.active, conditions.passing);
    assemble(point, free, 0);
  }

  /** Log determinant of the information on the parameters of the last step. */
  double logDeterminantOfLines() {
    return DenseCholesky.logDeterminant(information, conditions.active);
  }

  /** Information matrix of the amplitudes of the last step, row by row; not to be changed. */
  double[] eliminated() {
    return eliminated;
  }

  /** Right-hand side that belongs to {@link #eliminated}; not to be changed. */
  double[] linear() {
    return linear;
  }

  /** Diagonal entry of the inverse of the factored information on the parameters. */
  double inverseDiagonal(int p) {
    Arrays.fill(unit, 0, conditions.active, 0);
    unit[p] = 1;
    DenseCholesky.forward(information, conditions.active, unit);
    double inverse = 0;
    for (int i = 0; i < conditions.active; i++) {
      inverse += unit[i] * unit[i];
    }
    return inverse;
  }

  /**
   * One step of the linearised problem at {@code point}, whose inner products are current, into
   * {@code result}; amplitudes stay non-negative, widths too.
   *
   * @return the linearised cost at the solution
   */
  double step(Point point, boolean[] free, double damping, Point result) {
    equations.reduce(signalCount + 1 + conditions.active, conditions.passing);
    boolean[] moving = free.clone();
    for (int attempt = 0; attempt < 3; attempt++) {
      double cost = attemptStep(point, moving, damping, result);
      boolean held = false;
      for (int p : new int[] {Nuisance.LORENTZ, Nuisance.GAUSS_SQUARED}) {
        if (moving[p] && point.theta[p] <= 0 && result.theta[p] < 0) {
          moving[p] = false;
          held = true;
        }
      }
      if (!held) {
        result.theta[Nuisance.LORENTZ] = Math.max(0, result.theta[Nuisance.LORENTZ]);
        result.theta[Nuisance.GAUSS_SQUARED] = Math.max(0, result.theta[Nuisance.GAUSS_SQUARED]);
        return cost;
      }
    }
    result.theta[Nuisance.LORENTZ] = Math.max(0, result.theta[Nuisance.LORENTZ]);
    result.theta[Nuisance.GAUSS_SQUARED] = Math.max(0, result.theta[Nuisance.GAUSS_SQUARED]);
    return Double.NaN;
  }

  private double attemptStep(Point point, boolean[] moving, double damping, Point result) {
    assemble(point, moving, damping);
    System.arraycopy(point.amplitudes, 0, result.amplitudes, 0, signalCount);
    System.arraycopy(point.passive, 0, result.passive, 0, signalCount);
    nonNegative.solve(eliminated, linear, result.passive, result.amplitudes);
    System.arraycopy(gradient, 0, right, 0, conditions.active);
    for (int m = 0; m < signalCount; m++) {
      double a = result.amplitudes[m];
      if (a != 0) {
        for (int p = 0; p < conditions.active; p++) {
          right[p] -= a * cross[m * parameters + p];
        }
      }
    }
    DenseCholesky.solve(information, conditions.active, right);
    double cost = reduced[dataColumn * columns + dataColumn];
    for (int p = 0; p < conditions.active; p++) {
      cost += conditions.variance * priorPrecision[p] * point.theta[p] * point.theta[p];
    }
    // The quadratic's value at its constrained minimum: constant - gradient terms.
    double[] g = Arrays.copyOf(gradient, conditions.active);
    DenseCholesky.forward(information, conditions.active, g);
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
    for (int p = 0; p < conditions.active; p++) {
      result.theta[p] = point.theta[p] + (moving[p] ? right[p] : 0);
    }
    return cost;
  }

  /**
   * Normal equations with the nuisance parameters eliminated: {@code information} is factored,
   * {@code eliminated} and {@code linear} are those of the amplitudes.
   */
  private void assemble(Point point, boolean[] moving, double damping) {
    int base = signalCount + 1;
    for (int p = 0; p < conditions.active; p++) {
      int row = (base + p) * columns;
      for (int k = 0; k < p; k++) {
        information[p * conditions.active + k] =
            moving[p] && moving[k] ? reduced[row + base + k] : 0;
      }
      double diagonal = reduced[row + base + p];
      information[p * conditions.active + p] =
          moving[p]
              ? diagonal * (1 + damping)
                  + conditions.variance * priorPrecision[p] * (1 + damping)
                  + tiny(p)
              : 1;
      gradient[p] =
          moving[p]
              ? reduced[row + dataColumn] - conditions.variance * priorPrecision[p] * point.theta[p]
              : 0;
      for (int m = 0; m < signalCount; m++) {
        cross[m * parameters + p] = moving[p] ? reduced[row + m] : 0;
      }
    }
    if (!DenseCholesky.factor(information, conditions.active)) {
      throw new ArithmeticException("the information matrix of the lines is singular");
    }
    // coupled = L^-1 cross', so that eliminated = gram - coupled' coupled.
    double[] g = Arrays.copyOf(gradient, conditions.active);
    DenseCholesky.forward(information, conditions.active, g);
    double[] rowWork = new double[parameters];
    for (int m = 0; m < signalCount; m++) {
      System.arraycopy(cross, m * parameters, rowWork, 0, conditions.active);
      DenseCholesky.forward(information, conditions.active, rowWork);
      System.arraycopy(rowWork, 0, coupled, m * parameters, conditions.active);
    }
    for (int m = 0; m < signalCount; m++) {
      double sumLinear = reduced[dataColumn * columns + m];
      for (int p = 0; p < conditions.active; p++) {
        sumLinear -= coupled[m * parameters + p] * g[p];
      }
      linear[m] = sumLinear;
      for (int k = 0; k <= m; k++) {
        double value = equations.at(m, k) + priors.at(m, k);
        for (int p = 0; p < conditions.active; p++) {
          value -= coupled[m * parameters + p] * coupled[k * parameters + p];
        }
        eliminated[m * signalCount + k] = value;
        eliminated[k * signalCount + m] = value;
      }
    }
  }

  /** Keeps a parameter that nothing depends on (all amplitudes zero) from making a zero pivot. */
  private double tiny(int p) {
    return p < Nuisance.COMMON ? 1e-9 * conditions.variance : 0;
  }
}
