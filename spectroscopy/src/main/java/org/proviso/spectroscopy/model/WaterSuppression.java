package org.proviso.spectroscopy.model;

/** Whether the water signal was suppressed during acquisition. */
public enum WaterSuppression {
  /** Water was suppressed: a metabolite scan. */
  SUPPRESSED,
  /** Water was not suppressed: a water reference. */
  UNSUPPRESSED,
  /** The header does not tell. */
  UNKNOWN
}
