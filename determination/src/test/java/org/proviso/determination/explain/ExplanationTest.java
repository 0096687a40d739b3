package org.proviso.determination.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proviso.determination.Determination;
import org.proviso.determination.Libraries;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Case;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** The cases of every document of the library, explained to each reader. */
class ExplanationTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("proviso.root", ".."), "guidelines");

  private static final List<Determination> CASES = all();

  private static Stream<Determination> cases() {
    return CASES.stream();
  }

  private static List<Determination> all() {
    try {
      return Libraries.open(LIBRARY).guidelines().stream()
          .filter(guideline -> guideline.kind() != DocumentKind.SHARED)
          .flatMap(guideline -> guideline.cases().stream().map(of -> determined(guideline, of)))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Determination determined(Guideline guideline, Case of) {
    if (!(Engine.compile(guideline)
        instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var warnings))) {
      throw new AssertionError(guideline.file());
    }
    Request request = CaseRunner.request(guideline, of);
    return new Determination(
        compiled.decide(request),
        request,
        Map.of(),
        Map.of(),
        List.of(),
        request.dateOfService(),
        "",
        List.of());
  }

  private static String words(String text) {
    return String.join(" ", text.split("\\s+", -1));
  }

  @Test
  void everyReaderGetsTheNoticeAndNobodyIsTurnedDown() {
    var outcomes = new HashSet<Class<?>>();
    var undecided = new HashSet<Boolean>();
    cases()
        .forEach(
            determination -> {
              for (DecisionAnswer decision : determination.answer().decisions()) {
                decision.outcome().map(Outcome::getClass).ifPresent(outcomes::add);
                undecided.add(decision.outcome().isEmpty());
              }
              for (Reader reader : Reader.values()) {
                String text = Explanation.of(determination, reader).text();
                assertThat(words(text))
                    .contains(words(determination.answer().guideline().notice()));
                assertThat(text.toLowerCase(Locale.ROOT))
                    .doesNotContain("denied", "denial", "rejected", "refused");
              }
            });
    assertThat(outcomes).isEqualTo(Set.of(Outcome.class.getPermittedSubclasses()));
    assertThat(undecided).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void theMemberReadsAtEighthGradeOrBelow() {
    assertThat(cases().map(each -> Explanation.of(each, Reader.MEMBER)).toList())
        .hasSizeGreaterThan(300)
        .allSatisfy(
            explanation -> {
              assertThat(explanation.grade().orElseThrow().grade()).isLessThan(8);
              assertThat(explanation.gradeWithQuotations().orElseThrow().grade())
                  .as(explanation.text())
                  .isLessThan(8);
            });
  }

  @Test
  void theReviewerSeesEveryCriterionAndTheProviderEveryMissingFact() {
    cases()
        .forEach(
            determination -> {
              String reviewer = Explanation.of(determination, Reader.REVIEWER).text();
              String provider = Explanation.of(determination, Reader.PROVIDER).text();
              for (DecisionAnswer decision : determination.answer().decisions()) {
                decision
                    .criteria()
                    .forEach(
                        status ->
                            assertThat(words(reviewer))
                                .contains(words(status.criterion().label())));
                decision
                    .missing()
                    .forEach(fact -> assertThat(words(provider)).contains(fact + "=..."));
              }
            });
  }
}
