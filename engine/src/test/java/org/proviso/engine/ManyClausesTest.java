package org.proviso.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Change;
import org.proviso.engine.answer.Question;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.oracle.PackedCheck;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Basis;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Span;
import org.proviso.language.model.Value;

/** Any number of clauses may hold together: a page of alternatives is no larger than its length. */
class ManyClausesTest {
  private static final int CLAUSES = 40;
  private static final Span SPAN = new Span("many.md", 1, 1, 1, 1);
  private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

  private final CompiledGuideline compiled =
      ((Compilation.Compiled) Engine.compile(guideline())).guideline();

  @Test
  void theDiagramsGrowWithTheClausesAndNotWithTheirSets() {
    var decision = compiled.model().decisions().getFirst();
    var roots = new ArrayList<>(decision.decides());
    roots.add(decision.outcome());
    assertThat(compiled.model().diagrams().size(roots)).isLessThan(4 * CLAUSES);
  }

  @Test
  void everyClauseThatHoldsIsCited() {
    var facts = new HashMap<FactName, Knowledge>();
    for (int index = 0; index < CLAUSES; index++) {
      facts.put(fact(index), new Knowledge.Known(new Value.YesNo(index % 3 == 0), List.of()));
    }
    var answer = compiled.decide(new Request(DAY, facts)).decisions().getFirst();
    assertThat(answer.anchors())
        .containsExactlyElementsOf(
            IntStream.range(0, CLAUSES)
                .filter(index -> index % 3 == 0)
                .mapToObj(index -> new Anchor("p" + index))
                .toList());
    assertThat(answer.because()).hasSize(1);
  }

  @Test
  void theDecidingClausesOfOnePatientCanBeReadFromTheModel() {
    var cells = new int[compiled.model().variables().size()];
    cells[2] = 1;
    cells[5] = 1;
    var decision = compiled.model().decisions().getFirst();
    assertThat(decision.deciding(cells, compiled.model().diagrams()))
        .extracting(Clause::anchor)
        .containsExactly(new Anchor("p2"), new Anchor("p5"));
  }

  @Test
  void amongTooManyFactsForAnExactSearchTheQuestionIsNoWorseThanTheFixedOrder() {
    var question = compiled.decide(new Request(DAY, Map.of())).ask().orElseThrow();
    assertThat(question.method()).isEqualTo(Question.Method.GREEDY);
    assertThat(question.optimum()).isEmpty();
    // In any order one question is asked for certain, the next only after a no: 1 + 1/2 + 1/4 ...
    assertThat(question.expectedCost()).isCloseTo(2 - Math.scalb(1.0, 1 - CLAUSES), within(1e-9));
  }

  @Test
  void toReachTheOtherOutcomeEveryFactHasToBeLearnt() {
    var changes = compiled.decide(new Request(DAY, Map.of())).decisions().getFirst().wouldChange();
    assertThat(changes).extracting(change -> change.facts().size()).containsExactly(1, CLAUSES);
    assertThat(changes).allMatch(Change::smallest);
  }

  @Test
  void packedRowsAreAnsweredAlike() {
    PackedCheck.Report report = PackedCheck.run(compiled, 1, 400);
    assertThat(report.explained()).isEqualTo(report.requests());
  }

  private static FactName fact(int index) {
    return new FactName("fact-" + index);
  }

  private static Clause clause(String anchor, Rank rank, Condition condition, Outcome outcome) {
    var criterion = new Criterion(Optional.empty(), condition, "as written", SPAN);
    return new Clause(new Anchor(anchor), rank, 0, criterion, outcome);
  }

  private static Guideline guideline() {
    var clauses = new ArrayList<Clause>();
    var facts = new ArrayList<FactDeclaration>();
    for (int index = 0; index < CLAUSES; index++) {
      clauses.add(
          clause(
              "p" + index, Rank.POSITION, new Condition.IsYes(fact(index)), new Outcome.Meets()));
      facts.add(
          new FactDeclaration(
              fact(index), new FactType.YesNo(), Optional.of("Is it so?"), 1, List.of(), SPAN));
    }
    clauses.add(
        clause("p", Rank.OTHERWISE, new Condition.Constant(true), new Outcome.DoesNotMeet()));
    return new Guideline(
        new Guideline.Header(
            "many",
            "Many clauses",
            "Example Health",
            DocumentKind.GUIDELINE,
            Basis.PUBLISHED,
            DAY,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            "Notice."),
        new Guideline.Rules(
            facts, Map.of(), List.of(new Decision("medical-necessity", clauses, SPAN)), List.of()),
        new Guideline.Page(Map.of(), List.of(), List.of()),
        new Guideline.Source("many.md", "0"));
  }
}
