package org.proviso.spectroscopy.fit;

import java.util.Arrays;
import java.util.List;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * The numerical fit of one spectrum, stage by stage as {@link LinearCombinationFit} numbers them;
 * serves one call of {@link #solve}.
 */
final class SpectrumSolver {

  private static final double START_LORENTZ = 4;
  private static final double START_PER_PPM = 3;
  private static final int START_ITERATIONS = 8;
  private static final double CONVERGED = 1e-2;
  // The first descent finds where to start from.
  private static final double CONVERGED_ROUGHLY = 1;
  private static final int ROUNDS = 3;

  private final int signalCount;
  private final BaselineLadder ladder;
  private final FitSettings settings;
  private final double knownNoise;
  private final Nuisance nuisance;
  private final Conditions conditions = new Conditions();
  private final ModelColumns model;
  private final NormalEquations equations;
  private final RatioPriors priors;
  private final LinearizedProblem problem;
  private final GaussNewton descent;
  private final ResidualVariance variance;
  private final BaselineSelection selection;
  private final ErrorAnalysis errors;

  SpectrumSolver(
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
    this.ladder = ladder;
    this.settings = settings;
    this.knownNoise = knownNoise;
    signalCount = bank.count();
    nuisance = new Nuisance(kinds, names, frequency, settings);
    model =
        new ModelColumns(
            kinds,
            nuisance,
            bank,
            data,
            window,
            (settings.lowestPpm() + settings.highestPpm()) / 2);
    equations = new NormalEquations(model, baseline);
    priors = new RatioPriors(names);
    problem = new LinearizedProblem(equations, nuisance, priors, conditions);
    descent = new GaussNewton(model, equations, problem, nuisance, priors, conditions);
    variance = new ResidualVariance(model, equations, problem, conditions, nuisance, knownNoise);
    selection =
        new BaselineSelection(
            problem, ladder, conditions, nuisance, model.size(), variance.least());
    errors = new ErrorAnalysis(problem, ladder, conditions, nuisance);
  }

  Solution solve(List<ReferenceSearch.Start> starts) {
    conditions.variance = variance.least();
    nuisance.expectSkewness(START_LORENTZ);
    conditions.passing = ladder.passing(ladder.nearest(START_PER_PPM));

    // Stages 2 to 5 with what is common to all lines, from each start.
    boolean[] free = new boolean[nuisance.count()];
    free[Nuisance.PHASE0] = true;
    free[Nuisance.SHIFT] = true;
    free[Nuisance.LORENTZ] = true;
    int iterations = 0;
    Point point = new Point(nuisance.count(), signalCount);
    point.cost = Double.POSITIVE_INFINITY;
    for (ReferenceSearch.Start start : starts) {
      Point begin = new Point(nuisance.count(), signalCount);
      begin.theta[Nuisance.PHASE0] = -start.phase();
      begin.theta[Nuisance.SHIFT] = start.shiftHertz();
      begin.theta[Nuisance.LORENTZ] = START_LORENTZ;
      iterations += descent.descend(begin, free, START_ITERATIONS, CONVERGED_ROUGHLY);
      if (begin.cost < point.cost) {
        point.copyFrom(begin);
      }
    }
    priors.renew(point.amplitudes, conditions.variance);
    descent.evaluate(point);

    // The same with all parameters, in turn with the stiffness of the baseline (stage 6).
    Arrays.fill(free, true);
    conditions.active = nuisance.count();
    variance.update(point);
    int rung = -1;
    boolean converged = false;
    for (int round = 0; round < ROUNDS && !converged; round++) {
      descent.derive(point);
      nuisance.expectSkewness(Nuisance.lorentz(point.theta) + Nuisance.gauss(point.theta));
      int next = selection.best(point, free, rung);
      if (next == rung) {
        converged = true;
        break;
      }
      rung = next;
      conditions.passing = ladder.passing(rung);
      int taken = descent.descend(point, free, settings.maxIterations(), CONVERGED);
      iterations += taken;
      converged = round == ROUNDS - 1 && taken < settings.maxIterations();
      variance.update(point);
    }
    descent.evaluate(point);
    descent.derive(point);

    // Stages 7 and 8.
    double residualVariance = variance.update(point);
    conditions.variance =
        Math.max(conditions.variance, variance.unexplained(point, free, residualVariance));
    BaselineChoice choice = selection.compare(point, free, rung);
    ErrorAnalysis.Posterior posterior = errors.posterior(point, free, choice);
    double[] bound = errors.bound(point, free);
    double[] boundOfKnownShapes = errors.bound(point, new boolean[nuisance.count()]);
    return new Solution(
        model,
        equations.smooth(posterior.mean(), conditions.passing),
        nuisance,
        point.theta,
        posterior.mean(),
        conditions.variance,
        residualVariance,
        knownNoise,
        bound,
        boundOfKnownShapes,
        posterior.error(),
        posterior.admissible(),
        choice,
        iterations,
        converged);
  }
}
