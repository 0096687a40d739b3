package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stage 8 of a fit: what the amplitudes are off by, and their bounds. */
final class ErrorAnalysis {

  // The marginal likelihood takes the spline prior for the truth; real baselines are no draws from
  // it, and the likelihood of a wrong prior is too sure of its best member. Weights are flattened
  // by this power (power posterior; Grunwald 2012, Lect Notes Comput Sci 7568:169). Chosen on
  // simulated spectra, whose baselines are no splines either.
  private static final double TEMPER = 6;
  // Baselines of less weight than this in the average are left out of it.
  private static final double NEGLIGIBLE_WEIGHT = 1e-3;
  // The data do not exclude a baseline of so much of the best one's weight.
  private static final double ADMISSIBLE_WEIGHT = 0.1;

  private final LinearizedProblem problem;
  private final BaselineLadder ladder;
  private final Conditions conditions;
  private final int signalCount;

  ErrorAnalysis(
      LinearizedProblem problem, BaselineLadder ladder, Conditions conditions, Nuisance nuisance) {
    this.problem = problem;
    this.ladder = ladder;
    this.conditions = conditions;
    signalCount = nuisance.signalCount();
  }

  /**
   * What the data say of the amplitudes over all baselines.
   *
   * @param mean of each amplitude
   * @param error expected squares and products of what the means are off by
   * @param admissible means at each baseline that the data do not exclude, and at all that an
   *     estimate may use where they do not tell them apart
   */
  // Handed on to the summary, not compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Posterior(double[] mean, double[] error, List<double[]> admissible) {}

  /**
   * The posterior distribution of the amplitudes over all baselines of the ladder, each with the
   * weight of its flattened marginal likelihood (Hoeting 1999, Stat Sci 14:382), with phases,
   * shifts and widths integrated out in the linearised model and amplitudes not negative.
   */
  Posterior posterior(Point point, boolean[] free, BaselineChoice choice) {
    double[] kept = conditions.passing;
    double best = Double.POSITIVE_INFINITY;
    for (BaselineChoice.Candidate candidate : choice.candidates()) {
      best = Math.min(best, candidate.criterion());
    }
    NonNegativePosterior posterior = new NonNegativePosterior(signalCount);
    double[] mean = new double[signalCount];
    double[] products = new double[signalCount * signalCount];
    List<double[]> admissible = new ArrayList<>();
    double total = 0;
    for (int rung = 0; rung < ladder.size(); rung++) {
      double weight = Math.exp((best - choice.candidates().get(rung).criterion()) / (2 * TEMPER));
      if (weight < NEGLIGIBLE_WEIGHT) {
        continue;
      }
      conditions.passing = ladder.passing(rung);
      problem.eliminate(point, free);
      if (!posterior.solve(problem.eliminated(), problem.linear(), conditions.variance)) {
        continue;
      }
      double[] here = new double[signalCount];
      for (int m = 0; m < signalCount; m++) {
        here[m] = posterior.mean(m);
        mean[m] += weight * here[m];
        for (int k = 0; k < signalCount; k++) {
          products[m * signalCount + k] +=
              weight * (posterior.covariance(m, k) + here[m] * posterior.mean(k));
        }
      }
      total += weight;
      if (weight > ADMISSIBLE_WEIGHT) {
        admissible.add(here);
      }
    }
    conditions.passing = kept;
    if (total == 0) {
      Arrays.fill(products, Double.POSITIVE_INFINITY);
      return new Posterior(point.amplitudes.clone(), products, List.of(point.amplitudes.clone()));
    }
    for (int m = 0; m < signalCount; m++) {
      mean[m] /= total;
    }
    for (int m = 0; m < signalCount; m++) {
      for (int k = 0; k < signalCount; k++) {
        products[m * signalCount + k] = products[m * signalCount + k] / total - mean[m] * mean[k];
      }
    }
    return new Posterior(mean, products, admissible);
  }

  /**
   * The Cram&eacute;r-Rao bound: inverse of the information matrix of all amplitudes and nuisance
   * parameters after elimination of the baseline, with the priors as additional observations, at
   * the chosen baseline and without bounds on the amplitudes.
   */
  double[] bound(Point point, boolean[] free) {
    problem.eliminate(point, free);
    double[] factor = problem.eliminated().clone();
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
      unit[m] = conditions.variance;
      DenseCholesky.solve(factor, signalCount, unit);
      for (int k = 0; k < signalCount; k++) {
        inverse[k * signalCount + m] = unit[k];
      }
    }
    return inverse;
  }
}
