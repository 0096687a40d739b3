package org.proviso.spectroscopy.fit;

/**
 * The baselines that a fit compares: stiffnesses at equal steps of the logarithm of the effective
 * dimension, stiffest first. The last ones are more flexible than an estimate may use; intervals
 * reckon with them. Computed once for all fits on one axis.
 */
final class BaselineLadder {

  private final int estimates;
  private final double[] perPpm;
  private final double[][] passing;
  private final double[] logDeterminant;

  /**
   * A ladder.
   *
   * @param space the baselines
   * @param settings ends and number of steps
   * @param range width of the fitted range, ppm
   */
  BaselineLadder(BaselineSpace space, FitSettings settings, double range) {
    estimates = settings.stiffnessCandidates();
    double step = Math.pow(settings.mostFlexible() / settings.stiffest(), 1.0 / (estimates - 1));
    double beyond =
        Math.log(settings.mostFlexibleOfIntervals() / settings.mostFlexible()) / Math.log(step);
    int count = estimates + (int) Math.round(beyond);
    perPpm = new double[count];
    passing = new double[count][];
    logDeterminant = new double[count];
    for (int i = 0; i < count; i++) {
      perPpm[i] = settings.stiffest() * Math.pow(step, i);
      double stiffness = space.stiffnessFor(perPpm[i] * range);
      passing[i] = space.passing(stiffness);
      logDeterminant[i] = space.logDeterminant(stiffness);
    }
  }

  int size() {
    return perPpm.length;
  }

  /** How many of them, from the first on, an estimate may use. */
  int estimates() {
    return estimates;
  }

  /** Effective dimension for each ppm. */
  double perPpm(int index) {
    return perPpm[index];
  }

  /** What part of each mode passes into the baseline; not to be changed. */
  double[] passing(int index) {
    return passing[index];
  }

  /** Log determinant of the penalised modes' covariance. */
  double logDeterminant(int index) {
    return logDeterminant[index];
  }

  /** The rung nearest to an effective dimension. */
  int nearest(double dimensionPerPpm) {
    int best = 0;
    for (int i = 1; i < perPpm.length; i++) {
      if (Math.abs(Math.log(perPpm[i] / dimensionPerPpm))
          < Math.abs(Math.log(perPpm[best] / dimensionPerPpm))) {
        best = i;
      }
    }
    return best;
  }
}
