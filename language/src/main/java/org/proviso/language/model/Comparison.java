package org.proviso.language.model;

/** How two ordered values compare. */
public enum Comparison {
  LESS("<"),
  AT_MOST("<="),
  EQUAL("="),
  NOT_EQUAL("!="),
  AT_LEAST(">="),
  GREATER(">");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** As the language writes it. */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether the comparison holds.
   *
   * @param sign the sign of left minus right, as {@link Comparable#compareTo} gives it
   */
  public boolean holds(int sign) {
    return switch (this) {
      case LESS -> sign < 0;
      case AT_MOST -> sign <= 0;
      case EQUAL -> sign == 0;
      case NOT_EQUAL -> sign != 0;
      case AT_LEAST -> sign >= 0;
      case GREATER -> sign > 0;
    };
  }
}
