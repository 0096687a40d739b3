package org.proviso.engine.compile;

import org.jspecify.annotations.Nullable;
import org.proviso.ground.number.Rational;

/**
 * The numbers between two bounds, each inclusive or exclusive, each possibly absent (open-ended).
 */
record Interval(
    @Nullable Rational least,
    boolean leastInclusive,
    @Nullable Rational greatest,
    boolean greatestInclusive) {
  /** Every number. */
  public static final Interval ALL = new Interval(null, false, null, false);

  /** One number. */
  public static Interval exactly(Rational value) {
    return new Interval(value, true, value, true);
  }

  /** From one number to another, both inclusive; null is open-ended. */
  public static Interval closed(@Nullable Rational least, @Nullable Rational greatest) {
    return new Interval(least, least != null, greatest, greatest != null);
  }

  /** Whether it holds no number. */
  public boolean isEmpty() {
    if (least == null || greatest == null) {
      return false;
    }
    int order = least.compareTo(greatest);
    return order > 0 || (order == 0 && !(leastInclusive && greatestInclusive));
  }

  /** Whether it holds one number only. */
  public boolean isPoint() {
    return least != null && greatest != null && least.equals(greatest) && !isEmpty();
  }

  /** The numbers that are in both. */
  public Interval intersection(Interval other) {
    Rational newLeast = least;
    boolean newLeastInclusive = leastInclusive;
    if (other.least != null) {
      int order = newLeast == null ? -1 : newLeast.compareTo(other.least);
      newLeastInclusive =
          order < 0
              ? other.leastInclusive
              : order == 0 ? leastInclusive && other.leastInclusive : leastInclusive;
      newLeast = order < 0 ? other.least : newLeast;
    }
    Rational newGreatest = greatest;
    boolean newGreatestInclusive = greatestInclusive;
    if (other.greatest != null) {
      int order = newGreatest == null ? 1 : newGreatest.compareTo(other.greatest);
      newGreatestInclusive =
          order > 0
              ? other.greatestInclusive
              : order == 0 ? greatestInclusive && other.greatestInclusive : greatestInclusive;
      newGreatest = order > 0 ? other.greatest : newGreatest;
    }
    return new Interval(newLeast, newLeastInclusive, newGreatest, newGreatestInclusive);
  }

  /** For a term whose values are whole numbers: the same whole numbers between whole bounds. */
  public Interval whole() {
    Rational newLeast = least;
    if (least != null) {
      newLeast = leastInclusive || !least.isWhole() ? least.ceiling() : least.plus(Rational.ONE);
    }
    Rational newGreatest = greatest;
    if (greatest != null) {
      newGreatest =
          greatestInclusive || !greatest.isWhole()
              ? greatest.floor()
              : greatest.minus(Rational.ONE);
    }
    return closed(newLeast, newGreatest);
  }

  /** Every sum of a number of this and a number of the other. */
  public Interval plus(Interval other) {
    return new Interval(
        least == null || other.least == null ? null : least.plus(other.least),
        leastInclusive && other.leastInclusive,
        greatest == null || other.greatest == null ? null : greatest.plus(other.greatest),
        greatestInclusive && other.greatestInclusive);
  }

  /** Every product with a constant. */
  public Interval times(Rational factor) {
    if (factor.signum() == 0) {
      return exactly(Rational.ZERO);
    }
    Rational first = least == null ? null : least.times(factor);
    Rational second = greatest == null ? null : greatest.times(factor);
    return factor.signum() > 0
        ? new Interval(first, leastInclusive, second, greatestInclusive)
        : new Interval(second, greatestInclusive, first, leastInclusive);
  }

  /** An interval that contains every product of a number of this and a number of the other. */
  public Interval times(Interval other) {
    if (isPoint() && least != null) {
      return other.times(least);
    }
    if (other.isPoint() && other.least != null) {
      return times(other.least);
    }
    Rational newLeast = null;
    Rational newGreatest = null;
    if (least != null && greatest != null && other.least != null && other.greatest != null) {
      var corners =
          new Rational[] {
            least.times(other.least),
            least.times(other.greatest),
            greatest.times(other.least),
            greatest.times(other.greatest)
          };
      newLeast = corners[0];
      newGreatest = corners[0];
      for (Rational corner : corners) {
        newLeast = corner.compareTo(newLeast) < 0 ? corner : newLeast;
        newGreatest = corner.compareTo(newGreatest) > 0 ? corner : newGreatest;
      }
    } else if (least != null
        && least.signum() >= 0
        && other.least != null
        && other.least.signum() >= 0) {
      newLeast = least.times(other.least);
    }
    return closed(newLeast, newGreatest);
  }
}
