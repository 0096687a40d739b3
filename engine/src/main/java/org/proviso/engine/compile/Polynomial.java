package org.proviso.engine.compile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.proviso.ground.number.Rational;
import org.proviso.language.model.NumberTerm;

/**
 * A sum of products of number terms, the constant kept apart: {@code coefficients} maps each
 * product (its factors, sorted) to its coefficient, never zero.
 */
public record Polynomial(Map<Product, Rational> coefficients, Rational constant) {
  /** One or more factors, none of them a constant or an operation, in a fixed order. */
  public record Product(List<NumberTerm> factors) implements Comparable<Product> {
    private static final Comparator<NumberTerm> FIXED = Comparator.comparing(NumberTerm::toString);

    public Product {
      factors = factors.stream().sorted(FIXED).toList();
    }

    @Override
    public int compareTo(Product other) {
      int size = Integer.compare(factors.size(), other.factors.size());
      return size != 0 ? size : factors.toString().compareTo(other.factors.toString());
    }
  }

  public Polynomial {
    var sorted = new TreeMap<Product, Rational>();
    coefficients.forEach(
        (product, coefficient) -> {
          if (coefficient.signum() != 0) {
            sorted.put(product, coefficient);
          }
        });
    coefficients = java.util.Collections.unmodifiableMap(sorted);
  }

  /** A number term, multiplied out. */
  public static Polynomial of(NumberTerm term) {
    return switch (term) {
      case NumberTerm.Constant(var value) -> new Polynomial(Map.of(), Rational.of(value));
      case NumberTerm.Arithmetic(var left, var operator, var right) ->
          switch (operator) {
            case PLUS -> of(left).plus(of(right));
            case MINUS -> of(left).plus(of(right).times(Rational.of(-1)));
            case TIMES -> of(left).times(of(right));
            case DIVIDED_BY -> of(left).times(Rational.ONE.dividedBy(of(right).constant()));
          };
      case NumberTerm.OfFact _,
          NumberTerm.Elapsed _,
          NumberTerm.CountOf _,
          NumberTerm.LongestOf _,
          NumberTerm.TotalOf _ ->
          new Polynomial(Map.of(new Product(List.of(term)), Rational.ONE), Rational.ZERO);
    };
  }

  /** The sum. */
  public Polynomial plus(Polynomial other) {
    var sum = new TreeMap<>(coefficients);
    other.coefficients.forEach(
        (product, coefficient) -> sum.merge(product, coefficient, Rational::plus));
    return new Polynomial(sum, constant.plus(other.constant));
  }

  /** The product with a constant. */
  public Polynomial times(Rational factor) {
    var product = new TreeMap<>(coefficients);
    product.replaceAll((_, coefficient) -> coefficient.times(factor));
    return new Polynomial(product, constant.times(factor));
  }

  /** The product. */
  public Polynomial times(Polynomial other) {
    var product = new TreeMap<Product, Rational>();
    coefficients.forEach(
        (left, leftCoefficient) -> {
          other.coefficients.forEach(
              (right, rightCoefficient) -> {
                var factors = new ArrayList<>(left.factors());
                factors.addAll(right.factors());
                product.merge(
                    new Product(factors), leftCoefficient.times(rightCoefficient), Rational::plus);
              });
          product.merge(left, leftCoefficient.times(other.constant), Rational::plus);
        });
    other.coefficients.forEach(
        (right, coefficient) -> product.merge(right, coefficient.times(constant), Rational::plus));
    return new Polynomial(product, constant.times(other.constant));
  }

  /** Whether it does not depend on any term. */
  public boolean isConstant() {
    return coefficients.isEmpty();
  }

  /** Whether no product has more than one factor. */
  public boolean isLinear() {
    return coefficients.keySet().stream().allMatch(product -> product.factors().size() == 1);
  }

  /** Every term it depends on. */
  public SequencedSet<NumberTerm> terms() {
    var terms = new LinkedHashSet<NumberTerm>();
    coefficients.keySet().forEach(product -> terms.addAll(product.factors()));
    return terms;
  }

  /**
   * The factor by which the sum without its constant has to be multiplied so that its coefficients
   * are whole, have no common factor, and the first is positive.
   */
  Rational normalizer() {
    BigInteger common = BigInteger.ONE;
    for (Rational coefficient : coefficients.values()) {
      common =
          common.multiply(coefficient.denominator()).divide(common.gcd(coefficient.denominator()));
    }
    BigInteger divisor = BigInteger.ZERO;
    for (Rational coefficient : coefficients.values()) {
      divisor =
          divisor.gcd(coefficient.numerator().multiply(common.divide(coefficient.denominator())));
    }
    var factor = new Rational(common, divisor);
    boolean negative = coefficients.values().iterator().next().signum() < 0;
    return negative ? factor.negated() : factor;
  }
}
