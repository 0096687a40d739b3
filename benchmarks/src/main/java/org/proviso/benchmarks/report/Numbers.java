package org.proviso.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/** Numbers as readers want them: three digits that mean something. */
final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String NOT_MEASURED = "–";

  private Numbers() {}

  static String of(double number) {
    BigDecimal rounded = new BigDecimal(number).round(THREE_DIGITS);
    return Math.abs(number) >= 100
        ? String.format(Locale.ROOT, "%,d", rounded.longValue())
        : rounded.stripTrailingZeros().toPlainString();
  }

  static String of(Optional<Figure> figure) {
    return figure.map(found -> of(found.value())).orElse(NOT_MEASURED);
  }

  /** A number with the half width of its interval, for example {@code 17,400,000 ±2 %}. */
  static String withError(Optional<Figure> figure) {
    return figure
        .map(
            found ->
                of(found.value())
                    + found
                        .error()
                        .filter(error -> found.value() > 0)
                        .map(
                            error ->
                                " ±" + Math.round(Math.ceil(100 * error / found.value())) + " %")
                        .orElse(""))
        .orElse(NOT_MEASURED);
  }

  static String bytes(Optional<Figure> figure) {
    return figure
        .map(
            found ->
                found.value() >= 1_000_000
                    ? of(found.value() / 1_000_000) + " MB"
                    : found.value() < 1 ? "0" : of(found.value()))
        .orElse(NOT_MEASURED);
  }

  /** How many times one figure is the other. */
  static String times(Optional<Figure> one, Optional<Figure> other) {
    return one.isPresent() && other.isPresent() && other.get().value() > 0
        ? of(one.get().value() / other.get().value())
        : NOT_MEASURED;
  }
}
