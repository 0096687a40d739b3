package org.proviso.spectroscopy.yardstick.fitter;

import java.util.Map;
import org.proviso.spectroscopy.yardstick.signal.Target;

/** What a fitter says about a spectrum. */
public sealed interface FitAnswer {

  /**
   * Ratios to total creatine.
   *
   * @param estimates by target; a target without an estimate counts as a failure
   */
  record Measured(Map<Target, Estimate> estimates) implements FitAnswer {
    /** Copies the map. */
    public Measured {
      estimates = Map.copyOf(estimates);
    }
  }

  /**
   * No numbers: the program refused the spectrum or failed.
   *
   * @param reason why, in its own words
   */
  record Refused(String reason) implements FitAnswer {}

  /**
   * A ratio with its 95 % interval.
   *
   * @param value ratio to total creatine
   * @param lower lower end; negative infinity when the program gives none
   * @param upper upper end; positive infinity when the program gives none
   */
  record Estimate(double value, double lower, double upper) {}
}
