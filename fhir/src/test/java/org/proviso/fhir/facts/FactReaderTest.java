package org.proviso.fhir.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.proviso.fhir.Bundles.COVERAGE;
import static org.proviso.fhir.Bundles.about;
import static org.proviso.fhir.Bundles.cpt;
import static org.proviso.fhir.Bundles.fact;
import static org.proviso.fhir.Bundles.icd10cm;
import static org.proviso.fhir.Bundles.loinc;
import static org.proviso.fhir.Guidelines.CODES;
import static org.proviso.fhir.Guidelines.COUNT;
import static org.proviso.fhir.Guidelines.DATE;
import static org.proviso.fhir.Guidelines.HISTORY;
import static org.proviso.fhir.Guidelines.YES_NO;
import static org.proviso.fhir.Guidelines.number;
import static org.proviso.fhir.Guidelines.oneOf;
import static org.proviso.fhir.Guidelines.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Knowledge.Range;
import org.proviso.fhir.Bundles;
import org.proviso.fhir.Guidelines;
import org.proviso.fhir.order.CoverageReader;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reading;
import org.proviso.language.model.Event;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** What a record says of facts, by the type of the fact and of the resource. */
class FactReaderTest {
  private static final Knowledge NOTHING = new Knowledge.NotAsked();

  private static Guideline asking(FactType type, FactSource... sources) {
    return Guidelines.guideline()
        .valueSet("treatment", CodeSystem.CPT, "61510", "77373")
        .valueSet("tumor", CodeSystem.ICD10CM, "C71.*")
        .valueSet("epilepsy", CodeSystem.ICD10CM, "G40.*")
        .valueSet("drug", CodeSystem.RXNORM, "37776")
        .valueSet("saturation", CodeSystem.LOINC, "59408-5")
        .fact("asked", type, sources)
        .build();
  }

  private static String procedure(String date) {
    return about(
        "Procedure",
        "'id':'x','status':'completed','performedDateTime':'" + date + "','code':" + cpt("61510"));
  }

  private static String observation(String rest) {
    String dated = rest.contains("effective") ? rest : "'effectiveDateTime':'2025-06-01'," + rest;
    return about("Observation", "'status':'final','code':" + loinc("59408-5") + "," + dated);
  }

  private static void known(Knowledge knowledge, Value value) {
    assertThat(knowledge)
        .isInstanceOfSatisfying(
            Knowledge.Known.class, known -> assertThat(known.value()).isEqualTo(value));
  }

  private static Value yes() {
    return new Value.YesNo(true);
  }

  private static Value no() {
    return new Value.YesNo(false);
  }

  private static Value decimal(String number) {
    return new Value.Decimal(new BigDecimal(number));
  }

  // Absence.

  @Test
  void absenceIsNotKnownUnlessTheSourceIsComplete() {
    FactSource open = read("Procedure").in("treatment").before().build();
    FactSource complete = read("Procedure").in("treatment").before().complete();
    assertThat(fact(asking(YES_NO, open))).isEqualTo(NOTHING);
    known(fact(asking(YES_NO, complete)), no());
    known(fact(asking(YES_NO, complete), procedure("2024-05-01")), yes());
  }

  @Test
  void theEvidenceNamesResourcePathCodeAndDate() {
    assertThat(
            fact(asking(YES_NO, read("Procedure").in("treatment").build()), procedure("2024-05-01"))
                .evidence())
        .containsExactly(
            new Evidence.Resource(
                "Procedure/x", "Procedure.code.coding[0]", "cpt 61510 on 2024-05-01"));
  }

  // Dates and windows.

