package org.proviso.fhir.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proviso.fhir.Guidelines.YES_NO;
import static org.proviso.fhir.Guidelines.read;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.Bundles;
import org.proviso.fhir.Guidelines;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.CodeSystem;

/** Each status of each R4 value set, and what becomes of a resource that has it. */
class ReliabilityTest {
  private static final Guideline COMPLETE =
      Guidelines.guideline()
          .valueSet("treatment", CodeSystem.CPT, "61510")
          .valueSet("tumor", CodeSystem.ICD10CM, "C71.*")
          .fact("procedure", YES_NO, read("Procedure").in("treatment").complete())
          .fact("condition", YES_NO, read("Condition").in("tumor").complete())
          .build();

  /** The value sets of FHIR R4 (4.0.1), by the page of each resource. */
  private static final Map<String, String> R4 =
      Map.of(
          "Procedure",
          "preparation in-progress not-done on-hold stopped completed entered-in-error unknown",
          "Observation",
          "registered preliminary final amended corrected cancelled entered-in-error unknown",
          "DiagnosticReport",
          "registered partial preliminary final amended corrected appended cancelled"
              + " entered-in-error unknown",
          "MedicationRequest",
          "active on-hold cancelled completed entered-in-error stopped draft unknown",
          "MedicationStatement",
          "active completed entered-in-error intended stopped on-hold unknown not-taken",
          "QuestionnaireResponse",
          "in-progress completed amended entered-in-error stopped",
          "ServiceRequest",
          "draft active on-hold revoked completed entered-in-error unknown",
          "DeviceRequest",
          "draft active on-hold revoked completed entered-in-error unknown",
          "Claim",
          "active cancelled draft entered-in-error",
          "Coverage",
          "active cancelled draft entered-in-error");

  @Test
  void everyStatusOfR4HasItsPlaceInTheTables() {
    for (ResourceType type : ResourceType.values()) {
      assertThat(type.statuses().keySet())
          .as(type.toString())
          .isEqualTo(words(R4.getOrDefault(type.toString(), "")));
    }
    assertThat(ConditionStatus.BY_VERIFICATION.keySet())
        .isEqualTo(
            words("unconfirmed provisional differential confirmed refuted entered-in-error"));
    assertThat(ConditionStatus.PAST_BY_CLINICAL_STATUS.keySet())
        .isEqualTo(words("active recurrence relapse inactive remission resolved"));
    for (String type : R4.keySet()) {
      assertThat(ResourceType.named(type).orElseThrow().statuses().get("entered-in-error"))
          .as(type)
          .isEqualTo(Reliability.ENTERED_IN_ERROR);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "completed, yes", "in-progress, yes", "preparation, no", "not-done, no",
    "entered-in-error, no", "on-hold, unknown", "stopped, unknown", "unknown, unknown",
    "nonsense, unknown"
  })
  void aProcedureCountsByItsStatus(String status, String expected) {
    assertThat(
            says(
                "procedure",
                Bundles.about(
                    "Procedure",
                    "'performedDateTime':'2024-05-01','status':'"
                        + status
                        + "','code':"
                        + Bundles.cpt("61510"))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "confirmed, yes",
    "unconfirmed, unknown",
    "provisional, unknown",
    "differential, unknown",
    "refuted, no",
    "entered-in-error, no",
    "nonsense, unknown"
  })
  void aConditionCountsByItsVerification(String status, String expected) {
    assertThat(
            says(
                "condition",
                Bundles.about(
                    "Condition",
                    "'recordedDate':'2024-05-01','verificationStatus':{'coding':[{'code':'"
                        + status
                        + "'}]},'code':"
                        + Bundles.icd10cm("C71.9"))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "active, yes",
    "recurrence, yes",
    "relapse, yes",
    "inactive, no",
    "remission, no",
    "resolved, no",
    "nonsense, unknown"
  })
  void withoutAWindowAConditionCountsWhileItLasts(String status, String expected) {
    assertThat(
            says(
                "condition",
                Bundles.about(
                    "Condition",
                    "'recordedDate':'2024-05-01','clinicalStatus':{'coding':[{'code':'"
                        + status
                        + "'}]},'code':"
                        + Bundles.icd10cm("C71.9"))))
        .isEqualTo(expected);
  }

  @Test
  void aProhibitionDidNotHappen() {
    Guideline ordered =
        Guidelines.guideline()
            .valueSet("drug", CodeSystem.RXNORM, "37776")
            .fact("drug", YES_NO, read("MedicationRequest").in("drug").complete())
            .build();
    String request =
        Bundles.about(
            "MedicationRequest",
            "'authoredOn':'2024-05-01','status':'active','intent':'order','doNotPerform':true,'medicationCodeableConcept':"
                + "{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm',"
                + "'code':'37776'}]}");
    assertThat(Bundles.fact(ordered, request))
        .isInstanceOfSatisfying(
            Knowledge.Known.class,
            known -> assertThat(known.value()).isEqualTo(new Value.YesNo(false)));
    assertThat(Bundles.fact(ordered, request.replace("true", "false")))
        .isInstanceOfSatisfying(
            Knowledge.Known.class,
            known -> assertThat(known.value()).isEqualTo(new Value.YesNo(true)));
  }

  @Test
  void aModifierExtensionIsNotOverlooked() {
    assertThat(
            says(
                "procedure",
                Bundles.about(
                    "Procedure",
                    "'status':'completed','modifierExtension':[{'url':'http://example.org/not'}],"
                        + "'code':"
                        + Bundles.cpt("61510"))))
        .isEqualTo("unknown");
  }

  private static String says(String fact, String resource) {
    Knowledge knowledge =
        Bundles.facts(COMPLETE, resource)
            .request()
            .knowledge(new org.proviso.language.model.FactName(fact));
    return switch (knowledge) {
      case Knowledge.Known(Value.YesNo(boolean yes), var evidence) -> yes ? "yes" : "no";
      case Knowledge.NotAsked() -> "unknown";
      default -> knowledge.toString();
    };
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
  }
}
