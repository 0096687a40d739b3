package org.proviso.benchmarks.handwritten;

import java.util.Locale;
import java.util.Map;

/** The line of business of a request, as far as it is known. */
public enum LineOfBusiness {
  UNKNOWN,
  COMMERCIAL,
  MEDICARE_ADVANTAGE,
  MEDICARE,
  MEDICARE_SUPPLEMENT,
  MEDICAID,
  FEP;

  /** The line of business of a request. */
  public static LineOfBusiness of(Map<String, String> values) {
    String value = values.get("line-of-business");
    return value == null ? UNKNOWN : valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  Truth isFederalEmployees() {
    return this == UNKNOWN ? Truth.UNKNOWN : Truth.of(this == FEP);
  }

  Truth isMedicareAdvantage() {
    return this == UNKNOWN ? Truth.UNKNOWN : Truth.of(this == MEDICARE_ADVANTAGE);
  }

  Truth isMedicare() {
    return switch (this) {
      case UNKNOWN -> Truth.UNKNOWN;
      case MEDICARE_ADVANTAGE, MEDICARE, MEDICARE_SUPPLEMENT -> Truth.TRUE;
      case COMMERCIAL, MEDICAID, FEP -> Truth.FALSE;
    };
  }
}
