package org.proviso.engine.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.compile.NumberCut;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.oracle.PackedCheck;
import org.proviso.ground.number.Rational;
import org.proviso.language.library.Library;
import org.proviso.language.model.Case;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;

class PackedGuidelineTest {
  private static final Path GUIDELINES =
      Path.of(System.getProperty("proviso.root", ".."), "guidelines");
  private static final FactName LESION = new FactName("brain-lesion");

  @Test
  void saysWhatTheExactEngineSaysOnTheLibrary() throws IOException {
    PackedCheck.Report report = PackedCheck.runLibrary(GUIDELINES, 40);
    assertThat(report.requests()).isGreaterThan(1_000);
    assertThat(report.undecided()).isGreaterThan(100);
    assertThat(report.completeWalked())
        .as("complete requests are answered by a walk")
        .isEqualTo(report.completeDecisions());
    assertThat(report.explained())
        .as("of partial requests nearly all, with clauses and criteria")
        .isGreaterThan(report.decisions() * 98 / 100);
  }

  @Test
  void saysWhatTheExactEngineSaysOnRandomGuidelines() {
    PackedCheck.Report report = PackedCheck.runRandom(1, false, 25);
    assertThat(report.completeWalked()).isEqualTo(report.completeDecisions());
    assertThat(report.walked()).isGreaterThan(report.decisions() * 8 / 10);
  }

  @Test
  void leavesToTheExactEngineWhatRelatesFacts() {
    PackedCheck.Report report = PackedCheck.runRandom(1_000_000, true, 10);
    assertThat(report.walked()).isPositive();
  }

  @Test
  void aRowOfZerosKnowsNothing() throws IOException {
    PackedGuideline packed = spectroscopy().packed();
    PackedDecision decision = packed.decisions().getFirst();
    int result = decision.decide(0);
    assertThat(decision.isDecided(result)).isFalse();
    assertThat(decision.reachable(result)).hasSameElementsAs(decision.outcomes());
  }

  @Test
  void aValueThatTheFactCannotHaveIsRefused() throws IOException {
    CompiledGuideline compiled = spectroscopy();
    PackedGuideline packed = compiled.packed();
    var wrong =
        new Request(
            compiled.guideline().effective(),
            Map.of(LESION, new Knowledge.Known(new Value.Decimal(BigDecimal.ONE), List.of())));
    var early = new Request(compiled.guideline().effective().minusDays(1), Map.of());
    var row = new long[packed.layout().words()];
    assertThat(packed.encode(wrong, packed.encoder(), row, 0)).isFalse();
    assertThat(packed.encode(early, packed.encoder(), row, 0)).isFalse();
  }

  @Test
  void decidingAllocatesNothing() throws IOException {
    for (CompiledGuideline compiled : List.of(spectroscopy(), spine(), of("ncd-210.14"))) {
      List<PackedDecision> decisions = compiled.packed().decisions();
      List<long[]> rows = rows(compiled);
      // The first round loads classes and makes verdicts, which are shared from then on.
      int said = decideAll(decisions, rows);
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      int again = decideAll(decisions, rows);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes for outcomes and deciding clauses").isZero();
      assertThat(again).isEqualTo(said).isGreaterThan(rows.size() * 9 / 10);
    }
  }

  /** Half of them complete, half of them partial. */
  private static List<long[]> rows(CompiledGuideline compiled) {
    PackedGuideline packed = compiled.packed();
    RowEncoder encoder = packed.encoder();
    return PackedCheck.requests(compiled, 5, 3_000).stream()
        .map(
            request -> {
              var row = new long[packed.layout().words()];
              assertThat(packed.encode(request, encoder, row, 0)).isTrue();
              return row;
            })
        .toList();
  }

  /** How many decisions the tables answer, with the clauses that decide. */
  private static int decideAll(List<PackedDecision> decisions, List<long[]> rows) {
    int said = 0;
    for (int index = 0; index < rows.size(); index++) {
      for (int each = 0; each < decisions.size(); each++) {
        PackedDecision decision = decisions.get(each);
        int result = decision.decide(rows.get(index), 0);
        boolean known = decision.verdict(rows.get(index), 0).isPresent();
        said += known && result != PackedDecision.EXACT ? 1 : 0;
      }
    }
    return said;
  }

  @Test
  void encodingDirectFactsAllocatesNothing() throws IOException {
    for (CompiledGuideline compiled : List.of(spectroscopy(), of("ncd-210.14"))) {
      PackedGuideline packed = compiled.packed();
      PackedDecision decision = packed.decisions().getFirst();
      RowEncoder encoder = packed.encoder();
      var row = new long[packed.layout().words()];
      long day = compiled.guideline().effective().toEpochDay();
      int facts = compiled.guideline().facts().size();
      // The first rounds load classes and fill the cache of dates.
      long sum = decideMany(decision, encoder, row, day, facts, 2_000);
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      sum += decideMany(decision, encoder, row, day, facts, 2_000);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(sum).isNotZero();
      assertThat(allocated).as("bytes for 2,000 decisions").isLessThan(2_000);
    }
  }

  /** Every direct fact gets some value of its type. */
  private static long decideMany(
      PackedDecision decision, RowEncoder encoder, long[] row, long day, int facts, int count) {
    long sum = 0;
    for (int round = 0; round < count; round++) {
      encoder.start(day + (round & 7));
      for (int fact = 0; fact < facts; fact++) {
        if (encoder.isDirect(fact)) {
          boolean known =
              encoder.yesNo(fact, (round >> fact & 1) != 0)
                  || encoder.symbol(fact, round & 1)
                  || encoder.day(fact, day - 365L * (40 + round % 30))
                  || encoder.number(fact, round % 60, 0);
          sum += known ? 1 : 0;
        }
      }
      encoder.finish(row, 0);
      sum += decision.decide(row, 0);
    }
    return sum;
  }

