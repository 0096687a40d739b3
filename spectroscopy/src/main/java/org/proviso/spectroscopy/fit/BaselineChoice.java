package org.proviso.spectroscopy.fit;

import java.util.List;

/**
 * How stiff the baseline was chosen to be, and among what.
 *
 * @param effectiveDimensionPerPpm chosen effective dimension of the spline for each ppm of the
 *     fitted range
 * @param candidates all candidates with their criterion, stiffest first
 */
public record BaselineChoice(double effectiveDimensionPerPpm, List<Candidate> candidates) {

  /**
   * One stiffness.
   *
   * @param effectiveDimensionPerPpm effective dimension for each ppm
   * @param criterion what is minimised; only differences matter
   */
  public record Candidate(double effectiveDimensionPerPpm, double criterion) {}

  /** Copies the list. */
  public BaselineChoice {
    candidates = List.copyOf(candidates);
  }
}
