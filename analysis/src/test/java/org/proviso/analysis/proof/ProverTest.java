package org.proviso.analysis.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.proviso.analysis.Patient;
import org.proviso.engine.compile.Distinctions;
import org.proviso.engine.compile.Variable;
import org.proviso.language.library.Document;
import org.proviso.language.model.Condition;

/**
 * Answers agree with looking at every combination of cells.
 *
 * <p>{@code -Dproviso.analysis.statements=N} sets how many random statements are asked about.
 */
class ProverTest {
  private static final int STATEMENTS = Integer.getInteger("proviso.analysis.statements", 400);

  private static Distinctions distinctions(String criteria, String facts) {
    String document =
        """
        ---
        guideline: sample
        title: A sample
        payer: Example Health
        effective: 2025-01-01
        service: cpt 76390
        ---
        # A sample

        ## Notice

        This is not an authorization.

        - [p1] the first

        ```criteria
        need meets when p1: any of
        CRITERIA
        otherwise not-addressed
        ```

        ```facts
        FACTS
        ```
        """
            .replace("CRITERIA", criteria.indent(2).stripTrailing())
            .replace("FACTS", facts);
    Document read = Document.parse("sample.md", document);
    return Distinctions.of(
        read.guideline().orElseThrow(() -> new AssertionError(read.diagnostics().toString())));
  }

  private static final Distinctions MIXED =
      distinctions(
          """
          smokes
          color is red
          color is one of green, blue
          size >= 10 mm
          size >= 20 mm
          size >= 50 mm
          scans < 2
          """,
          """
          smokes : yes/no
          color : one of red, green, blue, gray
          size : number in mm from 0 to 100
          scans : count
          """);

