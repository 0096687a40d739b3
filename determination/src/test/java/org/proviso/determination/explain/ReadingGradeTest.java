package org.proviso.determination.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How hard a text is to read. */
class ReadingGradeTest {
  /** Counts as a dictionary gives them. */
  @ParameterizedTest
  @CsvSource({
    "the, 1",
    "care, 1",
    "rules, 1",
    "used, 1",
    "needed, 2",
    "decided, 3",
    "causes, 2",
    "table, 2",
    "tables, 2",
    "safely, 2",
    "treatment, 2",
    "movement, 2",
    "question, 2",
    "radiation, 4",
    "diagnosis, 4",
    "surgery, 3",
    "doctor, 2",
    "answer, 2",
    "medicare, 3",
    "contract, 2",
    "tumor, 2",
    "treated, 2",
    "necessity, 4",
    "spectroscopy, 4",
    "magnetic, 3",
    "chemotherapy, 5",
    "physician, 3",
    "authorization, 5",
    "guarantee, 3",
    "MRI, 3",
    "76, 2",
    "doctor's, 2",
    "actual, 3",
    "continuous, 4",
    "you, 1",
    "may, 1",
    "denying, 3"
  })
  void syllablesAreCountedBySpelling(String word, int syllables) {
    assertThat(Syllables.count(word)).isEqualTo(syllables);
  }

  /** 0.39 x 6 words / 1 sentence + 11.8 x 7 syllables / 6 words - 15.59. */
  @Test
  void theFormulaIsThatOfKincaid() {
    ReadingGrade grade = ReadingGrade.of("The cat sat on the table.");
    assertThat(grade).isEqualTo(new ReadingGrade(6, 1, 7));
    assertThat(grade.grade()).isCloseTo(0.39 * 6 + 11.8 * 7 / 6 - 15.59, within(1e-9));
    assertThat(grade).hasToString("0.5");
  }

  @Test
  void linesAndColonsEndSentencesAndLoneWordsAreNone() {
    assertThat(ReadingGrade.of("This is it\nAnd that: here it is. Is it so? Yes."))
        .isEqualTo(new ReadingGrade(12, 4, 12));
  }

  @Test
  void longWordsAndSentencesAreHarder() {
    assertThat(
            ReadingGrade.of(
                    "Benefits are determined by the group contract, member benefit booklet or"
                        + " subscriber certificate in effect when the service was rendered.")
                .grade())
        .isGreaterThan(ReadingGrade.of("Your contract says what we pay.").grade() + 5);
  }

  @Test
  void whatHasNoWordsHasNoGrade() {
    assertThatThrownBy(() -> ReadingGrade.of(" - ")).isInstanceOf(IllegalArgumentException.class);
  }
}
