package org.proviso.terminology.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversions are exact, or refused. */
final class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "1, kg, g, 1000",
    "1, [in_i], cm, 2.54",
    "88, %, 1, 0.88",
    "37, Cel, [degF], 98.6",
    "98.6, [degF], Cel, 37",
    "2, wk, d, 14",
    "1, [lb_av], kg, 0.45359237",
    "5, {pack-years}, 1, 5",
    "1, g/L, mg/dL, 100",
  })
  void convertsExactly(BigDecimal value, String from, String to, BigDecimal expected) {
    assertThat(Units.conversion(from, to))
        .isInstanceOfSatisfying(
            Conversion.Linear.class,
            linear ->
                assertThat(linear.convert(value).orElseThrow()).isEqualByComparingTo(expected));
  }

  @Test
  void refusesWhatIsAnotherKindOfQuantityOrNoUnit() {
    assertThat(Units.conversion("kg", "cm")).isInstanceOf(Conversion.Incompatible.class);
    assertThat(Units.conversion("[IU]", "1")).isInstanceOf(Conversion.Incompatible.class);
    assertThat(Units.conversion("kilogram", "kg")).isInstanceOf(Conversion.UnknownUnit.class);
  }
}
