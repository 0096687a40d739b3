package org.proviso.benchmarks.handwritten;

import java.util.Locale;

/** What the guideline for the lumbar spine comes to: an outcome and the clause that decides it. */
public enum SpineFinding {
  UNDECIDED("undecided"),
  B1("refer"),
  E1("refer"),
  L1("meets"),
  L2("meets"),
  L3("meets"),
  L4("meets"),
  L5("meets"),
  L6("meets"),
  L7("meets"),
  L8("meets"),
  L9("meets"),
  L10("meets"),
  L11("meets"),
  L12("meets"),
  L13("meets"),
  L14("meets"),
  L15("meets"),
  L16("meets"),
  L17("meets"),
  L0("does-not-meet");

  private final String text;

  SpineFinding(String outcome) {
    this.text = name().length() > 3 ? outcome : outcome + " by " + name().toLowerCase(Locale.ROOT);
  }

  /** The outcome and its clause. */
  public String text() {
    return text;
  }
}
