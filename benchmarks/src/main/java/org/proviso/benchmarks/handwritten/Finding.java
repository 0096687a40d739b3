package org.proviso.benchmarks.handwritten;

import java.util.Locale;

/** What one decision comes to: an outcome and the clause that decides it. */
@SuppressWarnings("EnumOrdinal") // a number for one run, which nothing keeps
public enum Finding {
  /** The version has no such decision. */
  ABSENT(""),
  UNDECIDED("undecided"),
  B1("refer"),
  B2("refer"),
  E1("refer"),
  E2("refer"),
  P1("meets"),
  P2("meets"),
  I0("investigational"),
  I1("investigational"),
  I2("investigational"),
  I3("investigational"),
  I4("investigational"),
  I5("investigational"),
  I6("investigational"),
  I7("investigational"),
  I8("investigational"),
  I9("investigational"),
  I10("investigational"),
  P0("not-addressed"),
  R1("provider-responsibility"),
  R0("refer");

  private static final Finding[] INVESTIGATIONAL = {I1, I2, I3, I4, I5, I6, I7, I8, I9, I10};

  private final String text;

  Finding(String outcome) {
    this.text = name().length() > 3 ? outcome : outcome + " by " + name().toLowerCase(Locale.ROOT);
  }

  static Finding investigational(Condition condition) {
    return INVESTIGATIONAL[condition.ordinal() - Condition.EPILEPSY.ordinal()];
  }

  /** The outcome and its clause. */
  public String text() {
    return text;
  }
}
