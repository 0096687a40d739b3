package org.proviso.terminology.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversion between UCUM units. */
class RecordUnitsTest {
  @ParameterizedTest
  @CsvSource({
    "60, mm[Hg], kPa, 7.99932", // 133.322 Pa, UCUM table of conventional units
    "1, [in_i], cm, 2.54",
    "1, [lb_av], kg, 0.45359237", // the international pound of 1959
    "88, %, 1, 0.88",
    "98.6, [degF], Cel, 37",
    "37, Cel, K, 310.15",
    "-40, Cel, [degF], -40",
    "130, mg/dL, g/L, 1.3",
    "30, {pack-years}, {pack-year}, 30",
    "30, {pack-years}, 1, 30",
    "6, wk, d, 42",
    "1, '', 1, 1"
  })
  void convertsExactly(BigDecimal value, String from, String to, BigDecimal expected) {
    assertThat(Units.conversion(from, to))
        .isInstanceOfSatisfying(
            Conversion.Linear.class,
            linear -> assertThat(linear.rounded(value)).isEqualByComparingTo(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "mmol/L, mg/dL",
    "kg, cm",
    "foo, kg",
    "kg, foo",
    "((, kg",
    "[pH], mol/L",
    "Cel/d, K/d",
    "m[Hg], kg",
    "'John Smith', kg",
    "B[V], V"
  })
  void saysWhatCannotBeConverted(String from, String to) {
    assertThat(Units.conversion(from, to)).isNotInstanceOf(Conversion.Linear.class);
  }

  @Test
  void knowsAUnitFromAnyOtherText() {
    assertThat(Units.isUnit("mm[Hg]")).isTrue();
    assertThat(Units.isUnit("{pack-years}")).isTrue();
    assertThat(Units.isUnit("millimetres")).isFalse();
  }
}
