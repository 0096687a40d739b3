package org.proviso.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which codes a pattern selects. */
class ValueSetMatcherTest {
  @ParameterizedTest
  @CsvSource({
    "icd10cm, C71, C71, true",
    "icd10cm, C71, C71.9, true",
    "icd10cm, C71, C72.0, false",
    "icd10cm, C71, C7, false",
    "icd10cm, G31.8, G31.83, true",
    "icd10cm, G31.8, G31.9, false",
    "icd9cm, 191, 191.9, true",
    "icd9cm, 19, 191.9, false",
    "icd9cm, 01, 015.3, false",
    "icd9cm, 01, 01.53, true",
    "icd9cm, 296.0, 296.05, true",
    "icd10pcs, 00B, 00B00ZZ, true",
    "icd10pcs, 00B, 00C00ZZ, false",
    "atc, L01, L01AX03, true",
    "cpt, 7639, 76390, false",
    "cpt, 76390, 76390, true",
    "snomed, 73211009, 73211009, true",
    "loinc, 2160-0, 2160-0, true"
  })
  void whatIsBelow(String system, String above, String below, boolean expected) {
    var pattern = new CodePattern.Below(code(system, above));
    assertThat(ValueSetMatcher.matches(pattern, code(system, below))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "icd10cm, D33.0, D33.2, D33.1, true",
    "icd10cm, D33.0, D33.2, D33.21, true",
    "icd10cm, D33.0, D33.2, D33.3, false",
    "icd10cm, D33.0, D33.2, D33, false",
    "icd9cm, 92.30, 92.39, 92.33, true",
    "cpt, 61510, 61526, 61521, true",
    "cpt, 61510, 61526, 61527, false"
  })
  void whatIsBetween(String system, String first, String last, String code, boolean expected) {
    var pattern = new CodePattern.Between(code(system, first), code(system, last));
    assertThat(ValueSetMatcher.matches(pattern, code(system, code))).isEqualTo(expected);
  }

  @Test
  void aPatternSelectsNothingOfAnotherSystem() {
    var pattern = new CodePattern.Below(code("icd10cm", "C71"));
    assertThat(ValueSetMatcher.matches(pattern, code("icd10pcs", "C71"))).isFalse();
  }

  @Test
  void anExcludedCodeIsOutEvenWhenIncluded() {
    var valueSet =
        new ValueSet(
            "brain-tumor",
            "",
            List.of(new CodePattern.Below(code("icd10cm", "C71"))),
            List.of(new CodePattern.Exactly(code("icd10cm", "C71.9"))));
    assertThat(ValueSetMatcher.matches(valueSet, code("icd10cm", "C71.8"))).isTrue();
    assertThat(ValueSetMatcher.matches(valueSet, code("icd10cm", "C71.9"))).isFalse();
  }

  @Test
  void aDrugCodeIsTheSameWithAndWithoutHyphens() {
    var pattern = new CodePattern.Exactly(code("ndc", "0002-8215-01"));
    assertThat(ValueSetMatcher.matches(pattern, code("ndc", "00002821501"))).isTrue();
    assertThat(ValueSetMatcher.matches(pattern, code("ndc", "00002821502"))).isFalse();
  }

  private static Code code(String system, String value) {
    return new Code(CodeSystem.ofKeyword(system).orElseThrow(), value);
  }
}
