package org.proviso.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.proviso.fhir.facts.FactReader;
import org.proviso.fhir.facts.Facts;
import org.proviso.fhir.order.CoverageReader;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.OrderReader;
import org.proviso.fhir.record.BundleReader;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.fhir.record.Reading;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.Terminology;

/**
 * A seeded, bounded search for an uncaught exception: a bundle with every resource type, mutated in
 * its bytes and in its JSON. Whatever comes of it, it is a reading or a refusal with reasons.
 */
class MutationTest {
  private static final int ROUNDS = 12_000;
  private static final Random RANDOM = new Random(20_260_101);
  private static final String SECRET = "Ann Smithson";

  private static final List<String> FRAGMENTS =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "1e-400",
          "[]",
          "{}",
          "\"\"",
          "[null]",
          "[[1]]",
          "{\"a\":1}",
          "\"2023-02-30\"",
          "\"2019-05\"",
          "\"9999-12-31\"",
          "\"0000\"",
          "\"-1\"",
          "\"#\"",
          "\"/\"",
          "\"" + SECRET + "\"",
          "\"urn:uuid:1\"",
          "\"entered-in-error\"",
          "\"unknown\"",
          "\"\\ud800\"",
          "\"http://loinc.org\"",
          "\"<\"",
          "99999999999999999999");

  private static final String SEED =
      new String(
          Bundles.bundle(
              Bundles.PATIENT,
              Bundles.ORDER.replace(
                  "'intent'",
                  "'reasonReference':[{'reference':'Condition/c1'}],'insurance':[{'reference':"
                      + "'Coverage/c'}],'reasonCode':["
                      + Bundles.icd10cm("C71.9")
                      + "],'intent'"),
              Bundles.COVERAGE.replace(
                  "'status'",
                  "'period':{'start':'2020-01-01'},'class':[{'type':{'coding':[{'code':'plan'}]},"
                      + "'value':'gold'}],'extension':[{'url':'"
                      + CoverageReader.CONTRACT_RULE
                      + "','valueBoolean':true}],'status'"),
              Bundles.about(
                  "Condition",
                  "'id':'c1','clinicalStatus':{'coding':[{'code':'active'}]},'verificationStatus':"
                      + "{'coding':[{'code':'confirmed'}]},'onsetPeriod':{'start':'2020','end':"
                      + "'2021-03'},'abatementDateTime':'2024-01-01','recordedDate':'2020-02-02',"
                      + "'code':"
                      + Bundles.icd10cm("C71.9")),
              Bundles.about(
                  "Procedure",
                  "'status':'completed','performedPeriod':{'start':'2024-01-01','end':'2024-01-02'},"
                      + "'code':"
                      + Bundles.cpt("61510")),
              Bundles.about(
                  "Observation",
                  "'status':'final','effectiveDateTime':'2024-05-01T10:00:00Z','code':"
                      + Bundles.loinc("59408-5")
                      + ",'valueQuantity':{'value':88,'comparator':'<','unit':'%','system':"
                      + "'http://unitsofmeasure.org','code':'%'},'component':[{'code':"
                      + Bundles.loinc("59408-5")
                      + ",'valueInteger':3}]"),
              Bundles.about(
                  "MedicationStatement",
                  "'status':'active','contained':[{'resourceType':'Medication','id':'m','code':"
                      + "{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/rxnorm',"
                      + "'code':'37776'}]}}],'medicationReference':{'reference':'#m'},"
                      + "'effectivePeriod':{'start':'2024-01-01'}"),
              "{'resourceType':'Claim','status':'active','use':'claim','patient':{'reference':"
                  + "'Patient/p'},'billablePeriod':{'start':'2024-05'},'item':[{'productOrService':"
                  + Bundles.cpt("61510")
                  + ",'servicedDate':'2024-05-01'}]}",
              Bundles.about(
                  "QuestionnaireResponse",
                  "'status':'completed','authored':'2025-01-01','item':[{'linkId':'yes-no',"
                      + "'answer':[{'valueBoolean':true}]},{'linkId':'line','answer':[{'valueCoding'"
                      + ":{'code':'commercial'}}]},{'linkId':'group','item':[{'linkId':'number',"
                      + "'answer':[{'valueDecimal':3.5}]}]},{'linkId':'day','answer':[{'valueDate':"
                      + "'2024-05'}]}]")),
          StandardCharsets.UTF_8);

  private static Guideline guideline() {
    var guideline =
        Guidelines.guideline()
            .valueSet("treatment", CodeSystem.CPT, "61510")
            .valueSet("tumor", CodeSystem.ICD10CM, "C71.*")
            .valueSet("drug", CodeSystem.RXNORM, "37776")
            .valueSet("saturation", CodeSystem.LOINC, "59408-5")
            .fact(
                "yes-no",
                Guidelines.YES_NO,
                Guidelines.read("Procedure").in("treatment").before().complete(),
                Guidelines.read("Condition").in("tumor").withinMonthsBefore(6).build(),
                Guidelines.read("Observation").in("saturation").build())
            .fact(
                "line",
                Guidelines.oneOf("commercial", "fep"),
                Guidelines.read("Coverage.line-of-business").build(),
                Guidelines.read("ServiceRequest.reasonCode").in("tumor").as("fep").build())
            .fact("rule", Guidelines.YES_NO, Guidelines.read("Coverage.contract-rule").build())
            .fact("day", Guidelines.DATE, Guidelines.read("Patient.birthDate").build())
            .fact(
                "history",
                Guidelines.HISTORY,
                Guidelines.read("MedicationStatement").in("drug").before().complete(),
                Guidelines.read("Claim").in("treatment").complete())
            .fact(
                "count", Guidelines.COUNT, Guidelines.read("Procedure").in("treatment").complete())
            .fact("codes", Guidelines.CODES, Guidelines.read("Condition").build())
            .fact("code", Guidelines.CODE, Guidelines.read("ServiceRequest.code").build());
    for (FactSource.Pick pick : FactSource.Pick.values()) {
      guideline.fact(
          pick.name().toLowerCase(java.util.Locale.ROOT),
          Guidelines.number("%", 0, 100),
          Guidelines.read("Observation").in("saturation").pick(pick).build());
    }
    return guideline.fact("number", Guidelines.number("%")).build();
  }

  @Test
  void noMutationEndsInAnException() {
    Guideline guideline = guideline();
    Set<Class<?>> outcomes = new java.util.HashSet<>();
    int facts = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutated = mutate();
      try {
        Reading<ClinicalRecord> reading = BundleReader.standard().read(mutated);
        outcomes.add(reading.getClass());
        check(reading.problems());
        if (reading instanceof Reading.Done<ClinicalRecord> done) {
          Reading<Order> order = OrderReader.read(done.value(), Terminology.standard());
          outcomes.add(order.getClass());
          check(order.problems());
          if (order instanceof Reading.Done<Order> accepted) {
            Facts read =
                FactReader.read(done.value(), accepted.value(), guideline, Terminology.standard());
            check(read.problems());
            facts += read.known().size();
            assertThat(read.known().toString()).doesNotContain(SECRET);
          }
        }
      } catch (RuntimeException uncaught) {
        fail("round " + round + ": " + new String(mutated, StandardCharsets.UTF_8), uncaught);
      }
    }
    // The search reaches both refusals and readings with facts.
    assertThat(outcomes).containsExactlyInAnyOrder(Reading.Done.class, Reading.Refused.class);
    assertThat(facts).isGreaterThan(ROUNDS);
  }

  private static void check(List<InputProblem> problems) {
    for (InputProblem problem : problems) {
      assertThat(problem.toString()).doesNotContain(SECRET);
    }
  }

  private static byte[] mutate() {
    String text = SEED;
    int changes = 1 + RANDOM.nextInt(3);
    for (int change = 0; change < changes; change++) {
      text = structural(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (RANDOM.nextInt(4) == 0) {
      bytes[RANDOM.nextInt(bytes.length)] = (byte) RANDOM.nextInt(256);
    }
    if (RANDOM.nextInt(16) == 0) {
      bytes = java.util.Arrays.copyOf(bytes, RANDOM.nextInt(bytes.length));
    }
    return bytes;
  }

  /** Replaces one value, or renames, drops or doubles one member. */
  private static String structural(String text) {
    int colon = text.indexOf(':', RANDOM.nextInt(text.length()));
    if (colon < 0 || colon + 1 >= text.length()) {
      return text;
    }
    int start = colon + 1;
    int end = start;
    int depth = 0;
    boolean quoted = false;
    for (; end < text.length(); end++) {
      char character = text.charAt(end);
      if (character == '"') {
        quoted = !quoted;
      } else if (!quoted && (character == '{' || character == '[')) {
        depth++;
      } else if (!quoted && (character == '}' || character == ']')) {
        depth--;
        if (depth < 0) {
          break;
        }
      } else if (!quoted && depth == 0 && character == ',') {
        break;
      }
    }
    String value = text.substring(start, end);
    String replacement =
        switch (RANDOM.nextInt(6)) {
          case 0 -> "[" + value + "]";
          case 1 -> "[" + value + "," + value + "]";
          case 2 -> "{\"value\":" + value + "}";
          case 3 ->
              value.startsWith("[") ? value.substring(1, Math.max(1, value.length() - 1)) : "0";
          default -> FRAGMENTS.get(RANDOM.nextInt(FRAGMENTS.size()));
        };
    return text.substring(0, start) + replacement + text.substring(end);
  }
}
