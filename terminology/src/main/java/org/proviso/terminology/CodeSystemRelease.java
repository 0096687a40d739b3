package org.proviso.terminology;

import java.time.LocalDate;

/**
 * One release of a code system.
 *
 * @param name how its publisher calls it, for example {@code FY2025}
 * @param from first day it is in force
 * @param through last day it is in force
 */
public record CodeSystemRelease(CodeSystem system, String name, LocalDate from, LocalDate through) {
  public CodeSystemRelease {
    if (through.isBefore(from)) {
      throw new IllegalArgumentException("a release ends on or after its first day");
    }
  }

  /** Whether the release is in force on the day. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(through);
  }

  /** For example {@code icd10cm FY2025}. */
  @Override
  public String toString() {
    return system.keyword() + " " + name;
  }
}
