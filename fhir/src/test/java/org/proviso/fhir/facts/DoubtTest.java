package org.proviso.fhir.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.fhir.Bundles.COVERAGE;
import static org.proviso.fhir.Bundles.ORDER;
import static org.proviso.fhir.Bundles.PATIENT;
import static org.proviso.fhir.Bundles.about;
import static org.proviso.fhir.Bundles.cpt;
import static org.proviso.fhir.Bundles.icd10cm;
import static org.proviso.fhir.Bundles.loinc;
import static org.proviso.fhir.Guidelines.DATE;
import static org.proviso.fhir.Guidelines.YES_NO;
import static org.proviso.fhir.Guidelines.oneOf;
import static org.proviso.fhir.Guidelines.read;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.Bundles;
import org.proviso.fhir.Guidelines;
import org.proviso.fhir.order.CoverageReader;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Reading;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/**
 * What cannot be told is not known: each of these records was once read as if it could be. The date
 * of service is 2025-06-12. Sources are complete, so that "no" is told from "unknown".
 */
class DoubtTest {
  private static Guideline asking(FactType type, FactSource... sources) {
    return Guidelines.guideline()
        .valueSet("treatment", CodeSystem.CPT, "61510")
        .valueSet("tumor", CodeSystem.ICD10CM, "C71.*")
        .valueSet("saturation", CodeSystem.LOINC, "59408-5")
        .fact("asked", type, sources)
        .build();
  }

  private static final Guideline CONDITION =
      asking(YES_NO, read("Condition").in("tumor").complete());
  private static final Guideline PROCEDURE =
      asking(YES_NO, read("Procedure").in("treatment").complete());
  private static final Guideline OBSERVATION =
      asking(YES_NO, read("Observation").in("saturation").build());
  private static final Guideline ANSWER = asking(YES_NO);
  private static final Guideline RULE = asking(YES_NO, read("Coverage.contract-rule").build());
  private static final Guideline LINE =
      asking(oneOf("commercial", "fep"), read("Coverage.line-of-business").build());

  private static String condition(String rest) {
    return about("Condition", "'id':'c1'," + rest + ",'code':" + icd10cm("C71.9"));
  }

  private static String procedure(String rest) {
    return about("Procedure", "'status':'completed'," + rest + ",'code':" + cpt("61510"));
  }

  private static String observation(String rest) {
    return about("Observation", "'status':'final','code':" + loinc("59408-5") + "," + rest);
  }

  private static String answers(String items) {
    return about("QuestionnaireResponse", "'status':'completed','item':[" + items + "]");
  }

  private static String extended(String extension) {
    return COVERAGE.replace("'status'", "'extension':" + extension + ",'status'");
  }

  private static String says(Guideline guideline, String... resources) {
    return switch (Bundles.fact(guideline, resources)) {
      case Knowledge.Known(Value.YesNo(boolean yes), var evidence) -> yes ? "yes" : "no";
      case Knowledge.Known(Value.Symbol(String symbol), var evidence) -> symbol;
      case Knowledge.NotAsked() -> "unknown";
      case Knowledge.Contradicted contradicted -> "contradicted";
      case Knowledge knowledge -> knowledge.toString();
    };
  }

  private static List<ProblemKind> kinds(Guideline guideline, String... resources) {
    return Bundles.facts(guideline, resources).problems().stream().map(InputProblem::kind).toList();
  }

  private static void refuses(ProblemKind expected, String... resources) {
    assertThat(Bundles.order(resources)).isInstanceOf(Reading.Refused.class);
    assertThat(Bundles.order(resources).problems())
        .filteredOn(InputProblem::refuses)
        .extracting(InputProblem::kind)
        .containsExactly(expected);
  }

  private static Order accepted(String... resources) {
    assertThat(Bundles.order(resources)).isInstanceOf(Reading.Done.class);
    return ((Reading.Done<Order>) Bundles.order(resources)).value();
  }

