package org.proviso.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Value sets as CSV files. */
class ValueSetCsvTest {
  @Test
  void readsCodesCategoriesAndRanges() throws TerminologyFileException {
    String text =
        """
        \uFEFFsystem,display,code
        icd10cm,"Malignant neoplasm, brain, ""NOS\""",C71.9
        icd10cm,,C71.*

        icd10cm,"two
        lines",D33.0..D33.2
        http://www.ama-assn.org/go/cpt,,76390
        """;
    assertThat(ValueSetCsv.read("set.csv", text))
        .containsExactly(
            new CodePattern.Exactly(new Code(CodeSystem.ICD10CM, "C71.9")),
            new CodePattern.Below(new Code(CodeSystem.ICD10CM, "C71")),
            new CodePattern.Between(
                new Code(CodeSystem.ICD10CM, "D33.0"), new Code(CodeSystem.ICD10CM, "D33.2")),
            new CodePattern.Exactly(new Code(CodeSystem.CPT, "76390")));
  }

  @Test
  void readsLinesThatEndInCarriageReturnAndLineFeed() throws TerminologyFileException {
    assertThat(ValueSetCsv.read("set.csv", "system,code\r\ncpt,76390\r\n")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | set.csv:1: the file is empty",
        "'system;code' | set.csv:1: the header lacks the column 'system'",
        "'system,code,code' | set.csv:1: a column stands twice",
        "'system,code\ncpt' | set.csv:2: the header has 2 columns",
        "'system,code\ncpt,76390\nicd11,X' | set.csv:3: unknown code system",
        "'system,code\ncpt,763' | set.csv:2: '763' is not a code of CPT",
        "'system,code\nrxnorm,1..9' | set.csv:2: codes of RxNorm have no order",
        "'system,code\ncpt,70553..70551' | set.csv:2: the range ends at 70551",
        "'system,code\ncpt,' | set.csv:2: the code is empty",
        "'system,code\ncpt,\"76390' | set.csv:2: a quoted field is not closed",
        "'system,code\ncpt,7\"6390' | set.csv:2: a double quote stands inside",
        "'system,code\ncpt,\"76390\"x' | set.csv:2: text follows the closing quote",
      })
  void tellsWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> ValueSetCsv.read("set.csv", text))
        .isInstanceOf(TerminologyFileException.class)
        .hasMessageStartingWith(message);
  }
}
