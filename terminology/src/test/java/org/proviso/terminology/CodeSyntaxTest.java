package org.proviso.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a code of each system looks like. */
class CodeSyntaxTest {
  @ParameterizedTest
  @CsvSource({
    "icd10cm, C71.9",
    "icd10cm, C71",
    "icd10cm, S72.001A",
    "icd10cm, M1A.00X0",
    "icd10cm, U07.1",
    "icd10pcs, 00B00ZZ",
    "icd10pcs, XW033E5",
    "icd9cm, 191.9",
    "icd9cm, V10.85",
    "icd9cm, E812.0",
    "icd9cm, 01.53",
    "icd9cm, 340",
    "cpt, 76390",
    "cpt, 0042T",
    "cpt, 3006F",
    "cpt, 0001U",
    "cpt, 0001A",
    "hcpcs, G0297",
    "snomed, 73211009",
    "snomed, 999000011000001104",
    "loinc, 2160-0",
    "loinc, 24590-2",
    "loinc, LA33-6",
    "rxnorm, 37776",
    "ndc, 0002-8215-01",
    "ndc, 00028215001",
    "atc, L01AX03"
  })
  void aCodeOfTheSystemIsWellFormed(String system, String value) {
    assertThat(CodeSyntax.fault(code(system, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "icd10cm, 191.9",
    "icd10cm, C7",
    "icd10cm, C71.12345",
    "icd10cm, c71.9",
    "icd10cm, C71.",
    "icd10pcs, 00B00Z",
    "icd10pcs, 00B0OZZ",
    "icd10pcs, 00B0IZZ",
    "icd9cm, C71.9",
    "icd9cm, 1911",
    "cpt, 7639",
    "cpt, G0297",
    "cpt, 76390T",
    "hcpcs, 76390",
    "hcpcs, W0001",
    "snomed, 73211008",
    "snomed, 073211009",
    "loinc, 2160-1",
    "loinc, 2160",
    "rxnorm, 0377",
    "ndc, 123456789",
    "ndc, 1-2-3",
    "atc, L01A"
  })
  void anythingElseIsNot(String system, String value) {
    assertThat(CodeSyntax.fault(code(system, value))).isPresent();
  }

  @Test
  void aSnomedIdentifierOfADescriptionIsNoConcept() {
    // 10 to 18 digits with the partition 01 name a description.
    assertThat(CodeSyntax.fault(code("snomed", "754786011")))
        .hasValueSatisfying(fault -> assertThat(fault).contains("partition 01"));
  }

  @ParameterizedTest
  @CsvSource({"icd10pcs, 00B", "atc, L01", "icd10cm, C71"})
  void theBeginningOfACodeNamesACategory(String system, String value) {
    assertThat(CodeSyntax.faultOfCategory(code(system, value))).isEmpty();
  }

  @Test
  void anIcd10CmCodeWithoutItsDotGetsIt() {
    assertThat(CodeSyntax.canonical(CodeSystem.ICD10CM, "C719").value()).isEqualTo("C71.9");
    assertThat(CodeSyntax.canonical(CodeSystem.ICD10CM, "C71").value()).isEqualTo("C71");
    // Of a diagnosis 191.9 and a procedure 19.19 alike.
    assertThat(CodeSyntax.canonical(CodeSystem.ICD9CM, "1919").value()).isEqualTo("1919");
  }

  private static Code code(String system, String value) {
    return new Code(CodeSystem.ofKeyword(system).orElseThrow(), value);
  }
}