  // When a condition was.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'onsetDateTime':'2025-06-12' | yes",
        "'onsetDateTime':'2025-06-13' | no",
        "'recordedDate':'2025-06-13' | unknown",
        "'onsetDateTime':'2024-01-01','recordedDate':'2025-06-13' | unknown",
        "'onsetDateTime':'2025' | unknown",
        "'onsetDateTime':'garbage','recordedDate':'2024-01-01' | unknown",
        "'onsetPeriod':{'start':'2024-05-01','end':'2024-01-01'},'recordedDate':'2024' | unknown",
        "'onsetString':'in spring','recordedDate':'2024-01-01' | yes",
        "'note':[] | unknown"
      })
  void aConditionCountsWhenItHasBegunForCertain(String dates, String expected) {
    assertThat(says(CONDITION, condition(dates))).isEqualTo(expected);
    if (!expected.equals("yes")) {
      assertThat(kinds(CONDITION, condition(dates)))
          .containsAnyOf(ProblemKind.AFTER_DATE_OF_SERVICE, ProblemKind.DATE_NOT_CERTAIN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'abatementDateTime':'2025-06-12' | yes",
        "'abatementDateTime':'2025-06-11' | no",
        "'abatementDateTime':'2025' | unknown",
        "'abatementDateTime':'garbage' | unknown",
        "'abatementString':'long ago' | unknown",
        "'abatementBoolean':true | unknown",
        "'abatementAge':{'value':50} | unknown",
        "'clinicalStatus':{'coding':[{'code':'over'}]} | unknown",
        "'clinicalStatus':{'coding':[{'code':'active'},{'code':'resolved'}]} | unknown",
        "'clinicalStatus':{'coding':[{'code':'resolved'}]} | no",
        "'clinicalStatus':{'coding':[{'code':'active'}]},'abatementDateTime':'2025-01-01' | unknown"
      })
  void aConditionCountsWhenItIsNotPerhapsOver(String end, String expected) {
    String condition = condition("'onsetDateTime':'2024-01-01'," + end);
    assertThat(says(CONDITION, condition)).isEqualTo(expected);
    if (expected.equals("unknown")) {
      assertThat(kinds(CONDITION, condition)).contains(ProblemKind.DATE_NOT_CERTAIN);
    }
  }

  @Test
  void codingsOfTheVerificationThatDisagreeEstablishNothing() {
    String condition =
        condition(
            "'onsetDateTime':'2024-01-01','verificationStatus':{'coding':[{'code':'confirmed'},"
                + "{'code':'refuted'}]}");
    assertThat(says(CONDITION, condition)).isEqualTo("unknown");
    assertThat(kinds(CONDITION, condition)).contains(ProblemKind.UNKNOWN_STATUS);
  }

  @Test
  void aRefutedConditionAndAReasonOfTheSameCodeContradict() {
    FactSource conditions = read("Condition").in("tumor").build();
    FactSource reasons = read("ServiceRequest.reasonCode").in("tumor").build();
    String order = ORDER.replace("'intent'", "'reasonCode':[" + icd10cm("C71.9") + "],'intent'");
    String refuted =
        condition("'recordedDate':'2024','verificationStatus':{'coding':[{'code':'refuted'}]}");
    ClinicalRecord record = Bundles.record(Bundles.bundle(PATIENT, order, refuted));
    Guideline both = asking(YES_NO, conditions, reasons);
    assertThat(
            FactReader.read(record, accepted(PATIENT, order, refuted), both, Terminology.standard())
                .known()
                .values())
        .singleElement()
        .isInstanceOf(Knowledge.Contradicted.class);
  }

  // Evidence after the date of service, or of no date.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'performedDateTime':'2025-06-12' | yes",
        "'performedDateTime':'2025-06-13' | no",
        "'performedDateTime':'2025' | unknown",
        "'performedString':'last year' | unknown",
        "'performedDateTime':'2024-01-01','performedPeriod':{'start':'2024-02-01'} | unknown"
      })
  void aProcedureCountsWhenItWasDoneByTheDateOfService(String date, String expected) {
    assertThat(says(PROCEDURE, procedure(date))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'effectiveDateTime':'2025-06-12','valueBoolean':true | yes",
        "'effectiveDateTime':'2025-06-13','valueBoolean':true | unknown",
        "'valueBoolean':true | unknown",
        "'effectiveDateTime':'2025-06-12','valueBoolean':true,'focus':[{}] | unknown",
        "'effectiveDateTime':'2025-06-12','valueBoolean':true,'valueInteger':0 | unknown",
        "'effectiveDateTime':'2025-06-12','valueBoolean':true,'dataAbsentReason':{} | unknown"
      })
  void anObservationCountsWhenItIsDatedAndUnambiguous(String rest, String expected) {
    assertThat(says(OBSERVATION, observation(rest))).isEqualTo(expected);
    if (expected.equals("unknown")) {
      assertThat(kinds(OBSERVATION, observation(rest))).isNotEmpty();
    }
  }

  // Whom it is about.

  @Test
  void whatDoesNotSayWhomItIsAboutIsNotReliedOn() {
    String subject = "'subject':{'reference':'Patient/p'},";
    for (String nobody : new String[] {"", "'subject':{},", "'subject':'Patient/p',"}) {
      String procedure = procedure("'performedDateTime':'2024-01-01'").replace(subject, nobody);
      assertThat(says(PROCEDURE, procedure)).isEqualTo("unknown");
      assertThat(kinds(PROCEDURE, procedure)).contains(ProblemKind.SUBJECT_MISSING);
    }
    refuses(ProblemKind.REQUEST_FOR_ANOTHER_PATIENT, PATIENT, ORDER.replace(subject, ""));
    assertThat(
            accepted(
                    PATIENT,
                    ORDER,
                    COVERAGE.replace("'beneficiary':{'reference':'Patient/p'},", ""))
                .coverage())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/fhir/Patient/p, Patient/p, yes",
    "https://example.org/fhir/Patient/p, https://example.org/fhir/Patient/p/_history/2, yes",
    "https://example.org/fhir/Patient/p, https://other.org/fhir/Patient/p, no",
    "urn:uuid:1, urn:uuid:1, yes"
  })
  void thePatientOfAnotherServerIsAnotherPatient(String fullUrl, String subject, String expected) {
    byte[] bundle =
        Bundles.json(
            "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'"
                + fullUrl
                + "','resource':"
                + PATIENT
                + "},{'resource':"
                + ORDER
                + "},{'resource':"
                + procedure("'performedDateTime':'2024-01-01'").replace("Patient/p", subject)
                + "}]}");
    ClinicalRecord record = Bundles.record(bundle);
    Facts facts =
        FactReader.read(record, accepted(PATIENT, ORDER), PROCEDURE, Terminology.standard());
    assertThat(facts.known().values())
        .singleElement()
        .isInstanceOfSatisfying(
            Knowledge.Known.class,
            known -> assertThat(known.value()).isEqualTo(new Value.YesNo(expected.equals("yes"))));
    assertThat(
            facts.problems().stream()
                .anyMatch(problem -> problem.kind() == ProblemKind.ABOUT_ANOTHER_PATIENT))
        .isEqualTo(expected.equals("no"));
  }

  // The order.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'occurrenceDateTime':'2025-06-12','occurrencePeriod':{'start':'2025-07-01'}"
            + " | DATE_OF_SERVICE_INVALID",
        "'occurrencePeriod':{'start':'2025-06-12','end':'2025-06-01'} | DATE_OF_SERVICE_INVALID",
        "'occurrenceTiming':{'event':['2025-06-12','2025-07-12']} | DATE_OF_SERVICE_IMPRECISE"
      })
  void oneDateOfServiceIsMeant(String occurrence, ProblemKind expected) {
    refuses(expected, PATIENT, ORDER.replace("'occurrenceDateTime':'2025-06-12'", occurrence));
  }

  @Test
  void oneServiceIsMeant() {
    String second = "{'system':'http://www.ama-assn.org/go/cpt','code':'70553'}";
    refuses(
        ProblemKind.SEVERAL_SERVICES,
        PATIENT,
        ORDER.replace("'code':'76390'}", "'code':'76390'}," + second));
    String malformed = ORDER.replace("'code':'76390'}", "'code':'76390'},{'code':'1'}");
    assertThat(accepted(PATIENT, malformed).services()).hasSize(1);
    assertThat(Bundles.order(PATIENT, malformed).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.MALFORMED_CODE);
  }

  @Test
  void anOrderThatIsNotGivenYetIsNoEvidenceOfAnOrder() {
    Guideline written = asking(DATE, read("ServiceRequest.authoredOn").build());
    for (String status : new String[] {"active", "draft"}) {
      String order =
          ORDER.replace("active", status).replace("'intent'", "'authoredOn':'2025-06-01','intent'");
      Facts facts =
          FactReader.read(
              Bundles.record(Bundles.bundle(PATIENT, order)),
              accepted(PATIENT, order),
              written,
              Terminology.standard());
      assertThat(facts.known()).hasSize(status.equals("active") ? 1 : 0);
    }
    assertThat(Bundles.order(PATIENT, ORDER.replace("'intent':'order',", "")).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.INTENT_UNKNOWN);
  }

  // The coverage.

  @Test
  void theInsuranceOfTheRequestNamesTheCoverage() {
    String second = COVERAGE.replace("'c'", "'d'");
    String names = ORDER.replace("'intent'", "'insurance':[{'reference':'Coverage/d'}],'intent'");
    assertThat(accepted(PATIENT, names, COVERAGE, second).coverage()).contains("Coverage/d");
    for (String[] record :
        new String[][] {
          {PATIENT, names, COVERAGE},
          {PATIENT, names, COVERAGE, second.replace("active", "cancelled")}
        }) {
      assertThat(accepted(record).coverage()).isEmpty();
      assertThat(Bundles.order(record).problems())
          .extracting(InputProblem::kind)
          .contains(ProblemKind.COVERAGE_NOT_CERTAIN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'period':{'start':'garbage'},'status':'active'",
        "'period':{'end':'2025'},'status':'active'",
        "'period':'2025','status':'active'",
        "'status':'nonsense'",
        "'status':'active','modifierExtension':[{'url':'http://example.org/x'}]"
      })
  void aCoverageOfWhichItIsNotCertainThatItIsInForceIsNotUsed(String rest) {
    String doubtful = COVERAGE.replace("'status':'active'", rest);
    for (String[] record :
        new String[][] {
          {PATIENT, ORDER, doubtful}, {PATIENT, ORDER, doubtful.replace("'c'", "'d'"), COVERAGE}
        }) {
      assertThat(accepted(record).coverage()).isEmpty();
      assertThat(Bundles.order(record).problems())
          .extracting(InputProblem::kind)
          .contains(ProblemKind.COVERAGE_NOT_CERTAIN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'url':'https://proviso.org/fhir/StructureDefinition/contract-rule','valueBoolean':true}]"
            + " | yes",
        "[{'url':'http://example.org/other','valueBoolean':true}] | no",
        "[{'url':'https://proviso.org/fhir/StructureDefinition/contract-rule/','valueBoolean':true}]"
            + " | unknown",
        "[{'url':'http://proviso.org/fhir/StructureDefinition/contract-rule','valueBoolean':true}]"
            + " | unknown",
        "{'url':'https://proviso.org/fhir/StructureDefinition/contract-rule','valueBoolean':true}"
            + " | unknown",
        "[{'url':'https://proviso.org/fhir/StructureDefinition/contract-rule','valueString':'yes'}]"
            + " | unknown",
        "[{'url':'https://proviso.org/fhir/StructureDefinition/contract-rule','valueBoolean':false,"
            + "'valueString':'yes'}] | unknown",
        "['contract-rule'] | unknown"
      })
  void aDamagedMarkOfAContractRuleIsNotNoMark(String extension, String expected) {
    assertThat(says(RULE, extended(extension))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'valueCode':'commercial' | commercial",
        "'valueCode':'fep' | contradicted",
        "'valueCode':'medicaid' | contradicted",
        "'valueString':'fep' | unknown",
        "'valueCode':'F E P' | unknown"
      })
  void theLineOfBusinessIsNotChosenFromTwo(String value, String expected) {
    String coverage = extended("[{'url':'" + CoverageReader.LINE_OF_BUSINESS + "'," + value + "}]");
    assertThat(says(LINE, coverage)).isEqualTo(expected);
    Optional<String> line = accepted(PATIENT, ORDER, coverage).lineOfBusiness();
    assertThat(line.isPresent()).isEqualTo(expected.equals("commercial"));
  }

  // Answers.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'valueBoolean':true | yes",
        "'valueBoolean':true,'_valueBoolean':{'extension':[{'url':"
            + "'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"
            + "'valueCode':'asked-unknown'}]} | unknown",
        "'valueBoolean':true,'extension':[{'url':"
            + "'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"
            + "'valueCode':'asked-unknown'}] | unknown",
        "'valueBoolean':true,'valueCoding':{'code':'no'} | unknown",
        "'valueBoolean':true},{'extension':[{'url':"
            + "'http://hl7.org/fhir/StructureDefinition/data-absent-reason',"
            + "'valueCode':'asked-unknown'}] | unknown"
      })
  void aValueBesideTheReasonThatThereIsNoneIsNotKnown(String answer, String expected) {
    String response = answers("{'linkId':'asked','answer':[{" + answer + "}]}");
    assertThat(says(ANSWER, response)).isEqualTo(expected);
    if (expected.equals("unknown")) {
      assertThat(kinds(ANSWER, response)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"2024-06-12, false", "2002-12-20, true", "2025-06-13, true"})
  void answersOfAnotherTimeAreUsedAndTold(String authored, boolean told) {
    String response =
        answers("{'linkId':'asked','answer':[{'valueBoolean':true}]}")
            .replace("'status'", "'authored':'" + authored + "','status'");
    assertThat(says(ANSWER, response)).isEqualTo("yes");
    assertThat(kinds(ANSWER, response).contains(ProblemKind.ANSWERS_OF_ANOTHER_TIME))
        .isEqualTo(told);
  }

  // The bundle.

  @Test
  void anEntryThatDeletesOrReportsIsNotUsed() {
    String entry = "{'resource':" + PATIENT + "}";
    for (String what :
        new String[] {"'request':{'method':'DELETE'}", "'search':{'mode':'outcome'}"}) {
      byte[] bundle =
          Bundles.json(
              "{'resourceType':'Bundle','type':'history','entry':["
                  + entry.replace("'resource':", what + ",'resource':")
                  + "]}");
      assertThat(Bundles.record(bundle).count("Patient")).isZero();
    }
  }

  /** A condition that is complete, of a record of which something is said. */
  private static String says(String link, String entry) {
    byte[] bundle =
        Bundles.json(
            "{'resourceType':'Bundle','type':'searchset',"
                + link
                + "'entry':["
                + entry
                + "{'resource':"
                + PATIENT
                + "},{'resource':"
                + ORDER
                + "}]}");
    Reading<ClinicalRecord> reading = BundleReader.standard().read(bundle);
    assertThat(reading).isInstanceOf(Reading.Done.class);
    ClinicalRecord record = ((Reading.Done<ClinicalRecord>) reading).value();
    Order order = ((Reading.Done<Order>) OrderReader.read(record, Terminology.standard())).value();
    boolean known =
        !FactReader.read(record, order, CONDITION, Terminology.standard()).known().isEmpty();
    assertThat(
            reading.problems().stream()
                .anyMatch(problem -> problem.kind() == ProblemKind.RECORD_INCOMPLETE))
        .isNotEqualTo(known);
    return known ? "no" : "unknown";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'issue':[{'severity':'information','code':'informational'}] | no",
        "'issue':[{'severity':'warning','code':'incomplete'}] | unknown",
        "'issue':[{'severity':'error','code':'throttled'}] | unknown",
        "'issue':[{'severity':'information'},{'severity':'fatal'}] | unknown",
        "'issue':[{'code':'processing'}] | unknown",
        "'issue':{} | unknown",
        "'issue':[] | unknown",
        "'text':{} | unknown"
      })
  void whatIsAbsentFromASearchThatFailedInPartIsUnknown(String issue, String expected) {
    String outcome = "{'resource':{'resourceType':'OperationOutcome'," + issue + "}";
    assertThat(says("", outcome + "},")).isEqualTo(expected);
    assertThat(says("", outcome + ",'search':{'mode':'outcome'}},")).isEqualTo(expected);
  }

  @Test
  void whatIsAbsentFromOnePageOfSeveralIsUnknown() {
    assertThat(says("'link':[{'relation':'self','url':'x'}],", "")).isEqualTo("no");
    assertThat(says("'link':[{'relation':'self'},{'relation':'next'}],", "")).isEqualTo("unknown");
  }

  @Test
  void aBundleOfNoTypeIsTold() {
    assertThat(BundleReader.standard().read(Bundles.json("{'resourceType':'Bundle'}")).problems())
        .extracting(InputProblem::kind)
        .containsExactly(ProblemKind.BUNDLE_TYPE_UNKNOWN);
  }

  @Test
  void anEmptyInputIsSaidToBeEmptyAndNoTypeIsQuoted() {
    assertThat(BundleReader.standard().read(new byte[0]).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("empty"));
    assertThat(BundleReader.standard().read(Bundles.json("{'resourceType':'Smithson'}")).problems())
        .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("Smithson"));
  }
}
