package org.proviso.spectroscopy.yardstick.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.yardstick.fitter.FitAnswer;
import org.proviso.spectroscopy.yardstick.signal.Target;

/**
 * How one target was estimated over some spectra. Every difference is in percent of its own truth.
 *
 * @param spectra spectra that were given to the fitter
 * @param failures spectra without an estimate; they count in nothing else
 * @param bias mean difference
 * @param biasError standard error of the bias
 * @param rootMeanSquare root of the mean square difference
 * @param coverage share of 95 % intervals that hold the truth, percent
 * @param medianWidth median width of the interval; infinite where half have an open end
 */
public record Score(
    int spectra,
    int failures,
    double bias,
    double biasError,
    double rootMeanSquare,
    double coverage,
    double medianWidth) {

  /** Scores rows. Without an estimate, every number but the counts is {@code NaN}. */
  public static Score of(List<ResultRow> rows, Target target) {
    int failures = 0;
    int covered = 0;
    double sum = 0;
    double squares = 0;
    List<Double> widths = new ArrayList<>();
    for (ResultRow row : rows) {
      Optional<FitAnswer.Estimate> found = row.estimate(target);
      if (found.isEmpty()) {
        failures++;
        continue;
      }
      FitAnswer.Estimate estimate = found.get();
      double truth = row.truth(target);
      double difference = 100 * (estimate.value() / truth - 1);
      sum += difference;
      squares += difference * difference;
      covered += estimate.lower() <= truth && truth <= estimate.upper() ? 1 : 0;
      widths.add(100 * (estimate.upper() - estimate.lower()) / truth);
    }
    int count = widths.size();
    if (count == 0) {
      return new Score(
          rows.size(), failures, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double bias = sum / count;
    double variance = Math.max(0, squares / count - bias * bias);
    widths.sort(null);
    double median = (widths.get((count - 1) / 2) + widths.get(count / 2)) / 2;
    return new Score(
        rows.size(),
        failures,
        bias,
        count > 1 ? Math.sqrt(variance / (count - 1)) : Double.NaN,
        Math.sqrt(squares / count),
        100.0 * covered / count,
        median);
  }
}
