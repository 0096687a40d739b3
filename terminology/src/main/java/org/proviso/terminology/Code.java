package org.proviso.terminology;

import java.util.Comparator;

/**
 * One code of one system, in the system's own spelling (ICD-10-CM with its dot: {@code C71.9}).
 *
 * @param system the code system
 * @param value the code; not blank
 */
public record Code(CodeSystem system, String value) implements Comparable<Code> {
  private static final Comparator<Code> ORDER =
      Comparator.comparing(Code::system).thenComparing(Code::value);

  public Code {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a code is not blank");
    }
  }

  @Override
  public int compareTo(Code other) {
    return ORDER.compare(this, other);
  }

  /** As a guideline writes it: {@code icd10cm C71.9}. */
  @Override
  public String toString() {
    return system.keyword() + " " + value;
  }
}
