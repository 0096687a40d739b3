package org.proviso.determination;

import org.proviso.language.model.Guideline;

/** Which version of which guideline a request is decided by. */
public sealed interface WhichVersion {
  /** The payer's guideline about the services, in the version in force on the date of service. */
  record InForce() implements WhichVersion {}

  /** The guideline with this identifier, in the version in force on the date of service. */
  record InForceOf(String guideline) implements WhichVersion {}

  /**
   * This version, whether or not the library has it. The date of service must lie within the dates
   * to which it applies.
   */
  record Named(Guideline version) implements WhichVersion {}
}
