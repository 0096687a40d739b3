package org.proviso.engine.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proviso.ground.number.Rational;

/**
 * Linear inequalities over unknown rational numbers, and whether some numbers satisfy them all, by
 * Fourier-Motzkin elimination (Schrijver 1986, section 12.2). Exact for rationals; for whole
 * numbers it may call satisfiable what is not, never the reverse. It is exact for whole numbers too
 * where every inequality bounds one unknown or the difference of two.
 */
final class LinearSystem {
  /** Beyond so many inequalities the question is given up and answered with yes. */
  private static final int MOST_INEQUALITIES = 600;

  /** {@code sum of coefficients * unknowns <= bound}, or {@code <} when strict. */
  private record Inequality(Map<Object, Rational> coefficients, Rational bound, boolean strict) {}

  private final List<Inequality> inequalities;

  LinearSystem() {
    this.inequalities = new ArrayList<>();
  }

  private LinearSystem(List<Inequality> inequalities) {
    this.inequalities = new ArrayList<>(inequalities);
  }

  LinearSystem copy() {
    return new LinearSystem(inequalities);
  }

  /** Requires that a sum, plus a constant, lies in an interval. */
  void require(Map<Object, Rational> coefficients, Rational constant, Interval interval) {
    Rational greatest = interval.greatest();
    if (greatest != null) {
      add(coefficients, greatest.minus(constant), !interval.greatestInclusive());
    }
    Rational least = interval.least();
    if (least != null) {
      var negated = new HashMap<Object, Rational>();
      coefficients.forEach((unknown, value) -> negated.put(unknown, value.negated()));
      add(negated, constant.minus(least), !interval.leastInclusive());
    }
  }

  private void add(Map<Object, Rational> coefficients, Rational bound, boolean strict) {
    var nonzero = new HashMap<Object, Rational>();
    coefficients.forEach(
        (unknown, value) -> {
          if (value.signum() != 0) {
            nonzero.put(unknown, value);
          }
        });
    inequalities.add(new Inequality(nonzero, bound, strict));
  }

  boolean satisfiable() {
    List<Inequality> rest = new ArrayList<>(inequalities);
    while (true) {
      var next = new HashSet<Inequality>();
      var unknowns = new HashMap<Object, int[]>();
      for (Inequality inequality : rest) {
        if (inequality.coefficients().isEmpty()) {
          int sign = inequality.bound().signum();
          if (sign < 0 || (sign == 0 && inequality.strict())) {
            return false;
          }
          continue;
        }
        next.add(inequality);
      }
      if (next.isEmpty()) {
        return true;
      }
      if (next.size() > MOST_INEQUALITIES) {
        return true;
      }
      for (Inequality inequality : next) {
        inequality
            .coefficients()
            .forEach(
                (unknown, value) ->
                    unknowns
                        .computeIfAbsent(unknown, _ -> new int[2])[value.signum() > 0 ? 0 : 1]++);
      }
      rest = eliminate(cheapest(unknowns), next);
    }
  }

  private static Object cheapest(Map<Object, int[]> unknowns) {
    return unknowns.entrySet().stream()
        .min(
            (left, right) ->
                Integer.compare(
                    left.getValue()[0] * left.getValue()[1],
                    right.getValue()[0] * right.getValue()[1]))
        .orElseThrow()
        .getKey();
  }

  private static List<Inequality> eliminate(Object unknown, Set<Inequality> inequalities) {
    var result = new ArrayList<Inequality>();
    var upper = new ArrayList<Inequality>();
    var lower = new ArrayList<Inequality>();
    for (Inequality inequality : inequalities) {
      Rational coefficient = inequality.coefficients().get(unknown);
      if (coefficient == null) {
        result.add(inequality);
      } else {
        (coefficient.signum() > 0 ? upper : lower).add(inequality);
      }
    }
    for (Inequality above : upper) {
      for (Inequality below : lower) {
        result.add(combined(unknown, above, below));
      }
    }
    return result;
  }

  private static Inequality combined(Object unknown, Inequality above, Inequality below) {
    Rational up = above.coefficients().getOrDefault(unknown, Rational.ONE);
    Rational down = below.coefficients().getOrDefault(unknown, Rational.ONE).negated();
    var sum = new HashMap<Object, Rational>();
    above.coefficients().forEach((key, value) -> sum.put(key, value.dividedBy(up)));
    below
        .coefficients()
        .forEach((key, value) -> sum.merge(key, value.dividedBy(down), Rational::plus));
    sum.values().removeIf(value -> value.signum() == 0);
    return new Inequality(
        sum,
        above.bound().dividedBy(up).plus(below.bound().dividedBy(down)),
        above.strict() || below.strict());
  }
}