  @ParameterizedTest
  @CsvSource({
    "2024-12-12, yes", // six months before 2025-06-12, inclusive
    "2024-12-11, no",
    "2025-06-12, yes",
    "2025-06-13, no",
    "2025-05, yes", // any day of May 2025 is inside
    "2024-12, unknown", // some are inside, some are not
    "2025, unknown",
    "2024-11, no",
    "2023, no"
  })
  void aPartialDateCountsWhenEveryDayOfItDoes(String date, String expected) {
    Knowledge knowledge =
        fact(
            asking(YES_NO, read("Procedure").in("treatment").withinMonthsBefore(6).complete()),
            procedure(date));
    switch (expected) {
      case "yes" -> known(knowledge, yes());
      case "no" -> known(knowledge, no());
      default -> assertThat(knowledge).isEqualTo(NOTHING);
    }
  }

  @Test
  void anImpossibleDateIsToldAndNotUsed() {
    Facts facts =
        Bundles.facts(
            asking(YES_NO, read("Procedure").in("treatment").before().complete()),
            procedure("2023-02-30"));
    assertThat(facts.known()).isEmpty();
    assertThat(facts.problems()).extracting(InputProblem::kind).contains(ProblemKind.INVALID_DATE);
  }

  @Test
  void withAWindowAConditionCountsWhenItLastsIntoIt() {
    Guideline asking =
        asking(YES_NO, read("Condition").in("tumor").withinMonthsBefore(6).complete());
    String condition =
        about("Condition", "'onsetDateTime':'2010-01-01','code':" + icd10cm("C71.9"));
    known(fact(asking, condition), yes());
    known(
        fact(asking, condition.replace("'code'", "'abatementDateTime':'2012-01-01','code'")), no());
    assertThat(fact(asking, about("Condition", "'code':" + icd10cm("C71.9")))).isEqualTo(NOTHING);
  }

  @Test
  void aResourceAboutSomebodyElseIsNotUsed() {
    Facts facts =
        Bundles.facts(
            asking(YES_NO, read("Procedure").in("treatment").build()),
            procedure("2024-05-01").replace("Patient/p", "Patient/q"));
    assertThat(facts.known()).isEmpty();
    assertThat(facts.problems())
        .extracting(InputProblem::kind)
        .contains(ProblemKind.ABOUT_ANOTHER_PATIENT);
  }

  // Codes.

  @Test
  void oneGoodCodingOfAConceptIsEnough() {
    String both =
        "{'coding':[{'system':'http://hl7.org/fhir/sid/icd-9-cm','code':'191.9'},"
            + "{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'C719'}]}";
    Facts facts =
        Bundles.facts(
            asking(YES_NO, read("Condition").in("tumor").build()),
            about("Condition", "'recordedDate':'2024-05-01','code':" + both));
    assertThat(facts.known()).hasSize(1);
    assertThat(facts.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':'C71.9'} | CODE_SYSTEM_MISSING",
        "{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'Smithson'} | MALFORMED_CODE",
        "{'system':'http://hl7.org/fhir/sid/icd-9-cm','code':'191.9'} | CODE_NOT_IN_FORCE"
      })
  void aBadCodingIsToldWithoutQuotingIt(String coding, ProblemKind expected) {
    Facts facts =
        Bundles.facts(
            asking(YES_NO, read("Condition").in("tumor").build()),
            about("Condition", "'code':{'coding':[" + coding + "]}"));
    assertThat(facts.known()).isEmpty();
    assertThat(facts.problems()).extracting(InputProblem::kind).containsExactly(expected);
    assertThat(facts.problems().toString()).doesNotContain("Smithson");
  }

  @Test
  void aCodeInForceWhenItWasRecordedCountsLater() {
    String condition =
        about(
            "Condition",
            "'recordedDate':'2012-03-01','code':{'coding':[{'system':"
                + "'http://hl7.org/fhir/sid/icd-9-cm','code':'191.9'}]}");
    Guideline asking =
        Guidelines.guideline()
            .valueSet("old", CodeSystem.ICD9CM, "191.*")
            .fact("asked", YES_NO, read("Condition").in("old").build())
            .build();
    known(fact(asking, condition), yes());
  }

