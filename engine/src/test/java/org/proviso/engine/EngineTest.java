package org.proviso.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.Disposition;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.decide.InvalidRequestException;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.diagnostics.Diagnostic;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Basis;
import org.proviso.language.model.CalendarUnit;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Comparison;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.DateTerm;
import org.proviso.language.model.Decision;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.Duration;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Rank;
import org.proviso.language.model.Span;
import org.proviso.language.model.Value;
import org.proviso.language.model.Window;

class EngineTest {
  private static final Span SPAN = new Span("example.md", 1, 1, 1, 1);
  private static final LocalDate DAY = LocalDate.of(2025, 6, 1);
  private static final FactName LESION = new FactName("brain-lesion");
  private static final FactName QUESTION = new FactName("tumor-in-question");
  private static final FactName BUSINESS = new FactName("line-of-business");

  private static final Condition BOTH = all(yes(LESION), yes(QUESTION));
  private static final Condition FEP = new Condition.IsOneOf(BUSINESS, Set.of("fep"));
  private static final Condition ALWAYS = new Condition.Constant(true);

  private final List<Clause> clauses = new ArrayList<>();

  @Test
  void decidesCitesAndSaysWhy() {
    exampleClauses();
    Answer answer =
        compiled()
            .decide(
                request(
                    Map.of(
                        LESION, known(new Value.YesNo(true)),
                        QUESTION, known(new Value.YesNo(true)),
                        BUSINESS, known(new Value.Symbol("commercial")))));
    var decision = answer.decisions().getFirst();
    assertThat(decision.outcome()).contains(new Outcome.Meets());
    assertThat(decision.anchors()).containsExactly(new Anchor("p2"));
    assertThat(decision.because()).containsExactly(BUSINESS, LESION, QUESTION);
    assertThat(answer.disposition()).isEqualTo(Disposition.APPROVABLE);
    assertThat(decision.wouldChange())
        .extracting(change -> change.facts().getFirst().toBe())
        .containsExactly("fep", "no");
  }

  @Test
  void oneExceptionDecidesWhateverElseIsMissing() {
    exampleClauses();
    Answer answer = compiled().decide(request(Map.of(BUSINESS, known(new Value.Symbol("fep")))));
    assertThat(answer.decided()).isTrue();
    assertThat(answer.ask()).isEmpty();
    assertThat(answer.disposition()).isEqualTo(Disposition.REVIEW);
  }

