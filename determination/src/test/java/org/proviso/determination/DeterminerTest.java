package org.proviso.determination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.proviso.determination.Pages.AGE;
import static org.proviso.determination.Pages.INJURED;
import static org.proviso.determination.Pages.KNEE;
import static org.proviso.determination.Pages.RULED;
import static org.proviso.determination.Pages.TODAY;
import static org.proviso.determination.Pages.asked;
import static org.proviso.determination.Pages.facts;
import static org.proviso.determination.Pages.in;
import static org.proviso.determination.Pages.knee;
import static org.proviso.determination.Pages.library;
import static org.proviso.determination.Pages.stated;
import static org.proviso.determination.Pages.witness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;

/** What the door decides, and from what. */
class DeterminerTest {
  private static Determination determined(Result result) {
    assertThat(result).isInstanceOf(Determination.class);
    return (Determination) result;
  }

  private static DecisionAnswer decision(Result result) {
    return determined(result).answer().decisions().getFirst();
  }

  private static String outcome(Result result) {
    return decision(result).outcome().map(Outcome::word).orElse("undecided");
  }

  @Test
  void missingIsNotFalse() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    ServiceRequested knee = knee("2024-05-01");
    assertThat(outcome(determiner.determine(knee, stated(), TODAY))).isEqualTo("undecided");
    assertThat(outcome(determiner.determine(knee, stated("injured", "no"), TODAY)))
        .isEqualTo("does-not-meet");
    Result meets = determiner.determine(knee, stated("injured", "yes", "age", "10"), TODAY);
    assertThat(outcome(meets)).isEqualTo("meets");
    assertThat(decision(meets).anchors()).extracting(Object::toString).containsExactly("c1");
    Result open = determiner.determine(knee, stated("injured", "yes"), TODAY);
    assertThat(decision(open).missing()).containsExactly(AGE);
  }

  @Test
  void aDeterminationSaysWhenAndFromWhatItWasMade() {
    Determination determination =
        determined(
            library()
                .version("knee", "2020-01-01")
                .determiner()
                .determine(knee("2024-05-01"), stated("injured", "no"), TODAY));
    assertThat(determination.decidedOn()).isEqualTo(TODAY);
    assertThat(determination.inputDigest()).isEqualTo("d1");
    assertThat(determination.limits()).isEmpty();
    assertThat(determination.request().knowledge(INJURED))
        .isEqualTo(
            new Knowledge.Known(new Value.YesNo(false), List.of(new Evidence.Answered("test"))));
  }

  @Test
  void unanswerableIsUnknownAndNotAskedAgain() {
    DecisionAnswer decision =
        decision(
            library()
                .version("knee", "2020-01-01")
                .determiner()
                .determine(
                    knee("2024-05-01"), stated("injured", "yes", "age", "unanswerable"), TODAY));
    assertThat(decision.outcome()).isEmpty();
    assertThat(decision.unanswerable()).containsExactly(AGE);
  }

  @Test
  void anAnswerThatDisagreesWithTheSourceContradictsIt() {
    Result result =
        library()
            .version("knee", "2020-01-01")
            .determiner()
            .determine(
                knee("2024-05-01"),
                new AnsweredFacts(
                    stated("injured", "no"),
                    Options.NONE.answering(facts("injured", "yes"), "command line")),
                TODAY);
    assertThat(decision(result).outcome()).isEmpty();
    assertThat(decision(result).contradicted()).containsExactly(INJURED);
  }

  @Test
  void anAnswerThatAgreesWithTheSourceAddsItsEvidence() {
    Determination determination =
        determined(
            library()
                .version("knee", "2020-01-01")
                .determiner()
                .determine(
                    knee("2024-05-01"),
                    new AnsweredFacts(
                        stated("injured", "no"),
                        Options.NONE.answering(facts("injured", "no"), "command line")),
                    TODAY));
    assertThat(determination.request().knowledge(INJURED).evidence())
        .containsExactly(new Evidence.Answered("test"), new Evidence.Answered("command line"));
  }

  @Test
  void theLibraryAloneSaysWhichDocumentsAreInForce() {
    Pages ruled = library().referring("knee", "2020-01-01").determination("ncd", "2022-01-01");
    Determiner determiner = ruled.determiner();
    Result before = determiner.determine(knee("2021-12-31"), stated("injured", "no"), TODAY);
    assertThat(outcome(before)).isEqualTo("does-not-meet");
    Result after = determiner.determine(knee("2022-01-01"), stated("injured", "no"), TODAY);
    assertThat(outcome(after)).isEqualTo("refer");
    assertThat(determined(after).referrals().get("medical-necessity"))
        .isInstanceOfSatisfying(
            Referral.Document.class,
            document -> {
              assertThat(document.answer().guideline().id()).isEqualTo("ncd");
              assertThat(document.answer().decisions().getFirst().outcome().map(Outcome::word))
                  .contains("does-not-meet");
            });
  }

  @Test
  void onlyAWitnessStatesWhichDocumentsAreInForce() {
    Determiner determiner =
        library().referring("knee", "2020-01-01").determination("ncd", "2022-01-01").determiner();
    ServiceRequested knee = knee("2024-05-01");
    assertThat(
            outcome(
                determiner.determine(
                    knee, witness("injured", "no", "ruled-nationally", "no"), TODAY)))
        .isEqualTo("does-not-meet");
    assertThat(
            outcome(
                determiner.determine(
                    knee("2021-01-01"),
                    witness("injured", "no", "ruled-nationally", "yes"),
                    TODAY)))
        .isEqualTo("refer");
    // Unless it says so, nothing is known, whatever the library has.
    assertThat(outcome(determiner.determine(knee, witness("injured", "no"), TODAY)))
        .isEqualTo("undecided");
    FactSource record =
        RefusalIdTest.source(
            Map.of(
                RULED,
                RefusalIdTest.known(new Value.InForce(false)),
                INJURED,
                RefusalIdTest.known(new Value.YesNo(false))));
    assertThat(outcome(determiner.determine(knee, record, TODAY))).isEqualTo("refer");
  }

  @Test
  void aDocumentThatIsBrokenIsNotKnownToBeInForceOrNot() {
    Determiner determiner =
        library()
            .referring("knee", "2020-01-01")
            .determination("ncd", "2019-01-01")
            .file(
                "ncd/2022-01-01.md", "---\nguideline: ncd\neffective: 2022-01-01\n---\n# Broken\n")
            .determiner();
    assertThat(outcome(determiner.determine(knee("2021-12-31"), stated("injured", "no"), TODAY)))
        .isEqualTo("refer");
    Determination after =
        determined(determiner.determine(knee("2022-01-01"), stated("injured", "no"), TODAY));
    assertThat(outcome(after)).isEqualTo("undecided");
    assertThat(decision(after).missing()).containsExactly(RULED);
    assertThat(after.notes()).extracting(Problem::id).containsExactly("document-broken");
  }

  @Test
  void aLineOfBusinessThatIsNotKnownRulesNoDocumentOut() {
    Determiner determiner =
        library()
            .referring("knee", "2020-01-01")
            .determination("ncd", "2020-01-01", "lines-of-business: [medicare-advantage]")
            .determiner();
    ServiceRequested knee = knee("2024-05-01");
    StatedFacts facts = stated("injured", "no");
    assertThat(outcome(determiner.determine(knee, facts, TODAY))).isEqualTo("refer");
    assertThat(outcome(determiner.determine(in(knee, "commercial", ""), facts, TODAY)))
        .isEqualTo("does-not-meet");
    assertThat(outcome(determiner.determine(in(knee, "medicare-advantage", ""), facts, TODAY)))
        .isEqualTo("refer");
  }

  @Test
  void aNamedVersionDecidesThoughTheLibraryHasAnother() {
    Pages pages = library().version("knee", "2020-01-01").version("knee", "2022-01-01");
    Guideline first = Pages.version(pages.read(), "knee", "2020-01-01");
    Determination determination =
        determined(
            pages
                .determiner()
                .determine(
                    asked("2024-05-01", new WhichVersion.Named(first)),
                    stated("injured", "no"),
                    TODAY));
    assertThat(determination.answer().guideline()).isSameAs(first);
  }

  @Test
  void aGuidelineThatIsNamedNeedsNoService() {
    Determiner determiner =
        library().version("knee", "2020-01-01").version("joints", "2021-01-01").determiner();
    Result result =
        determiner.determine(
            asked("2024-05-01", new WhichVersion.InForceOf("joints")),
            stated("injured", "no"),
            TODAY);
    assertThat(determined(result).answer().guideline().id()).isEqualTo("joints");
  }

  @Test
  void aPlanDecidesAsTheDoorDoes() {
    Determiner determiner =
        library().version("knee", "2020-01-01").version("knee", "2022-01-01").determiner();
    Plan plan = (Plan) determiner.prepare(knee("2024-05-01"), TODAY);
    assertThat(plan.guideline().version()).isEqualTo("2022-01-01");
    for (String[] facts :
        List.of(
            new String[] {},
            new String[] {"injured", "no"},
            new String[] {"injured", "yes", "age", "9"},
            new String[] {"injured", "yes", "age", "x"})) {
      assertThat(plan.decide(stated(facts)))
          .isEqualTo(determiner.determine(knee("2024-05-01"), stated(facts), TODAY));
    }
  }

  @Test
  void aRequestNamesAServiceOrAGuideline() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked("2024-05-01", new WhichVersion.InForce()));
  }

  @Test
  void whatAnotherDeterminerCompiledIsTakenOver() {
    Pages pages = library().version("knee", "2020-01-01");
    Determiner earlier = pages.determiner();
    Guideline knee = Pages.version(pages.read(), "knee", "2020-01-01");
    var compiled = earlier.compile(knee);
    pages.version("knee", "2022-01-01");
    Determiner later = pages.determiner();
    later.takeOver(earlier, pages.read());
    assertThat(later.compile(knee)).isSameAs(compiled);
  }

  @Test
  void severalThreadsGetTheSameAnswers() throws Exception {
    Determiner determiner =
        library()
            .referring("knee", "2020-01-01")
            .version("knee", "2022-01-01")
            .broken("knee", "2024-01-01")
            .determination("ncd", "2021-01-01")
            .determiner();
    List<ServiceRequested> asked =
        List.of(
            knee("2019-05-01"),
            knee("2020-05-01"),
            knee("2021-05-01"),
            knee("2022-05-01"),
            knee("2024-05-01"),
            asked("2022-05-01", new WhichVersion.InForceOf("ncd"), KNEE));
    List<StatedFacts> facts =
        List.of(stated(), stated("injured", "no"), stated("injured", "yes", "age", "12"));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      var answers = new ArrayList<Future<List<Result>>>();
      for (int thread = 0; thread < 4; thread++) {
        Callable<List<Result>> all =
            () -> {
              var results = new ArrayList<Result>();
              for (ServiceRequested one : asked) {
                facts.forEach(each -> results.add(determiner.determine(one, each, TODAY)));
              }
              return results;
            };
        answers.add(threads.submit(all));
      }
      List<Result> first = answers.getFirst().get();
      assertThat(first).hasSize(asked.size() * facts.size());
      for (Future<List<Result>> each : answers) {
        assertThat(each.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void aWitnessIsReadFromItsText() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    StatedRequest request =
        StatedRequest.in(
                """
                {"guideline":"knee","dateOfService":"2024-05-01","facts":{"injured":"no"}}\
                """
                    .getBytes(StandardCharsets.UTF_8))
            .orElseThrow();
    assertThat(request.guideline()).contains("knee");
    assertThat(outcome(request.asWitness(determiner, new WhichVersion.InForceOf("knee"), TODAY)))
        .isEqualTo("does-not-meet");
    var misnamed =
        new StatedRequest("d", Optional.empty(), request.dateOfService(), Map.of("Injured?", "no"));
    assertThat(misnamed.asWitness(determiner, new WhichVersion.InForceOf("knee"), TODAY))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.is(RefusalId.UNKNOWN_FACT)).isTrue());
    assertThat(StatedRequest.in("{\"resourceType\":\"Bundle\"}".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(StatedRequest.in(new byte[] {'{'})).isEmpty();
  }
}