  @Test
  void theReasonsOfTheOrderAreReadAndThoseOfOtherRequestsAreNot() {
    Guideline asking =
        asking(
            oneOf("epilepsy", "none"),
            read("ServiceRequest.reasonCode").in("epilepsy").as("epilepsy").build());
    String other =
        about(
            "ServiceRequest",
            "'id':'o','status':'completed','intent':'order','code':"
                + cpt("70553")
                + ",'reasonCode':["
                + icd10cm("G40.909")
                + "]");
    assertThat(fact(asking, other)).isEqualTo(NOTHING);
    ClinicalRecord record =
        Bundles.record(
            Bundles.bundle(
                Bundles.PATIENT,
                Bundles.ORDER.replace(
                    "'intent'", "'reasonReference':[{'reference':'Condition/e'}],'intent'"),
                about("Condition", "'id':'e','code':" + icd10cm("G40.909"))));
    Order order =
        ((Reading.Done<Order>)
                OrderReader.read(record, org.proviso.terminology.Terminology.standard()))
            .value();
    known(
        FactReader.read(record, order, asking, org.proviso.terminology.Terminology.standard())
            .request()
            .knowledge(asking.facts().getFirst().name()),
        new Value.Symbol("epilepsy"));
  }

  @Test
  void listsOfCodesHoldWhatIsThere() {
    known(
        fact(
            asking(CODES, read("Condition").build()),
            about("Condition", "'recordedDate':'2024-05-01','code':" + icd10cm("C71.9")),
            about("Condition", "'onsetDateTime':'2024','code':" + icd10cm("G40.909"))),
        new Value.Codes(
            Set.of(new Code(CodeSystem.ICD10CM, "C71.9"), new Code(CodeSystem.ICD10CM, "G40.909")),
            false));
  }

  @Test
  void aListOfCodesHoldsEveryNameOfAConcept() {
    String both =
        "{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'C71.9'},"
            + "{'system':'http://snomed.info/sct','code':'393563007'}]}";
    known(
        fact(
            asking(CODES, read("Condition").build()),
            about("Condition", "'recordedDate':'2024-05-01','code':" + both)),
        new Value.Codes(
            Set.of(new Code(CodeSystem.ICD10CM, "C71.9"), new Code(CodeSystem.SNOMED, "393563007")),
            false));
  }

  // Medications, by reference.

