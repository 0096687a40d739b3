package org.proviso.language.syntax;

import java.math.BigDecimal;
import java.util.Optional;

/** How documents write numbers. */
public final class Numbers {
  private Numbers() {}

  /** The number that {@code -?[0-9]+(\.[0-9]+)?} stands for; at most 40 characters. */
  public static Optional<BigDecimal> parse(String written) {
    return Cursor.isNumber(written) ? Optional.of(new BigDecimal(written)) : Optional.empty();
  }
}