  @Test
  void aFactThatIsNotDeclaredIsRefusedWithTheNearestName() {
    exampleClauses();
    Request misspelled = request(Map.of(new FactName("brain-leson"), known(new Value.YesNo(true))));
    assertThat(compiled().check(misspelled))
        .singleElement()
        .satisfies(
            invalid ->
                assertThat(invalid.message())
                    .contains("no fact brain-leson. Did you mean brain-lesion?"));
    for (Detail detail : Detail.values()) {
      assertThatThrownBy(() -> compiled().decide(misspelled, detail))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void undecidedNamesWhatMatters() {
    exampleClauses();
    Answer answer =
        compiled()
            .decide(
                request(
                    Map.of(
                        BUSINESS,
                        known(new Value.Symbol("commercial")),
                        LESION,
                        new Knowledge.Unanswerable(List.of()))));
    var decision = answer.decisions().getFirst();
    assertThat(decision.missing()).containsExactly(LESION, QUESTION);
    assertThat(decision.unanswerable()).containsExactly(LESION);
    assertThat(answer.ask().orElseThrow().fact().name()).isEqualTo(QUESTION);
  }

  @Test
  void anImpossibleValueIsRefused() {
    exampleClauses();
    assertThatThrownBy(
            () -> compiled().decide(request(Map.of(BUSINESS, known(new Value.Symbol("navy"))))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("line-of-business")
        .hasMessageContaining("commercial, fep");
  }

  @Test
  void contradictingClausesAreAnErrorWithAPatient() {
    clauses.add(clause("p1", Rank.POSITION, 0, yes(LESION), new Outcome.Meets()));
    clauses.add(clause("p2", Rank.POSITION, 0, yes(QUESTION), new Outcome.DoesNotMeet()));
    clauses.add(clause("p0", Rank.OTHERWISE, 0, ALWAYS, new Outcome.NotAddressed()));
    assertThat(rejected())
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.id()).isEqualTo("conflicting-clauses");
              assertThat(diagnostic.message())
                  .contains("brain-lesion: yes; tumor-in-question: yes");
            });
  }

  @Test
  void contradictingReferralsNameWhereTheyReferTo() {
    clauses.add(
        clause("b1", Rank.CONTRACT, 0, yes(LESION), refer(new Outcome.Target.Named("contract"))));
    clauses.add(
        clause("b2", Rank.CONTRACT, 0, yes(QUESTION), refer(new Outcome.Target.OfFact(LESION))));
    clauses.add(clause("p0", Rank.OTHERWISE, 0, ALWAYS, new Outcome.NotAddressed()));
    assertThat(rejected())
        .singleElement()
        .satisfies(
            diagnostic ->
                assertThat(diagnostic.message())
                    .contains("(refer to \"contract\", refer to brain-lesion)"));
  }

  @Test
  void aDistanceBeyondTheCalendarIsADiagnosticAndNoException() {
    clauses.add(
        clause(
            "p1",
            Rank.POSITION,
            0,
            new Condition.CompareDates(
                new DateTerm.DateOfService(),
                Comparison.GREATER,
                new DateTerm.Fixed(DAY),
                Window.Direction.AFTER,
                new Duration(Integer.MAX_VALUE, CalendarUnit.YEARS)),
            new Outcome.Meets()));
    clauses.add(clause("p0", Rank.OTHERWISE, 0, ALWAYS, new Outcome.NotAddressed()));
    assertThat(rejected())
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.id()).isEqualTo("too-complex");
              assertThat(diagnostic.message()).contains("beyond what can be worked with");
            });
  }

  @Test
  void anEndThatNothingDecidesIsAnErrorWithAPatient() {
    clauses.add(clause("p1", Rank.POSITION, 0, yes(LESION), new Outcome.Meets()));
    assertThat(rejected())
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.id()).isEqualTo("undecided-end");
              assertThat(diagnostic.message()).contains("brain-lesion: no");
            });
  }

  @Test
  void aClauseThatNeverDecidesIsAWarning() {
    clauses.add(clause("p1", Rank.POSITION, 0, yes(LESION), new Outcome.Meets()));
    clauses.add(clause("p2", Rank.POSITION, 1, BOTH, new Outcome.Investigational()));
    clauses.add(clause("p0", Rank.OTHERWISE, 0, ALWAYS, new Outcome.NotAddressed()));
    assertThat(Engine.compile(guideline()).diagnostics())
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.id()).isEqualTo("dead-clause");
              assertThat(diagnostic.message()).contains("p2");
            });
  }

  @Test
  void theInterviewIsNoLongerThanTheBestFixedOrder() {
    exampleClauses();
    var report = compiled().interview(request(Map.of()));
    assertThat(report.optimum()).contains(report.strategy());
    assertThat(report.strategy()).isLessThanOrEqualTo(report.fixed() + 1e-9);
    assertThat(report.fixed()).isBetween(1.7499, 1.7501);
  }

  private void exampleClauses() {
    clauses.add(
        clause(
            "e1",
            Rank.EXCEPTION,
            0,
            FEP,
            new Outcome.Refer(new Outcome.Target.Named("FEP guidelines"))));
    clauses.add(clause("p2", Rank.POSITION, 0, BOTH, new Outcome.Meets()));
    clauses.add(clause("p0", Rank.OTHERWISE, 0, ALWAYS, new Outcome.NotAddressed()));
  }

  private CompiledGuideline compiled() {
    return ((Compilation.Compiled) Engine.compile(guideline())).guideline();
  }

  private List<Diagnostic> rejected() {
    return ((Compilation.Rejected) Engine.compile(guideline())).diagnostics();
  }

  private static Request request(Map<FactName, Knowledge> facts) {
    return new Request(DAY, facts);
  }

  private static Knowledge known(Value value) {
    return new Knowledge.Known(value, List.of());
  }

  private static Outcome refer(Outcome.Target target) {
    return new Outcome.Refer(target);
  }

  private static Condition yes(FactName fact) {
    return new Condition.IsYes(fact);
  }

  private static Condition all(Condition... parts) {
    return new Condition.AllOf(List.of(parts).stream().map(EngineTest::criterion).toList());
  }

  private static Criterion criterion(Condition condition) {
    return new Criterion(Optional.empty(), condition, "as written", SPAN);
  }

  private static Clause clause(
      String anchor, Rank rank, int tier, Condition condition, Outcome outcome) {
    return new Clause(new Anchor(anchor), rank, tier, criterion(condition), outcome);
  }

  private static FactDeclaration fact(FactName name, FactType type) {
    return new FactDeclaration(name, type, Optional.of("What of it?"), 1, List.of(), SPAN);
  }

  private Guideline guideline() {
    return new Guideline(
        new Guideline.Header(
            "example-1",
            "An example",
            "Example Health",
            DocumentKind.GUIDELINE,
            Basis.PUBLISHED,
            LocalDate.of(2025, 1, 1),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            "Notice."),
        new Guideline.Rules(
            List.of(
                fact(BUSINESS, new FactType.Enumeration(List.of("commercial", "fep"))),
                fact(LESION, new FactType.YesNo()),
                fact(QUESTION, new FactType.YesNo())),
            Map.of(),
            List.of(new Decision("medical-necessity", clauses, SPAN)),
            List.of()),
        new Guideline.Page(Map.of(), List.of(), List.of()),
        new Guideline.Source("example.md", "0"));
  }
}