  private static int random(Propositions propositions, SplittableRandom random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      int variable = random.nextInt(propositions.variables().size() / 2);
      int cells = propositions.variables().get(variable).cells();
      int statement = propositions.in(variable, random.nextLong(1, 1L << cells));
      return random.nextBoolean() ? statement : Propositions.not(statement);
    }
    var parts = new ArrayList<Integer>();
    for (int part = 0; part < 2 + random.nextInt(4); part++) {
      parts.add(random(propositions, random, depth - 1));
    }
    if (random.nextBoolean()) {
      parts.add(parts.getFirst());
    }
    int result = propositions.atLeast(1 + random.nextInt(parts.size()), parts);
    return random.nextBoolean() ? result : Propositions.not(result);
  }

  /** Whether some combination of cells satisfies a predicate. */
  private static boolean enumerate(
      List<Variable> variables, int[] cells, int from, Predicate<int[]> predicate) {
    if (from == variables.size()) {
      return predicate.test(cells);
    }
    for (int cell = 0; cell < variables.get(from).cells(); cell++) {
      cells[from] = cell;
      if (enumerate(variables, cells, from + 1, predicate)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aStatementIsPossibleExactlyWhenItHoldsForSomeCells() {
    var prover = new Prover(MIXED, Prover.Budget.USUAL);
    Propositions propositions = prover.propositions();
    List<Variable> variables = MIXED.variables();
    var random = new SplittableRandom(16);
    int possible = 0;
    for (int index = 0; index < STATEMENTS; index++) {
      int statement =
          propositions.all(
              List.of(
                  random(propositions, random, 2),
                  random(propositions, random, 2),
                  random(propositions, random, 2),
                  random(propositions, random, 1)));
      boolean expected =
          enumerate(
              variables,
              new int[2 * variables.size()],
              0,
              cells -> propositions.at(cells).holds(statement));
      Answer answer = index % 2 == 0 ? prover.ask(statement) : prover.local().ask(statement);
      assertThat(answer.isPossible()).as("statement %d", index).isEqualTo(expected);
      assertThat(answer.isImpossible()).as("statement %d", index).isEqualTo(!expected);
      if (answer instanceof Answer.Possible(var box, var _)) {
        possible++;
        boolean holdsInBox =
            !enumerate(
                variables,
                new int[2 * variables.size()],
                0,
                cells ->
                    box.cells().entrySet().stream()
                            .allMatch(each -> (each.getValue() >>> cells[each.getKey()] & 1) != 0)
                        && !propositions.at(cells).holds(statement));
        assertThat(holdsInBox).as("box of statement %d", index).isTrue();
      }
    }
    assertThat(possible).isBetween(STATEMENTS / 20, STATEMENTS - STATEMENTS / 20);
  }

  @Test
  void aYearForthAndLessThanAYearBackIsPossibleOnlyFromALeapDay() {
    Distinctions dates =
        distinctions(
            """
            seen at least 1 year after date-of-service
            date-of-service at least 1 year before seen
            """,
            "seen : date");
    var prover = new Prover(dates, Prover.Budget.USUAL);
    int yearForth = prover.propositions().of(dates.holds(part(dates, 0)));
    int yearBack = prover.propositions().of(dates.holds(part(dates, 1)));
    int both = prover.propositions().both(yearForth, Propositions.not(yearBack));
    Optional<Patient> patient = prover.patient(both, LocalDate.of(2025, 1, 1), Optional::of);
    assertThat(patient.orElseThrow().dateOfService()).isEqualTo(LocalDate.of(2028, 2, 29));
  }

  private static Condition part(Distinctions of, int index) {
    return of.guideline()
        .decisions()
        .getFirst()
        .clauses()
        .getFirst()
        .criterion()
        .condition()
        .parts()
        .get(index)
        .condition();
  }

  @Test
  void whatCalendarsAndArithmeticExcludeIsImpossible() {
    Distinctions tied =
        distinctions(
            """
            seen at least 40 days after born
            born at least 30 days after seen
            left + right >= 100 mm
            left < 30 mm
            right < 60 mm
            count of scans, within 6 months before date-of-service >= 3
            count of scans, within 12 months before date-of-service >= 2
            """,
            """
            seen : date
            born : date
            left : number in mm from 0 to 100
            right : number in mm from 0 to 100
            scans : history
            """);
    var prover = new Prover(tied, Prover.Budget.USUAL);
    Propositions propositions = prover.propositions();
    var holds = new ArrayList<Integer>();
    for (int index = 0; index < 7; index++) {
      holds.add(propositions.of(tied.holds(part(tied, index))));
    }
    assertThat(prover.ask(propositions.both(holds.get(0), holds.get(1))).isImpossible()).isTrue();
    assertThat(prover.ask(propositions.all(holds.subList(2, 5))).isImpossible()).isTrue();
    assertThat(prover.ask(propositions.all(holds.subList(2, 4))).isPossible()).isTrue();
    assertThat(
            prover
                .ask(propositions.both(holds.get(5), Propositions.not(holds.get(6))))
                .isImpossible())
        .isTrue();
    assertThat(
            prover
                .ask(propositions.both(holds.get(6), Propositions.not(holds.get(5))))
                .isPossible())
        .isTrue();
  }

  @Test
  void aQuestionBeyondItsBudgetRunsOutEachTimeAlike() {
    var facts = new StringBuilder();
    var criteria = new StringBuilder();
    int holes = 6;
    for (int pigeon = 0; pigeon <= holes; pigeon++) {
      for (int hole = 0; hole < holes; hole++) {
        facts.append("in-%d-%d : yes/no%n".formatted(pigeon, hole));
        criteria.append("in-%d-%d%n".formatted(pigeon, hole));
      }
    }
    Distinctions pigeons = distinctions(criteria.toString(), facts.toString());
    for (int repeat = 0; repeat < 2; repeat++) {
      var prover = new Prover(pigeons, new Prover.Budget(20, 100));
      int statement = pigeonsInHoles(prover.propositions(), holes);
      assertThat(prover.ask(statement)).isInstanceOf(Answer.RanOut.class);
      var patient = new Prover(pigeons, Prover.Budget.USUAL);
      assertThat(patient.ask(pigeonsInHoles(patient.propositions(), holes)).isImpossible())
          .isTrue();
    }
  }

  private static int pigeonsInHoles(Propositions propositions, int holes) {
    var all = new ArrayList<Integer>();
    for (int pigeon = 0; pigeon <= holes; pigeon++) {
      var somewhere = new ArrayList<Integer>();
      for (int hole = 0; hole < holes; hole++) {
        int here = propositions.in(pigeon * holes + hole, 0b10);
        somewhere.add(here);
        for (int other = 0; other < pigeon; other++) {
          all.add(
              Propositions.not(
                  propositions.both(here, propositions.in(other * holes + hole, 0b10))));
        }
      }
      all.add(propositions.any(somewhere));
    }
    return propositions.all(all);
  }

  @Test
  void twoPatientsDifferInTheFactsNamedOnly() {
    var prover = new Prover(MIXED, Prover.Budget.USUAL);
    Propositions propositions = prover.propositions();
    int smokes = propositions.in(0, 0b10);
    int otherSmokes = propositions.in(prover.twin(0), 0b10);
    int statement = propositions.both(smokes, Propositions.not(otherSmokes));
    assertThat(prover.askOfTwo(statement, Set.of(0), Optional.empty()).isPossible()).isTrue();
  }
}
