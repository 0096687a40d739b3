package org.proviso.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.language.check.ValueReader;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.library.Document;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.NumberTerm;
import org.proviso.language.words.ConditionWords;

/** A number of limited resolution: its values lie on a grid, and comparisons are cut along it. */
final class GridTest {
  private String sample = "";

  @BeforeEach
  void readSample() throws IOException {
    sample = Samples.inPage("language.md", "guideline").getFirst();
  }

  private Document document(String type, String condition) {
    return Document.parse(
        "a.md",
        sample
            .replace("brain-lesion : yes/no", "value : " + type + "\nbrain-lesion : yes/no")
            .replace("p2: brain-lesion and", "p2: brain-lesion and (" + condition + ") and"));
  }

  private Condition condition(String type, String condition) {
    Guideline guideline = document(type, condition).guideline().orElseThrow();
    Condition whole =
        guideline.decisions().getFirst().clauses().stream()
            .filter(clause -> clause.anchor().equals(new Anchor("p2")))
            .findFirst()
            .orElseThrow()
            .criterion()
            .condition();
    return ((Condition.AllOf) whole).parts().get(1).condition();
  }

  /** Whether a condition of one number holds, read straight from the model. */
  private static boolean holds(Condition condition, BigDecimal value) {
    return switch (condition) {
      case Condition.Constant(boolean constant) -> constant;
      case Condition.AllOf(var parts) ->
          parts.stream().map(Criterion::condition).allMatch(part -> holds(part, value));
      case Condition.AnyOf(var parts) ->
          parts.stream().map(Criterion::condition).anyMatch(part -> holds(part, value));
      case Condition.CompareNumbers(var left, var comparison, var right) ->
          comparison.holds(number(left, value).compareTo(number(right, value)));
      default -> throw new AssertionError(condition);
    };
  }

  private static BigDecimal number(NumberTerm term, BigDecimal value) {
    return term instanceof NumberTerm.Constant(var constant) ? constant : value;
  }

  @ParameterizedTest
  @CsvSource({"1", "0.1", "0.5", "2.5", "5", "3"})
  void onTheGridEveryComparisonHoldsAsWithoutIt(String step) {
    for (String comparison :
        List.of(
            "value < C",
            "value <= C",
            "value = C",
            "value != C",
            "value >= C",
            "value > C",
            "C < value",
            "C >= value",
            "value between C and 60")) {
      for (String constant : List.of("-5", "0", "2.5", "55", "55.5", "55.55")) {
        String written = comparison.replace("C", constant);
        Condition gridded = condition("number by " + step, written);
        Condition free = condition("number", written);
        for (int index = -40; index <= 700; index++) {
          BigDecimal value = new BigDecimal(step).multiply(BigDecimal.valueOf(index));
          assertThat(holds(gridded, value))
              .as(written + " of " + value)
              .isEqualTo(holds(free, value));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "number by 1, value > 55, value >= 56",
    "number by 1, value <= 55, value < 56",
    "number by 1, value > 55.5, value >= 55.2",
    "number by 1, 56 <= value, value > 55",
    "number in kg by 1, value > 55 kg, value >= 56000 g",
  })
  void whatCoincidesIsOneCondition(String type, String one, String other) {
    assertThat(condition(type, one)).isEqualTo(condition(type, other));
  }

  @Test
  void peopleReadTheGrid() {
    var guideline = document("number in kg by 1", "value < 56 kg").guideline().orElseThrow();
    var words = new ConditionWords(guideline.facts());
    assertThat(words.of(condition("number in kg by 1", "value < 56 kg")))
        .isEqualTo("value is at most 55 kg");
    assertThat(words.of(condition("number in kg by 1", "value > 55 kg")))
        .isEqualTo("value is at least 56 kg");
  }

  @Test
  void aConstantBetweenTwoValuesIsToldWhereItMeansNever() {
    assertThat(document("number by 1", "value = 55.5").diagnostics())
        .extracting(Diagnostic::id)
        .containsExactly("comparison-out-of-range");
    assertThat(document("number by 1", "value > 55.5").diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "number by 0",
    "number by -1",
    "number from 0 to 10 by 3",
    "number from 0.5 to 10 by 1"
  })
  void aStepThatMakesNoGridIsAnError(String type) {
    assertThat(document(type, "value > 5").diagnostics())
        .extracting(Diagnostic::id)
        .containsExactly("bad-step");
  }

  @Test
  void aValueBetweenTwoStepsIsNoValue() {
    FactDeclaration fact =
        document("number in kg from 0 to 300 by 0.5", "value > 5 kg")
            .guideline()
            .orElseThrow()
            .fact(new FactName("value"))
            .orElseThrow();
    assertThat(fact.step()).isEqualTo(Optional.of(new BigDecimal("0.5")));
    assertThat(ValueReader.read(fact, "70.5")).isInstanceOf(ValueReader.Result.Read.class);
    assertThat(ValueReader.read(fact, "70500 g")).isInstanceOf(ValueReader.Result.Read.class);
    assertThat(ValueReader.read(fact, "70.25"))
        .isInstanceOfSatisfying(
            ValueReader.Result.Malformed.class,
            malformed -> assertThat(malformed.reason()).contains("no multiple of 0.5"));
  }
}
