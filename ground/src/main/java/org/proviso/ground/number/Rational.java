package org.proviso.ground.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * An exact fraction in lowest terms.
 *
 * @param denominator positive
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);

  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    BigInteger common = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      common = common.negate();
    }
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** A whole number. */
  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /**
   * A fraction.
   *
   * @throws ArithmeticException when {@code denominator} is zero
   */
  public static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** A decimal, exactly. */
  public static Rational of(BigDecimal value) {
    return value.scale() <= 0
        ? new Rational(value.toBigIntegerExact(), BigInteger.ONE)
        : new Rational(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }

  public Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negated());
  }

  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /**
   * The quotient.
   *
   * @throws ArithmeticException when {@code other} is zero
   */
  public Rational dividedBy(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  public int signum() {
    return numerator.signum();
  }

  /** Whether it is a whole number. */
  public boolean isWhole() {
    return denominator.equals(BigInteger.ONE);
  }

  /** The greatest whole number that is not greater. */
  public Rational floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return new Rational(
        parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
  }

  /** The least whole number that is not less. */
  public Rational ceiling() {
    return negated().floor().negated();
  }

  /**
   * A whole power, also a negative one.
   *
   * @throws ArithmeticException when this is zero and the exponent is negative
   */
  public Rational power(int exponent) {
    var positive =
        new Rational(numerator.pow(Math.abs(exponent)), denominator.pow(Math.abs(exponent)));
    return exponent < 0 ? ONE.dividedBy(positive) : positive;
  }

  /** The decimal number that it is, unless its digits never end. */
  public Optional<BigDecimal> toDecimal() {
    try {
      return Optional.of(new BigDecimal(numerator).divide(new BigDecimal(denominator)));
    } catch (ArithmeticException endless) {
      return Optional.empty();
    }
  }

  /** The decimal number nearest to it, of the context's precision. */
  public BigDecimal rounded(MathContext context) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), context);
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** As a decimal where it has a finite one, as a fraction otherwise. */
  @Override
  public String toString() {
    BigInteger rest = denominator;
    for (BigInteger factor : new BigInteger[] {BigInteger.TWO, BigInteger.valueOf(5)}) {
      while (rest.mod(factor).signum() == 0) {
        rest = rest.divide(factor);
      }
    }
    return rest.equals(BigInteger.ONE)
        ? new BigDecimal(numerator).divide(new BigDecimal(denominator)).toPlainString()
        : numerator + "/" + denominator;
  }
}
