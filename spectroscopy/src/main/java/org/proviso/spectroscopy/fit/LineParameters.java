package org.proviso.spectroscopy.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fitted nuisance parameters.
 *
 * @param phase0 zero-order phase that was applied to the data, radians
 * @param phase1 first-order phase that was applied to the data, radians per ppm
 * @param shiftPpm shift of the whole data set that was corrected, ppm
 * @param lorentzianHertz common Lorentzian broadening of the basis, full width at half maximum
 * @param gaussianHertz common Gaussian broadening of the basis, full width at half maximum
 * @param skewness third cumulant of the field distribution, (radians per second)<sup>3</sup>
 * @param individual shift and additional broadening of each basis signal, by name
 */
public record LineParameters(
    double phase0,
    double phase1,
    double shiftPpm,
    double lorentzianHertz,
    double gaussianHertz,
    double skewness,
    Map<String, SignalParameters> individual) {

  /**
   * What one basis signal has of its own.
   *
   * @param shiftPpm shift beyond the common one, ppm
   * @param lorentzianHertz broadening beyond the common one, full width at half maximum
   */
  public record SignalParameters(double shiftPpm, double lorentzianHertz) {}

  /** Keeps the order. */
  public LineParameters {
    individual = Collections.unmodifiableMap(new LinkedHashMap<>(individual));
  }
}
