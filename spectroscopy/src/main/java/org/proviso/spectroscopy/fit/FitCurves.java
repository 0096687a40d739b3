package org.proviso.spectroscopy.fit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fitted spectrum as curves over one axis, phased, in the unit of the data's spectrum. All
 * arrays have the same length; the accessors give the arrays themselves, to be read only.
 *
 * @param ppm chemical shift, falling
 * @param data real part of the phased, referenced spectrum
 * @param fit baseline plus all components
 * @param baseline the smooth baseline alone
 * @param residual data less fit
 * @param components each basis signal at its fitted amplitude, shift and width, by name
 */
// Curves of a thousand points are handed on, not compared.
@SuppressWarnings("ArrayRecordComponent")
public record FitCurves(
    double[] ppm,
    double[] data,
    double[] fit,
    double[] baseline,
    double[] residual,
    Map<String, double[]> components) {

  /** Keeps the order of the components. */
  public FitCurves {
    components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
  }
}
