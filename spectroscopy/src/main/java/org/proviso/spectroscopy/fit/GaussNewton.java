package org.proviso.spectroscopy.fit;

/**
 * Stage 5 of a fit: damped Gauss-Newton steps from a starting point down to where the cost settles.
 */
final class GaussNewton {

  private final ModelColumns model;
  private final NormalEquations equations;
  private final LinearizedProblem problem;
  private final RatioPriors priors;
  private final Conditions conditions;
  private final Point trial;

  GaussNewton(
      ModelColumns model,
      NormalEquations equations,
      LinearizedProblem problem,
      Nuisance nuisance,
      RatioPriors priors,
      Conditions conditions) {
    this.model = model;
    this.equations = equations;
    this.problem = problem;
    this.priors = priors;
    this.conditions = conditions;
    trial = new Point(nuisance.count(), nuisance.signalCount());
  }

  /**
   * Damped steps until the cost settles to within a part of the variance. Returns the number of
   * iterations.
   */
  int descend(Point point, boolean[] free, int limit, double settled) {
    priors.renew(point.amplitudes, conditions.variance);
    evaluate(point);
    double damping = 0;
    for (int iteration = 1; iteration <= limit; iteration++) {
      derive(point);
      boolean accepted = false;
      double before = point.cost;
      for (int attempt = 0; attempt < 8; attempt++) {
        trial.copyFrom(point);
        problem.step(point, free, damping, trial);
        evaluate(trial);
        if (trial.cost <= point.cost * (1 + 1e-12)) {
          point.copyFrom(trial);
          damping = damping < 1e-4 ? 0 : damping / 10;
          accepted = true;
          break;
        }
        damping = damping == 0 ? 1e-3 : damping * 10;
        evaluate(point);
        derive(point);
      }
      if (!accepted || before - point.cost < settled * conditions.variance) {
        return iteration;
      }
    }
    return limit;
  }

  /** Columns, amplitudes and cost of a point. */
  void evaluate(Point point) {
    model.evaluate(point.theta);
    int count = model.signalCount() + 1;
    equations.form(count);
    equations.reduce(count, conditions.passing);
    problem.amplitudes(point);
    point.cost = problem.cost(point);
  }

  /** The linearized problem at a point just evaluated. */
  void derive(Point point) {
    model.differentiate(point, conditions.active);
    int count = model.signalCount() + 1 + conditions.active;
    equations.form(count);
    equations.reduce(count, conditions.passing);
  }
}
