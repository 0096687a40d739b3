package org.proviso.benchmarks.handwritten;

import java.util.Map;

/** Truth in three values (Kleene 1952, section 64). */
public enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  /** Whether both hold. */
  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  /** Whether one of them holds. */
  public Truth or(Truth other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
  }

  /** Whether it does not hold. */
  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Whether it is known to hold. */
  public boolean holds() {
    return this == TRUE;
  }

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The truth of a yes/no fact. */
  public static Truth of(Map<String, String> values, String fact) {
    String value = values.get(fact);
    return value == null ? UNKNOWN : of(value.equals("yes"));
  }

  /** One character for it: +, - or ?. */
  char sign() {
    return switch (this) {
      case TRUE -> '+';
      case FALSE -> '-';
      case UNKNOWN -> '?';
    };
  }
}
