package org.proviso.spectroscopy.yardstick.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.spectroscopy.yardstick.fitter.FitAnswer;
import org.proviso.spectroscopy.yardstick.signal.NoiseLevel;
import org.proviso.spectroscopy.yardstick.signal.Target;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/**
 * The answer to one spectrum beside its truth.
 *
 * @param cell name of the cell
 * @param index number within the cell
 * @param noiseLevel noise
 * @param truths true ratios to total creatine
 * @param estimates what the fitter found; empty where it found nothing
 * @param refusal why there are no estimates; empty where there are
 */
public record ResultRow(
    String cell,
    int index,
    NoiseLevel noiseLevel,
    Map<Target, Double> truths,
    Map<Target, FitAnswer.Estimate> estimates,
    String refusal) {

  private static final int FIXED_COLUMNS = 4;
  private static final int COLUMNS_A_TARGET = 4;

  /** Copies the maps. */
  public ResultRow {
    truths = Map.copyOf(truths);
    estimates = Map.copyOf(estimates);
  }

  /** The row of an answer. */
  public static ResultRow of(String cell, int index, YardstickSpectrum spectrum, FitAnswer answer) {
    Map<Target, Double> truths = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      truths.put(target, spectrum.truth().ratio(target));
    }
    return switch (answer) {
      case FitAnswer.Measured measured ->
          new ResultRow(cell, index, spectrum.noiseLevel(), truths, measured.estimates(), "");
      case FitAnswer.Refused refused ->
          new ResultRow(cell, index, spectrum.noiseLevel(), truths, Map.of(), refused.reason());
    };
  }

  /** Titles of the columns. */
  public static String header() {
    StringBuilder header = new StringBuilder("cell,index,noise,refusal");
    for (Target target : Target.values()) {
      for (String column : List.of("true", "value", "lower", "upper")) {
        header.append(',').append(target.title()).append(' ').append(column);
      }
    }
    return header.toString();
  }

  /** The row as comma-separated values. */
  public String toCsv() {
    StringBuilder row = new StringBuilder();
    row.append(cell).append(',').append(index).append(',').append(noiseLevel.name());
    row.append(',').append(refusal.replaceAll("[,\\r\\n\"]+", ";"));
    for (Target target : Target.values()) {
      row.append(',').append(truth(target));
      Optional<FitAnswer.Estimate> estimate = estimate(target);
      if (estimate.isEmpty()) {
        row.append(",,,");
      } else {
        row.append(',').append(estimate.get().value());
        row.append(',').append(estimate.get().lower());
        row.append(',').append(estimate.get().upper());
      }
    }
    return row.toString();
  }

  /**
   * Reads a row.
   *
   * @param line what {@link #toCsv} wrote
   */
  public static ResultRow fromCsv(String line) {
    List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
    int expected = FIXED_COLUMNS + COLUMNS_A_TARGET * Target.values().length;
    if (fields.size() != expected) {
      throw new IllegalArgumentException(
          "a result has " + expected + " fields, this line has " + fields.size() + ": " + line);
    }
    Map<Target, Double> truths = new EnumMap<>(Target.class);
    Map<Target, FitAnswer.Estimate> estimates = new EnumMap<>(Target.class);
    int at = FIXED_COLUMNS;
    for (Target target : Target.values()) {
      truths.put(target, Double.valueOf(fields.get(at)));
      if (!fields.get(at + 1).isEmpty()) {
        estimates.put(
            target,
            new FitAnswer.Estimate(
                Double.parseDouble(fields.get(at + 1)),
                Double.parseDouble(fields.get(at + 2)),
                Double.parseDouble(fields.get(at + 3))));
      }
      at += COLUMNS_A_TARGET;
    }
    return new ResultRow(
        fields.get(0),
        Integer.parseInt(fields.get(1)),
        NoiseLevel.valueOf(fields.get(2)),
        truths,
        estimates,
        fields.get(3));
  }

  /** The true ratio of a target. */
  public double truth(Target target) {
    return Optional.ofNullable(truths.get(target)).orElseThrow();
  }

  /** What was found for a target. */
  public Optional<FitAnswer.Estimate> estimate(Target target) {
    return Optional.ofNullable(estimates.get(target));
  }
}
