package org.proviso.spectroscopy.basis;

/**
 * A reason why a basis cannot be used for a measurement.
 *
 * @param kind what differs
 * @param message what differs, by how much, and what to do
 */
public record BasisMismatch(Kind kind, String message) {

  /** What differs. */
  public enum Kind {
    /** Field strength, hence line positions in hertz and coupling patterns. */
    FIELD,
    /** Echo time, hence the shape of coupled signals. */
    ECHO_TIME,
    /** Family of the localisation sequence. */
    SEQUENCE,
    /** The nucleus of the measurement is not the proton. */
    NUCLEUS,
    /** The basis holds too small a bandwidth for the fitted range. */
    BANDWIDTH
  }
}
