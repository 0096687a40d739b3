package org.proviso.benchmarks.drools;

import java.time.LocalDate;

/** Dates as whole numbers such as 20250515, which rules compare and people can read. */
final class Dates {
  private Dates() {}

  static int number(LocalDate date) {
    return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
  }
}
