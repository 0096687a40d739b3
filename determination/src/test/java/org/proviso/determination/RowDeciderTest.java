package org.proviso.determination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.terminology.Terminology;

/** Rows come to what the same facts come to one by one, documents and referrals included. */
class RowDeciderTest {
  private static final Library LIBRARY = library();
  private static final Determiner DETERMINER =
      new Determiner(LibrarySource.of(LIBRARY), Optional.empty(), Terminology.standard());
  private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);

  /** Lines of business of requests, whether or not the facts agree. */
  private static final List<Optional<String>> LINES =
      List.of(Optional.empty(), Optional.of("commercial"), Optional.of("medicare-advantage"));

  private static Library library() {
    try {
      return Libraries.open(Path.of(System.getProperty("proviso.root", ".."), "guidelines"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @TestFactory
  Stream<DynamicTest> rowsOfEveryVersion() {
    int samples = Math.max(1, SeededFacts.samples(SeededFacts.FEW) / 10);
    return LIBRARY.guidelines().stream()
        .map(
            guideline ->
                DynamicTest.dynamicTest(
                    guideline.id() + " " + guideline.version(), () -> check(guideline, samples)));
  }

  private static void check(Guideline guideline, int samples) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(guideline.file().hashCode());
    long days =
        guideline.through().orElse(guideline.effective().plusYears(1)).toEpochDay()
            - guideline.effective().toEpochDay();
    Optional<RowDecider> rows = Optional.empty();
    for (int sample = 0; sample < samples; sample++) {
      LocalDate date = guideline.effective().plusDays(random.nextLong(days));
      Map<FactName, String> facts = SeededFacts.of(guideline, date, random);
      var requested =
          new ServiceRequested(
              "row",
              List.of(),
              date,
              LINES.get(random.nextInt(LINES.size())),
              Optional.empty(),
              Optional.empty(),
              new WhichVersion.Named(guideline));
      Plan plan = (Plan) DETERMINER.prepare(requested, TODAY);
      RowDecider row = rows.orElseGet(plan::rows);
      rows = Optional.of(row);
      StatedFacts source = StatedFacts.answered("d", facts, "column");
      var known = ((SourceFacts.Found) source.facts(guideline)).known();
      assertThat(row.load(plan, known)).isTrue();
      same((Determination) plan.decide(source), row);
    }
  }

  private static void same(Determination one, RowDecider row) {
    List<DecisionAnswer> decisions = one.answer().decisions();
    assertThat(row.decisions())
        .isEqualTo(decisions.stream().map(DecisionAnswer::decision).toList());
    for (int index = 0; index < decisions.size(); index++) {
      DecisionAnswer decision = decisions.get(index);
      int outcome = row.outcome(index);
      Optional<Outcome> packed =
          outcome == RowDecider.UNDECIDED
              ? Optional.empty()
              : Optional.of(row.outcomes(index).get(outcome));
      assertThat(packed).isEqualTo(decision.outcome());
      assertThat(row.verdict(index).outcome()).isEqualTo(decision.outcome());
      assertThat(row.verdict(index).reachable())
          .containsExactlyInAnyOrderElementsOf(decision.reachable());
      assertThat(row.verdict(index).clauses()).isEqualTo(decision.clauses());
      assertThat(row.missing(index)).isEqualTo(decision.missing());
      assertThat(row.request().knowledge(new FactName("cms-determination")))
          .isEqualTo(one.request().knowledge(new FactName("cms-determination")));
    }
  }
}
