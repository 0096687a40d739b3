package org.proviso.spectroscopy.quality;

/**
 * One reason behind a verdict.
 *
 * @param kind what it is about
 * @param message what was found, the threshold and its source, and what to do
 */
public record QualityReason(Kind kind, String message) {

  /** What a reason is about. */
  public enum Kind {
    /** The signal holds values that are not numbers, or none at all. */
    INVALID_SIGNAL,
    /** The basis belongs to another field. */
    BASIS_FIELD,
    /** The basis belongs to another echo time. */
    BASIS_ECHO_TIME,
    /** The basis belongs to another sequence. */
    BASIS_SEQUENCE,
    /** The basis does not cover the fitted range, or the nucleus is not the proton. */
    BASIS_UNSUITABLE,
    /** No metabolite signal above the noise. */
    NOISE_ONLY,
    /** Nothing but water. */
    WATER_ONLY,
    /** Low signal-to-noise ratio. */
    SIGNAL_TO_NOISE,
    /** Broad lines. */
    LINEWIDTH,
    /** The chemical-shift reference is off or ambiguous. */
    REFERENCE,
    /** Lipids swamp the metabolites. */
    LIPID,
    /** The model does not explain the spectrum to within the noise. */
    RESIDUAL,
    /** The shape of the lines is broken. */
    LINESHAPE,
    /** Residual water, spurious echoes or a baseline that no brain spectrum has. */
    ARTEFACT,
    /** Amounts by water that no brain has. */
    AMOUNT,
    /** The numerical fit did not converge. */
    CONVERGENCE
  }
}
