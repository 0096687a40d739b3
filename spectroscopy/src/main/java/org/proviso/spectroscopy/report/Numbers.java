package org.proviso.spectroscopy.report;

import java.util.Locale;
import org.proviso.spectroscopy.fit.Interval;

/** Numbers as people read them: enough digits, the same everywhere, no locale. */
final class Numbers {

  private Numbers() {}

  /** Three significant digits, plain notation where it is short. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "unbounded" : "n/a";
    }
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return "0";
    }
    if (magnitude >= 1e6 || magnitude < 1e-4) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = Math.clamp(2 - (int) Math.floor(Math.log10(magnitude)), 0, 6);
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String text(Interval interval) {
    return text(interval.lower()) + " to " + text(interval.upper());
  }
}