  @Test
  void aMedicationIsReadThroughItsReference() {
    String statement =
        about(
            "MedicationStatement",
            "'status':'completed','contained':[{'resourceType':'Medication','id':'m','code':"
                + "{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm',"
                + "'code':'37776'}]}}],'id':'s','medicationReference':{'reference':'#m'},"
                + "'effectivePeriod':{'start':'2024-01-01','end':'2024-02-15'}");
    known(
        fact(asking(HISTORY, read("MedicationStatement").in("drug").build()), statement),
        new Value.Events(
            List.of(new Event(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 2, 15))), false));
    Facts dangling =
        Bundles.facts(
            asking(HISTORY, read("MedicationStatement").in("drug").build()),
            statement.replace("#m", "#n"));
    assertThat(dangling.known()).isEmpty();
    assertThat(dangling.problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.REFERENCE_UNRESOLVED);
  }

  @Test
  void referencesAreFollowedByFullUrl() {
    byte[] bundle =
        Bundles.json(
            "{'resourceType':'Bundle','entry':["
                + "{'fullUrl':'urn:uuid:1','resource':{'resourceType':'Patient'}},"
                + "{'fullUrl':'urn:uuid:2','resource':"
                + Bundles.ORDER.replace("Patient/p", "urn:uuid:1").replace("'id':'r',", "")
                + "}]}");
    assertThat(
            OrderReader.read(
                Bundles.record(bundle), org.proviso.terminology.Terminology.standard()))
        .isInstanceOfSatisfying(
            Reading.Done.class,
            done -> assertThat(((Order) done.value()).reference()).isEqualTo("urn:uuid:2"));
  }

  // Histories and counts.

  @Test
  void aHistoryWithAnUncertainDateIsNotComplete() {
    FactSource source = read("Procedure").in("treatment").complete();
    known(
        fact(asking(HISTORY, source), procedure("2024-05-01")),
        new Value.Events(
            List.of(new Event(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 1))), true));
    assertThat(fact(asking(HISTORY, source), procedure("2024-05"))).isEqualTo(NOTHING);
    known(fact(asking(HISTORY, source)), new Value.Events(List.of(), true));
  }

  @Test
  void aCountIsALeastUnlessTheSourceIsComplete() {
    String second = procedure("2024-06-01").replace("'x'", "'y'");
    assertThat(
            fact(
                asking(COUNT, read("Procedure").in("treatment").build()),
                procedure("2024-05-01"),
                second))
        .isInstanceOfSatisfying(
            Knowledge.Narrowed.class,
            narrowed ->
                assertThat(narrowed.range())
                    .isEqualTo(
                        new Range.Numbers(
                            Optional.of(new Range.Limit(BigDecimal.valueOf(2), true)),
                            Optional.empty())));
    known(
        fact(
            asking(COUNT, read("Procedure").in("treatment").complete()),
            procedure("2024-05-01"),
            second),
        decimal("2"));
  }

  @Test
  void claimsAreReadByItem() {
    known(
        fact(
            asking(HISTORY, read("Claim").in("treatment").build()),
            "{'resourceType':'Claim','status':'active','use':'claim',"
                + "'patient':{'reference':'Patient/p'},'item':[{'productOrService':"
                + cpt("61510")
                + ",'servicedDate':'2024-05-01'},{'productOrService':"
                + cpt("99213")
                + ",'servicedDate':'2024-05-02'}]}"),
        new Value.Events(
            List.of(new Event(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 1))), false));
  }

  // Numbers.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'value':88,'system':'http://unitsofmeasure.org','code':'%'} | 88",
        "{'value':0.88,'unit':'1'} | 88",
        "{'value':88,'unit':'%'} | 88"
      })
  void aNumberIsConvertedToTheFactsUnit(String quantity, String expected) {
    known(
        fact(
            asking(number("%"), read("Observation").in("saturation").build()),
            observation("'effectiveDateTime':'2025-06-01','valueQuantity':" + quantity)),
        decimal(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'value':88,'unit':'kg'} | UNIT_NOT_CONVERTIBLE",
        "{'value':88,'unit':'John Smith'} | UNIT_NOT_CONVERTIBLE",
        "{'value':88,'system':'http://example.org','code':'%'} | UNIT_NOT_CONVERTIBLE",
        "{'value':'88','unit':'%'} | WRONG_TYPE",
        "{'value':101,'unit':'%'} | VALUE_OUT_OF_RANGE",
        "{'value':1e999999999,'unit':'%'} | VALUE_OUT_OF_RANGE",
        "{'value':1e99999999999,'unit':'%'} | VALUE_OUT_OF_RANGE",
        "{'unit':'%'} | VALUE_DOES_NOT_FIT"
      })
  void aNumberThatCannotBeUsedIsTold(String quantity, ProblemKind expected) {
    Facts facts =
        Bundles.facts(
            asking(number("%", 0, 100), read("Observation").in("saturation").build()),
            observation("'valueQuantity':" + quantity));
    assertThat(facts.known()).isEmpty();
    assertThat(facts.problems()).extracting(InputProblem::kind).contains(expected);
    assertThat(facts.problems().toString()).doesNotContain("Smith");
  }

  /** 88.5 is neither "88 or less" nor "89 or more": which way to round is for a person to say. */
  @ParameterizedTest
  @CsvSource({"88, true", "88.0, true", "88.5, false"})
  void aNumberOffItsGridIsNotKnown(String saturation, boolean known) {
    Guideline inWholePercent =
        Guidelines.guideline()
            .valueSet("saturation", CodeSystem.LOINC, "59408-5")
            .fact("asked", number("%", 0, 100), 1, read("Observation").in("saturation").build())
            .build();
    Facts facts =
        Bundles.facts(
            inWholePercent, observation("'valueQuantity':{'value':" + saturation + ",'unit':'%'}"));
    assertThat(facts.known().isEmpty()).isEqualTo(!known);
    assertThat(facts.problems())
        .extracting(InputProblem::kind)
        .filteredOn(ProblemKind.VALUE_OFF_GRID::equals)
        .hasSize(known ? 0 : 1);
  }

  @Test
  void aComparatorNarrows() {
    assertThat(
            fact(
                asking(number("%"), read("Observation").in("saturation").build()),
                observation("'valueQuantity':{'value':90,'comparator':'<','unit':'%'}")))
        .isInstanceOfSatisfying(
            Knowledge.Narrowed.class,
            narrowed ->
                assertThat(narrowed.range())
                    .isEqualTo(
                        new Range.Numbers(
                            Optional.empty(),
                            Optional.of(new Range.Limit(BigDecimal.valueOf(90), false)))));
  }

  @Test
  void aComponentHasItsOwnValue() {
    known(
        fact(
            asking(number("%"), read("Observation").in("saturation").build()),
            about(
                "Observation",
                "'status':'final','effectiveDateTime':'2025-06-01','code':"
                    + loinc("85354-9")
                    + ",'component':[{'code':"
                    + loinc("59408-5")
                    + ",'valueQuantity':{'value':91,'unit':'%'}}]")),
        decimal("91"));
  }

  @Test
  void theLatestTheEarliestTheHighestAndTheLowestAreToldApart() {
    String[] observations = {
      observation("'effectiveDateTime':'2025-01-01','valueQuantity':{'value':91,'unit':'%'}"),
      observation("'effectiveDateTime':'2025-03-01','valueQuantity':{'value':95,'unit':'%'}"),
      observation("'effectiveDateTime':'2025-02-01','valueQuantity':{'value':88,'unit':'%'}")
    };
    var expected =
        Map.of(
            FactSource.Pick.LATEST, "95",
            FactSource.Pick.EARLIEST, "91",
            FactSource.Pick.HIGHEST, "95",
            FactSource.Pick.LOWEST, "88");
    for (FactSource.Pick pick : FactSource.Pick.values()) {
      known(
          fact(
              asking(number("%"), read("Observation").in("saturation").pick(pick).build()),
              observations),
          decimal(expected.getOrDefault(pick, "")));
    }
  }

  /** A later or higher one may stand on the page that was not sent. */
  @Test
  void ofOnePageOfSeveralNoneIsTheLatest() {
    String march =
        observation("'effectiveDateTime':'2025-03-01','valueQuantity':{'value':95,'unit':'%'}");
    String failed = "{'resourceType':'OperationOutcome','issue':[{'severity':'error'}]}";
    for (FactSource.Pick pick : FactSource.Pick.values()) {
      Guideline asking =
          asking(number("%"), read("Observation").in("saturation").pick(pick).build());
      known(fact(asking, march), decimal("95"));
      assertThat(Bundles.facts(asking, march, failed).known()).isEmpty();
    }
  }

  @Test
  void whichIsTheLatestCannotAlwaysBeTold() {
    Guideline asking = asking(number("%"), read("Observation").in("saturation").build());
    String march =
        observation("'effectiveDateTime':'2025-03-01','valueQuantity':{'value':95,'unit':'%'}");
    // A later one that is only preliminary may replace it.
    Facts preliminary =
        Bundles.facts(
            asking,
            march,
            observation("'effectiveDateTime':'2025-04-01','valueQuantity':{'value':88,'unit':'%'}")
                .replace("final", "preliminary"));
    assertThat(preliminary.known()).isEmpty();
    assertThat(preliminary.problems())
        .extracting(InputProblem::kind)
        .contains(ProblemKind.ORDER_NOT_CERTAIN);
    // Two on one day disagree.
    assertThat(fact(asking, march, march.replace("95", "94")))
        .isInstanceOf(Knowledge.Contradicted.class);
  }

  // Observations of yes and no.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'valueBoolean':true | yes",
        "'valueBoolean':false | no",
        "'valueCodeableConcept':{'coding':[{'system':'http://loinc.org','code':'LA33-6'}]} | yes",
        "'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct',"
            + "'code':'260385009'}]} | no",
        "'valueString':'maybe' | unknown",
        "'dataAbsentReason':{'coding':[{'code':'asked-unknown'}]} | unanswerable",
        "'dataAbsentReason':{'coding':[{'code':'not-performed'}]} | unknown"
      })
  void anObservationSaysYesOrNoItself(String value, String expected) {
    Knowledge knowledge =
        fact(asking(YES_NO, read("Observation").in("saturation").build()), observation(value));
    switch (expected) {
      case "yes" -> known(knowledge, yes());
      case "no" -> known(knowledge, no());
      case "unanswerable" -> assertThat(knowledge).isInstanceOf(Knowledge.Unanswerable.class);
      default -> assertThat(knowledge).isEqualTo(NOTHING);
    }
  }

  // Patient and coverage.

  @Test
  void theBirthDateIsRead() {
    known(
        fact(asking(DATE, read("Patient.birthDate").build())),
        new Value.Day(LocalDate.of(1968, 3, 14)));
  }

  @Test
  void theCoverageTellsItsLineOfBusinessAndWhetherTheContractHasARule() {
    known(
        fact(
            asking(oneOf("commercial", "fep"), read("Coverage.line-of-business").build()),
            COVERAGE),
        new Value.Symbol("commercial"));
    Guideline rule = asking(YES_NO, read("Coverage.contract-rule").build());
    known(fact(rule, COVERAGE), no());
    known(
        fact(
            rule,
            COVERAGE.replace(
                "'status'",
                "'extension':[{'url':'"
                    + CoverageReader.CONTRACT_RULE
                    + "','valueBoolean':true}],'status'")),
        yes());
    assertThat(fact(rule)).isEqualTo(NOTHING);
  }

  @Test
  void aLineOfBusinessThatTheGuidelineDoesNotKnowIsTold() {
    Facts facts =
        Bundles.facts(
            asking(oneOf("fep", "medicaid"), read("Coverage.line-of-business").build()), COVERAGE);
    assertThat(facts.known()).isEmpty();
    assertThat(facts.problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.UNKNOWN_VALUE);
  }

  // Answers.

  private static String answers(String item) {
    return about("QuestionnaireResponse", "'id':'q','status':'completed','item':[" + item + "]");
  }

  private static String answer(String value) {
    return answers("{'linkId':'asked','answer':[{" + value + "}]}");
  }

  @Test
  void answersAreReadByTypeAndAtAnyDepth() {
    known(fact(asking(YES_NO), answer("'valueBoolean':true")), yes());
    known(
        fact(asking(oneOf("a", "b-c")), answer("'valueCoding':{'code':'B_C'}")),
        new Value.Symbol("b-c"));
    known(fact(asking(oneOf("a", "b")), answer("'valueString':'b'")), new Value.Symbol("b"));
    known(fact(asking(number("%")), answer("'valueDecimal':88.5")), decimal("88.5"));
    known(fact(asking(COUNT), answer("'valueInteger':3")), decimal("3"));
    known(
        fact(asking(DATE), answer("'valueDate':'2024-05-01'")),
        new Value.Day(LocalDate.of(2024, 5, 1)));
    known(
        fact(
            asking(YES_NO),
            answers(
                "{'linkId':'g','item':[{'linkId':'h','answer':[{'item':["
                    + "{'linkId':'asked','answer':[{'valueBoolean':false}]}]}]}]}")),
        no());
  }

  @Test
  void aSourceMayNameAnotherItem() {
    known(
        fact(
            asking(YES_NO, new FactSource.QuestionnaireItem("2.1")),
            answers("{'linkId':'2.1','answer':[{'valueBoolean':true}]}")),
        yes());
  }

  @Test
  void askedAndUnanswerableIsNotTheSameAsNotAsked() {
    assertThat(fact(asking(YES_NO), answers("{'linkId':'asked'}"))).isEqualTo(NOTHING);
    assertThat(
            fact(
                asking(YES_NO),
                answer(
                    "'_valueBoolean':{'extension':[{'url':"
                        + "'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"
                        + "'valueCode':'asked-unknown'}]}")))
        .isInstanceOf(Knowledge.Unanswerable.class);
    assertThat(
            fact(
                asking(YES_NO),
                answer(
                    "'valueCoding':{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/v3-NullFlavor','code':'ASKU'}")))
        .isInstanceOf(Knowledge.Unanswerable.class);
  }

  @Test
  void anAnswerThatDoesNotFitIsToldWithItsPathAndNotQuoted() {
    for (String value :
        new String[] {
          "'valueString':'Smithson'", "'valueCoding':{'code':'Smithson'}", "'valueInteger':1"
        }) {
      Facts facts = Bundles.facts(asking(oneOf("a", "b")), answer(value));
      assertThat(facts.known()).isEmpty();
      assertThat(facts.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.kind()).isEqualTo(ProblemKind.UNKNOWN_VALUE);
                assertThat(problem.where())
                    .startsWith("Bundle.entry[2].resource.item[0].answer[0].value");
                assertThat(problem.toString()).doesNotContain("Smithson");
              });
    }
  }

  @Test
  void answersThatAreNotFinishedAreNotUsed() {
    assertThat(
            fact(asking(YES_NO), answer("'valueBoolean':true").replace("completed", "in-progress")))
        .isEqualTo(NOTHING);
  }

  @Test
  void sourcesThatDisagreeContradict() {
    Facts facts =
        Bundles.facts(
            asking(YES_NO, read("Procedure").in("treatment").build()),
            procedure("2024-05-01"),
            answer("'valueBoolean':false"));
    assertThat(facts.known().values()).singleElement().isInstanceOf(Knowledge.Contradicted.class);
    assertThat(facts.problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.SOURCES_DISAGREE);
  }

  @Test
  void theTableOfTheDocumentationNamesEverySourceThatIsRead() throws java.io.IOException {
    java.nio.file.Path document =
        java.nio.file.Path.of(System.getProperty("proviso.root", ".."), "docs", "fhir-facts.md");
    assumeTrue(java.nio.file.Files.exists(document), "no document at " + document);
    String text = java.nio.file.Files.readString(document);
    String table =
        text.substring(text.indexOf("## What `from` can name"), text.indexOf("\n## When"));
    var named = new java.util.TreeSet<String>();
    for (String line : table.lines().filter(one -> one.startsWith("| `")).toList()) {
      String resource = "";
      for (String name : line.split("\\|", -1)[1].split(",", -1)) {
        String plain = name.strip().replace("`", "");
        if (!plain.startsWith(".")) {
          resource = plain.replaceAll("[.].*", "");
        }
        named.add(plain.startsWith(".") ? resource + plain : plain);
      }
    }
    assertThat(named).containsExactlyInAnyOrderElementsOf(FactReader.readableSources());
  }

  @Test
  void aSourceThatCannotBeReadIsTold() {
    Guideline asking = asking(YES_NO, read("Immunization").build());
    assertThat(FactReader.unreadableSources(asking)).hasSize(1);
    assertThat(Bundles.facts(asking).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.SOURCE_NOT_READABLE);
  }
}
