package org.proviso.benchmarks.handwritten;

import java.time.LocalDate;

/**
 * Versions of the spectroscopy guideline that decide alike. Who writes by hand has to find them.
 */
enum Era {
  /** From 2001-08-15: investigational, whatever the use. */
  INVESTIGATIONAL,
  /** From 2002-08-15: the same; Medicare's determination is a program exception. */
  NATIONAL,
  /** From 2005-10-15: met for tumors. */
  TUMORS,
  /** From 2006-07-15: with conditions for which it is investigational. */
  CONDITIONS,
  /** From 2009-07-01: with an exception for federal employees. */
  FEDERAL_EMPLOYEES,
  /** From 2009-09-15: Medicare's determination is a program exception again. */
  MEDICARE_EXCEPTION,
  /** From 2020-03-15: without the investigational conditions. */
  TUMORS_AGAIN,
  /** From 2025-05-15: with a decision about reimbursement. */
  REIMBURSEMENT;

  private static final int FIRST = day(2001, 8, 15);
  private static final int[] STARTS = {
    day(2002, 8, 15),
    day(2005, 10, 15),
    day(2006, 7, 15),
    day(2009, 7, 1),
    day(2009, 9, 15),
    day(2020, 3, 15),
    day(2025, 5, 15)
  };
  private static final Era[] ERAS = values();

  private static int day(int year, int month, int day) {
    return Math.toIntExact(LocalDate.of(year, month, day).toEpochDay());
  }

  /** The era of a date of service. */
  static Era on(LocalDate date) {
    return onDay(Math.toIntExact(date.toEpochDay()));
  }

  /** The era of a day, counted from 1970-01-01. */
  static Era onDay(int day) {
    if (day < FIRST) {
      throw new IllegalArgumentException("no version applies on " + LocalDate.ofEpochDay(day));
    }
    int era = 0;
    while (era < STARTS.length && day >= STARTS[era]) {
      era++;
    }
    return ERAS[era];
  }

  boolean hasPosition() {
    return compareTo(TUMORS) >= 0;
  }

  boolean hasConditions() {
    return compareTo(CONDITIONS) >= 0 && compareTo(MEDICARE_EXCEPTION) <= 0;
  }

  boolean hasFederalEmployees() {
    return compareTo(FEDERAL_EMPLOYEES) >= 0;
  }

  /** Whether Medicare's determination stands beside the contract, not among the exceptions. */
  boolean determinationBesideContract() {
    return this == INVESTIGATIONAL || this == CONDITIONS || this == FEDERAL_EMPLOYEES;
  }
}
