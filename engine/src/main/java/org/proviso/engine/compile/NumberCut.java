package org.proviso.engine.compile;

import java.util.Comparator;
import org.proviso.ground.number.Rational;

/**
 * Where a number line is cut: the numbers above begin with {@code at} itself, or just after it.
 *
 * @param inclusive whether {@code at} belongs to the numbers above
 */
public record NumberCut(Rational at, boolean inclusive) implements Comparable<NumberCut> {
  private static final Comparator<NumberCut> ORDER =
      Comparator.comparing(NumberCut::at).thenComparing(cut -> !cut.inclusive());

  /** Whether a number is above. */
  public boolean reachedBy(Rational value) {
    int order = value.compareTo(at);
    return order > 0 || (order == 0 && inclusive);
  }

  /** The same cut between whole numbers. */
  NumberCut whole() {
    return new NumberCut(inclusive ? at.ceiling() : at.floor().plus(Rational.ONE), true);
  }

  @Override
  public int compareTo(NumberCut other) {
    return ORDER.compare(this, other);
  }
}
