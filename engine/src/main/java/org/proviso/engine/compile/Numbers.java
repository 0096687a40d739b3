package org.proviso.engine.compile;

import org.proviso.ground.number.Rational;

/**
 * The values that a number may have.
 *
 * @param values when it has one
 * @param mayBeAbsent whether it may have none
 * @param mayExist whether it may have one
 */
record Numbers(Interval values, boolean mayBeAbsent, boolean mayExist) {
  static final Numbers NONE = new Numbers(Interval.ALL, true, false);

  static Numbers exactly(Rational value) {
    return new Numbers(Interval.exactly(value), false, true);
  }

  static Numbers in(Interval values) {
    return new Numbers(values, false, true);
  }

  boolean isExact() {
    return values.isPoint() && !mayBeAbsent && mayExist;
  }
}