  @Test
  void theVerdictIsSharedAndCites() throws IOException {
    theVerdictIsSharedAndCites(spectroscopy());
    theVerdictIsSharedAndCites(spine());
  }

  private static void theVerdictIsSharedAndCites(CompiledGuideline compiled) {
    PackedGuideline packed = compiled.packed();
    PackedDecision decision = packed.decisions().getFirst();
    var row = new long[packed.layout().words()];
    int decided = 0;
    for (Case example : compiled.guideline().cases()) {
      Request request = CaseRunner.request(compiled.guideline(), example);
      assertThat(packed.encode(request, packed.encoder(), row, 0)).isTrue();
      Verdict verdict = decision.verdict(row, 0).orElseThrow();
      assertThat(decision.verdict(row, 0).orElseThrow()).isSameAs(verdict);
      assertThat(verdict.clauses().isEmpty()).isEqualTo(verdict.outcome().isEmpty());
      decided += verdict.outcome().isPresent() ? 1 : 0;
    }
    assertThat(decided).isPositive();
  }

  @Test
  void anIncompleteHistoryIsAtLeastWhatIsListed() throws IOException {
    CompiledGuideline compiled = spine();
    PackedGuideline packed = compiled.packed();
    PackedDecision decision = packed.decisions().getFirst();
    var row = new long[packed.layout().words()];
    for (int weeks = 1; weeks <= 8; weeks++) {
      Request request = degenerativeDisease(weeks);
      assertThat(packed.encode(request, packed.encoder(), row, 0)).isTrue();
      int result = decision.decide(row, 0);
      assertThat(result).isNotEqualTo(PackedDecision.EXACT);
      assertThat(decision.isDecided(result)).as("l14 asks for four weeks").isEqualTo(weeks >= 4);
      assertThat(decision.criteria(row, 0))
          .contains(compiled.decide(request).decisions().getFirst().criteria());
    }
  }

  /** All that l14 asks for, with so many weeks of therapy and perhaps more. */
  private static Request degenerativeDisease(int weeks) {
    LocalDate date = LocalDate.of(2026, 1, 5);
    var therapy = new Event(date.minusDays(7L * weeks), date.minusDays(1));
    return new Request(
        date,
        Map.of(
            new FactName("contract-has-own-rule"), known(new Value.YesNo(false)),
            new FactName("line-of-business"), known(new Value.Symbol("commercial")),
            new FactName("spondylolisthesis-or-degenerative-disease"), known(new Value.YesNo(true)),
            new FactName("symptoms-persist-after-therapy"), known(new Value.YesNo(true)),
            new FactName("conservative-therapy"),
                known(new Value.Events(List.of(therapy), false))));
  }

  private static Knowledge known(Value value) {
    return new Knowledge.Known(value, List.of());
  }

  @Test
  void monthsAreAddedAsTheCalendarDoes() {
    var random = new Random(7);
    for (int index = 0; index < 20_000; index++) {
      long day = random.nextLong(3_600_000) - 700_000;
      int months = random.nextInt(2_401) - 1_200;
      assertThat(EpochDays.plusMonths(day, months))
          .isEqualTo(LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay());
    }
  }

  @Test
  void aNumberReachesTheSameCutsInEveryForm() {
    var cuts =
        List.of(
            cut("-2.5", true),
            cut("0", false),
            cut("0.125", true),
            cut("7", true),
            cut("7", false));
    NumberCuts line = NumberCuts.of(cuts).orElseThrow();
    for (String text :
        List.of("-3", "-2.5", "-2.4999", "0", "0.0001", "0.125", "6.99", "7", "7.1")) {
      var value = new BigDecimal(text);
      long expected = cuts.stream().filter(cut -> cut.reachedBy(Rational.of(value))).count();
      assertThat(line.reachedBy(value)).as(text).isEqualTo((int) expected);
      for (int more = 0; more < 12; more++) {
        BigDecimal same = value.setScale(value.scale() + more);
        assertThat(line.reachedBy(same.unscaledValue().longValueExact(), same.scale()))
            .as(same.toPlainString())
            .isEqualTo((int) expected);
      }
    }
    assertThat(line.reachedBy(Long.MAX_VALUE, 0)).isEqualTo(5);
    assertThat(line.reachedBy(Long.MIN_VALUE, 0)).isZero();
    assertThat(NumberCuts.of(List.of(new NumberCut(third(), true)))).isEqualTo(Optional.empty());
  }

  private static Rational third() {
    return new Rational(BigInteger.ONE, BigInteger.valueOf(3));
  }

  private static NumberCut cut(String at, boolean inclusive) {
    return new NumberCut(Rational.of(new BigDecimal(at)), inclusive);
  }

  private static CompiledGuideline spectroscopy() throws IOException {
    return of("04-70540-07");
  }

  /** The document with the most facts; the sets of its clauses are too many for one table. */
  private static CompiledGuideline spine() throws IOException {
    return of("aetna-cpb-0236");
  }

  private static CompiledGuideline of(String id) throws IOException {
    Guideline guideline = Library.load(GUIDELINES).versions(id).getLast();
    return ((Compilation.Compiled) Engine.compile(guideline)).guideline();
  }
}
