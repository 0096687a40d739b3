package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stage 6 of a fit: how stiff the baseline is, by restricted marginal likelihood (Wood 2011, J R
 * Stat Soc B 73:3).
 */
final class BaselineSelection {

  private final LinearizedProblem problem;
  private final BaselineLadder ladder;
  private final Conditions conditions;
  private final int size;
  private final int signalCount;
  private final double leastVariance;
  private final Point trial;

  BaselineSelection(
      LinearizedProblem problem,
      BaselineLadder ladder,
      Conditions conditions,
      Nuisance nuisance,
      int size,
      double leastVariance) {
    this.problem = problem;
    this.ladder = ladder;
    this.conditions = conditions;
    this.size = size;
    this.leastVariance = leastVariance;
    signalCount = nuisance.signalCount();
    trial = new Point(nuisance.count(), signalCount);
  }

  /**
   * The rung of the ladder with the largest restricted marginal likelihood at the linearised
   * problem; from a known rung, the nearest such.
   */
  int best(Point point, boolean[] free, int known) {
    double[] kept = conditions.passing;
    double[] criteria = new double[ladder.size()];
    Arrays.fill(criteria, Double.NaN);
    int best = Math.max(known, 0);
    if (known < 0) {
      for (int i = 0; i < ladder.estimates(); i++) {
        criteria[i] = criterion(point, free, i);
        best = criteria[i] < criteria[best] ? i : best;
      }
    } else {
      criteria[best] = criterion(point, free, best);
      boolean moved = true;
      while (moved) {
        moved = false;
        for (int next : new int[] {best - 1, best + 1}) {
          if (next >= 0 && next < ladder.estimates() && Double.isNaN(criteria[next])) {
            criteria[next] = criterion(point, free, next);
            if (criteria[next] < criteria[best]) {
              best = next;
              moved = true;
              break;
            }
          }
        }
      }
    }
    conditions.passing = kept;
    return best;
  }

  /** Minus twice the log restricted marginal likelihood of a rung, but for a constant. */
  private double criterion(Point point, boolean[] free, int rung) {
    conditions.passing = ladder.passing(rung);
    trial.copyFrom(point);
    double cost = problem.step(point, free, 0, trial);
    int used = 0;
    for (boolean present : trial.passive) {
      used += present ? 1 : 0;
    }
    return (size - 2 - used) * Math.log(Math.max(cost, size * leastVariance * 1e-3))
        + ladder.logDeterminant(rung)
        + problem.logDeterminantOfLines()
        + logDeterminantOfPassive(trial.passive, used);
  }

  BaselineChoice compare(Point point, boolean[] free, int rung) {
    double[] kept = conditions.passing;
    List<BaselineChoice.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < ladder.size(); i++) {
      candidates.add(new BaselineChoice.Candidate(ladder.perPpm(i), criterion(point, free, i)));
    }
    conditions.passing = kept;
    BaselineChoice.End end =
        rung == 0
            ? BaselineChoice.End.STIFFEST
            : rung == ladder.estimates() - 1
                ? BaselineChoice.End.MOST_FLEXIBLE
                : BaselineChoice.End.NONE;
    return new BaselineChoice(ladder.perPpm(rung), end, candidates);
  }

  private double logDeterminantOfPassive(boolean[] passive, int used) {
    double[] eliminated = problem.eliminated();
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
}
