package org.proviso.benchmarks.handwritten;

import java.util.Locale;
import java.util.Map;

/** The condition for which spectroscopy is requested, in the order of the guideline's clauses. */
public enum Condition {
  UNKNOWN,
  EPILEPSY,
  ALZHEIMERS_DISEASE,
  PARKINSONS_DISEASE,
  MULTIPLE_SCLEROSIS,
  BIPOLAR_DISORDER,
  PROSTATE_CANCER,
  UNEXPLAINED_CHEST_PAIN,
  NEUROMETABOLIC_DISEASE,
  MUSCLE_DISORDER,
  BREAST_LESION,
  NONE_OF_THESE;

  /** The condition of a request. */
  public static Condition of(Map<String, String> values) {
    String value = values.get("condition-in-question");
    return value == null ? UNKNOWN : valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
