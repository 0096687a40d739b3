package org.proviso.determination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.determination.Pages.HIP;
import static org.proviso.determination.Pages.KNEE;
import static org.proviso.determination.Pages.TODAY;
import static org.proviso.determination.Pages.asked;
import static org.proviso.determination.Pages.in;
import static org.proviso.determination.Pages.knee;
import static org.proviso.determination.Pages.library;
import static org.proviso.determination.Pages.stated;
import static org.proviso.determination.Pages.witness;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/**
 * Each reason to refuse, by its identifier. The name of a test begins with the one that it shows.
 */
class RefusalIdTest {
  private static final StatedFacts NOTHING = stated();

  /** Asks for one determination and, since the facts have no part in it, for a plan. */
  private static void refuses(RefusalId id, Determiner determiner, ServiceRequested requested) {
    refuses(id, determiner, requested, NOTHING);
    assertThat(determiner.prepare(requested, TODAY))
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.is(id)).isTrue());
  }

  private static void refuses(
      RefusalId id, Determiner determiner, ServiceRequested requested, FactSource facts) {
    assertThat(determiner.determine(requested, facts, TODAY))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.id()).isEqualTo(id.id());
              assertThat(refused.problems())
                  .allSatisfy(
                      problem -> {
                        assertThat(problem.place()).isNotEmpty();
                        assertThat(problem.message()).endsWith(".");
                        assertThat(problem.help()).isNotEmpty();
                      });
            });
  }

  private static void decides(String version, Result result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Determination.class,
            determination ->
                assertThat(determination.answer().guideline().version()).isEqualTo(version));
  }

  @Test
  void everyReasonHasATest() {
    List<String> tests =
        Arrays.stream(RefusalIdTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(method -> method.getName())
            .toList();
    assertThat(RefusalId.values())
        .allSatisfy(
            id -> assertThat(tests).anyMatch(name -> name.startsWith(inCamelCase(id.id()))));
  }

  private static String inCamelCase(String id) {
    return Pattern.compile("-(.)")
        .matcher(id)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  @Test
  void theIdentifiersAreTheContractForPrograms() {
    assertThat(Arrays.stream(RefusalId.values()).map(RefusalId::id))
        .containsExactly(
            "library-unreadable",
            "date-of-service-in-the-future",
            "no-guideline",
            "guideline-broken",
            "no-version-in-force",
            "several-guidelines",
            "services-differ",
            "guideline-rejected",
            "unknown-fact",
            "not-to-be-answered",
            "answer-does-not-fit",
            "invalid-fact");
  }

  @Test
  void libraryUnreadableWhenTheSourceHasNone() {
    refuses(
        RefusalId.LIBRARY_UNREADABLE,
        new Determiner(_ -> Optional.empty(), Optional.empty(), Terminology.standard()),
        knee("2024-05-01"));
  }

  @Test
  void dateOfServiceInTheFutureBeyondTheHorizonOfAVersionThatIsChosen() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    String last = TODAY.plusDays(ApplicableVersion.HORIZON_DAYS).toString();
    String beyond = TODAY.plusDays(ApplicableVersion.HORIZON_DAYS + 1L).toString();
    decides("2020-01-01", determiner.determine(knee(last), NOTHING, TODAY));
    refuses(RefusalId.DATE_OF_SERVICE_IN_THE_FUTURE, determiner, knee(beyond));
    refuses(
        RefusalId.DATE_OF_SERVICE_IN_THE_FUTURE,
        determiner,
        asked(beyond, new WhichVersion.InForceOf("knee"), KNEE));
  }

  @Test
  void dateOfServiceInTheFutureIsNoMatterOfAVersionThatIsNamed() {
    Guideline named =
        Pages.version(library().version("knee", "2020-01-01").read(), "knee", "2020-01-01");
    decides(
        "2020-01-01",
        library()
            .version("knee", "2020-01-01")
            .determiner()
            .determine(asked("2099-01-01", new WhichVersion.Named(named)), NOTHING, TODAY));
  }

  @Test
  void noGuidelineAboutTheService() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    refuses(
        RefusalId.NO_GUIDELINE, determiner, asked("2024-05-01", new WhichVersion.InForce(), HIP));
  }

  @Test
  void noGuidelineOfThatName() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    refuses(
        RefusalId.NO_GUIDELINE,
        determiner,
        asked("2024-05-01", new WhichVersion.InForceOf("hip"), KNEE));
    refuses(
        RefusalId.NO_GUIDELINE, determiner, asked("2024-05-01", new WhichVersion.InForceOf("hip")));
  }

  @Test
  void noGuidelineOfThePayer() {
    Pages pages = library().version("knee", "2020-01-01");
    ServiceRequested knee = knee("2024-05-01");
    decides("2020-01-01", pages.determiner().determine(knee, NOTHING, TODAY));
    decides("2020-01-01", pages.determiner("Example Health").determine(knee, NOTHING, TODAY));
    refuses(RefusalId.NO_GUIDELINE, pages.determiner("Somebody Else"), knee);
    decides(
        "2020-01-01",
        pages
            .determiner("Somebody Else")
            .determine(Pages.of(knee, "Example Health"), NOTHING, TODAY));
    refuses(
        RefusalId.NO_GUIDELINE,
        pages.determiner("Example Health"),
        Pages.of(knee, "Somebody Else"));
  }

  @Test
  void noGuidelineIsADeterminationOfMedicareUnlessItIsNamed() {
    Determiner determiner = library().determination("ncd", "2020-01-01").determiner();
    refuses(RefusalId.NO_GUIDELINE, determiner, knee("2024-05-01"));
    decides(
        "2020-01-01",
        determiner.determine(
            asked("2024-05-01", new WhichVersion.InForceOf("ncd"), KNEE), NOTHING, TODAY));
  }

  @Test
  void guidelineBrokenIsNeverReplacedByAnOlderVersion() {
    Determiner determiner =
        library().version("knee", "2020-01-01").broken("knee", "2023-01-01").determiner();
    decides("2020-01-01", determiner.determine(knee("2022-12-31"), NOTHING, TODAY));
    refuses(RefusalId.GUIDELINE_BROKEN, determiner, knee("2023-01-01"));
    refuses(
        RefusalId.GUIDELINE_BROKEN,
        determiner,
        asked("2023-01-01", new WhichVersion.InForceOf("knee"), KNEE));
    refuses(
        RefusalId.GUIDELINE_BROKEN,
        determiner,
        asked("2023-01-01", new WhichVersion.InForceOf("knee")));
  }

  @Test
  void guidelineBrokenEndsWithTheNextSoundVersion() {
    Determiner determiner =
        library()
            .version("knee", "2020-01-01")
            .broken("knee", "2023-01-01")
            .version("knee", "2024-01-01")
            .determiner();
    refuses(RefusalId.GUIDELINE_BROKEN, determiner, knee("2023-12-31"));
    decides("2024-01-01", determiner.determine(knee("2024-01-01"), NOTHING, TODAY));
  }

  @Test
  void guidelineBrokenWhenNobodyCanTellWhatABrokenDocumentIsAbout() {
    Determiner determiner =
        library()
            .version("knee", "2020-01-01")
            .file("mystery/2021-01-01.md", "no front matter")
            .determiner();
    refuses(
        RefusalId.GUIDELINE_BROKEN,
        determiner,
        asked("2024-05-01", new WhichVersion.InForce(), HIP));
    refuses(
        RefusalId.NO_GUIDELINE, determiner, asked("2020-12-31", new WhichVersion.InForce(), HIP));
    decides("2020-01-01", determiner.determine(knee("2024-05-01"), NOTHING, TODAY));
  }

  @Test
  void noVersionInForceBeforeTheFirstAndAfterTheLastDay() {
    Determiner determiner =
        library().version("knee", "2020-01-01", "through: 2024-12-31").determiner();
    refuses(RefusalId.NO_VERSION_IN_FORCE, determiner, knee("2019-12-31"));
    decides("2020-01-01", determiner.determine(knee("2024-12-31"), NOTHING, TODAY));
    refuses(RefusalId.NO_VERSION_IN_FORCE, determiner, knee("2025-01-01"));
  }

  @Test
  void noVersionInForceInAnotherLineOfBusiness() {
    Determiner determiner =
        library().version("knee", "2020-01-01", "lines-of-business: [commercial]").determiner();
    ServiceRequested knee = knee("2024-05-01");
    decides("2020-01-01", determiner.determine(in(knee, "commercial", ""), NOTHING, TODAY));
    decides("2020-01-01", determiner.determine(knee, NOTHING, TODAY));
    refuses(RefusalId.NO_VERSION_IN_FORCE, determiner, in(knee, "medicaid", ""));
    refuses(
        RefusalId.NO_VERSION_IN_FORCE,
        determiner,
        in(asked("2024-05-01", new WhichVersion.InForceOf("knee")), "medicaid", ""));
  }

  @Test
  void noVersionInForceInAnotherJurisdiction() {
    Determiner determiner =
        library().version("knee", "2020-01-01", "jurisdictions: [US-FL]").determiner();
    ServiceRequested knee = knee("2024-05-01");
    decides("2020-01-01", determiner.determine(in(knee, "", "US-FL"), NOTHING, TODAY));
    decides("2020-01-01", determiner.determine(knee, NOTHING, TODAY));
    refuses(RefusalId.NO_VERSION_IN_FORCE, determiner, in(knee, "", "US-GA"));
  }

  @Test
  void severalGuidelinesUntilOneIsNamed() {
    Determiner determiner =
        library().version("knee", "2020-01-01").version("joints", "2021-01-01").determiner();
    decides("2020-01-01", determiner.determine(knee("2020-12-31"), NOTHING, TODAY));
    refuses(RefusalId.SEVERAL_GUIDELINES, determiner, knee("2021-01-01"));
    decides(
        "2021-01-01",
        determiner.determine(
            asked("2021-01-01", new WhichVersion.InForceOf("joints"), KNEE), NOTHING, TODAY));
  }

  @Test
  void servicesDifferWhenOneCodeIsOfAnotherService() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    refuses(
        RefusalId.SERVICES_DIFFER,
        determiner,
        asked("2024-05-01", new WhichVersion.InForce(), KNEE, HIP));
    Code clinical = new Code(CodeSystem.SNOMED, "241641001");
    decides(
        "2020-01-01",
        determiner.determine(
            asked("2024-05-01", new WhichVersion.InForce(), KNEE, clinical), NOTHING, TODAY));
  }

  @Test
  void guidelineRejectedWhenItsClausesContradict() {
    Determiner determiner =
        library().version("knee", "2020-01-01").rejected("knee", "2023-01-01").determiner();
    decides("2020-01-01", determiner.determine(knee("2022-12-31"), NOTHING, TODAY));
    refuses(RefusalId.GUIDELINE_REJECTED, determiner, knee("2023-01-01"));
  }

  @Test
  void unknownFactThatIsMisspelled() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    ServiceRequested knee = knee("2024-05-01");
    refuses(RefusalId.UNKNOWN_FACT, determiner, knee, stated("injurred", "yes"));
    refuses(RefusalId.UNKNOWN_FACT, determiner, knee, witness("injurred", "yes"));
    refuses(
        RefusalId.UNKNOWN_FACT,
        determiner,
        knee,
        new AnsweredFacts(
            NOTHING, Options.NONE.answering(Pages.facts("injurred", "yes"), "command line")));
  }

  @Test
  void notToBeAnsweredIsWhetherADocumentIsInForce() {
    Determiner determiner = library().referring("knee", "2020-01-01").determiner();
    refuses(
        RefusalId.NOT_TO_BE_ANSWERED,
        determiner,
        knee("2024-05-01"),
        stated("ruled-nationally", "no"));
    decides(
        "2020-01-01",
        determiner.determine(knee("2024-05-01"), witness("ruled-nationally", "yes"), TODAY));
  }

  @Test
  void answerDoesNotFitItsType() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    for (String[] wrong :
        List.of(
            new String[] {"injured", "perhaps"},
            new String[] {"age", "121"},
            new String[] {"age", "old"})) {
      refuses(RefusalId.ANSWER_DOES_NOT_FIT, determiner, knee("2024-05-01"), stated(wrong));
    }
  }

  @Test
  void invalidFactOfASourceThatReadsNoText() {
    Determiner determiner = library().version("knee", "2020-01-01").determiner();
    refuses(
        RefusalId.INVALID_FACT,
        determiner,
        knee("2024-05-01"),
        source(Map.of(Pages.INJURED, known(new Value.Symbol("yes")))));
  }

  @Test
  void invalidFactIsADateOutsideTheVersionThatIsNamed() {
    Guideline named =
        Pages.version(library().version("knee", "2020-01-01").read(), "knee", "2020-01-01");
    refuses(
        RefusalId.INVALID_FACT,
        library().determiner(),
        asked("2019-12-31", new WhichVersion.Named(named)),
        NOTHING);
  }

  @Test
  void aContradictoryRecordIsRefusedAsItsReaderSays() {
    var problem = new Problem("impossible-patient", "Patient/p", "Not yet born.", "Look.");
    Result result =
        library()
            .version("knee", "2020-01-01")
            .determiner()
            .determine(
                knee("2024-05-01"),
                new FactSource() {
                  @Override
                  public String digest() {
                    return "d";
                  }

                  @Override
                  public List<Problem> contradictions(LocalDate date, LocalDate today) {
                    return List.of(problem);
                  }

                  @Override
                  public SourceFacts facts(Guideline guideline) {
                    return new SourceFacts.Found(Map.of(), List.of());
                  }
                },
                TODAY);
    assertThat(result).isEqualTo(new Refused(List.of(problem)));
  }

  static Knowledge known(Value value) {
    return new Knowledge.Known(value, List.of());
  }

  /** A source that has read some facts. */
  static FactSource source(Map<FactName, Knowledge> facts) {
    return new FactSource() {
      @Override
      public String digest() {
        return "d";
      }

      @Override
      public SourceFacts facts(Guideline guideline) {
        return new SourceFacts.Found(facts, List.of());
      }
    };
  }
}
