package org.proviso.ground.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RationalTest {
  @ParameterizedTest
  @CsvSource({
    "2, 4, 1/2 as a decimal, 0.5",
    "-2, 4, negative above, -0.5",
    "2, -4, negative below, -0.5",
    "10, 30, endless, 1/3",
    "1, 3, endless, 1/3",
    "0, -7, zero, 0",
    "7, 1, whole, 7"
  })
  void isInLowestTermsWithAPositiveDenominator(
      long numerator, long denominator, String what, String text) {
    assertThat(Rational.of(numerator, denominator)).as(what).hasToString(text);
  }

  @Test
  void hasNoFractionOverZero() {
    assertThatThrownBy(() -> Rational.of(1, 0)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.ONE.dividedBy(Rational.ZERO))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Rational.ZERO.power(-1)).isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({"0.10, 1/10", "1E3, 1000/1", "-2.50, -5/2", "0.000, 0/1"})
  void takesADecimalExactly(BigDecimal decimal, String fraction) {
    Rational exact = Rational.of(decimal);
    assertThat(exact.numerator() + "/" + exact.denominator()).isEqualTo(fraction);
    assertThat(exact.toDecimal())
        .hasValueSatisfying(back -> assertThat(back).isEqualByComparingTo(decimal));
  }

  @ParameterizedTest
  @CsvSource({"7, 2, 3, 4", "-7, 2, -4, -3", "4, 2, 2, 2", "0, 1, 0, 0"})
  void roundsDownAndUpToWholeNumbers(long numerator, long denominator, long floor, long ceiling) {
    Rational exact = Rational.of(numerator, denominator);
    assertThat(exact.floor()).isEqualTo(Rational.of(floor));
    assertThat(exact.ceiling()).isEqualTo(Rational.of(ceiling));
    assertThat(exact.isWhole()).isEqualTo(floor == ceiling);
  }

  @Test
  void calculatesExactly() {
    Rational third = Rational.of(1, 3);
    Rational half = Rational.of(1, 2);
    assertThat(third.plus(half)).isEqualTo(Rational.of(5, 6));
    assertThat(third.minus(half)).isEqualTo(Rational.of(-1, 6));
    assertThat(third.times(half)).isEqualTo(Rational.of(1, 6));
    assertThat(third.dividedBy(half)).isEqualTo(Rational.of(2, 3));
    assertThat(third.power(-2)).isEqualTo(Rational.of(9));
    assertThat(third.power(0)).isEqualTo(Rational.ONE);
    assertThat(third).isLessThan(half).isGreaterThan(half.negated());
    assertThat(third.negated().signum()).isEqualTo(-1);
  }

  @Test
  void hasADecimalOnlyWhereTheDigitsEnd() {
    assertThat(Rational.of(1, 3).toDecimal()).isEmpty();
    assertThat(Rational.of(1, 8).toDecimal()).contains(new BigDecimal("0.125"));
    assertThat(Rational.of(2, 3).rounded(MathContext.DECIMAL32))
        .isEqualTo(new BigDecimal("0.6666667"));
  }
}
