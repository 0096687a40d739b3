package org.proviso.spectroscopy.fit;

import java.util.List;

/**
 * How stiff the baseline was chosen to be, and among what.
 *
 * @param effectiveDimensionPerPpm chosen effective dimension of the spline for each ppm of the
 *     fitted range
 * @param end whether that is an end of the search, so that the data may have wanted more
 * @param candidates all candidates with their criterion, stiffest first
 */
public record BaselineChoice(double effectiveDimensionPerPpm, End end, List<Candidate> candidates) {

  /** Whether the choice stands at an end of what an estimate may use. */
  public enum End {
    /** Between the ends. */
    NONE,
    /** No stiffer one was looked at. */
    STIFFEST,
    /** No more flexible one may be used. */
    MOST_FLEXIBLE
  }

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
