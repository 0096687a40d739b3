package org.proviso.benchmarks.bundles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.UriType;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;
import org.proviso.terminology.ValueSetMatcher;

/**
 * HAPI reads the order and writes the response; between them stands what one writes by hand to get
 * facts from its objects. It reads only what the seeded orders have, which is less than the
 * streaming reader checks.
 */
final class HapiPath {
  /** The mark that a contract has a rule of its own. */
  static final String CONTRACT_RULE = "https://proviso.org/fhir/StructureDefinition/contract-rule";

  /** What the questionnaire asks. */
  static final List<String> QUESTIONS =
      List.of(
          "tumor-or-therapy-change-in-question",
          "tumor-or-other-in-question",
          "repeat-for-poor-quality");

  private static final String FEDERAL_EMPLOYEES = "FI";
  private static final FactName LINE_OF_BUSINESS = new FactName("line-of-business");

  /** Made once: a name is checked when it is made. */
  private static final Map<String, FactName> NAMES =
      Stream.concat(
              QUESTIONS.stream(),
              Stream.of("brain-lesion", "brain-tumor-treated", "contract-has-own-rule"))
          .collect(Collectors.toUnmodifiableMap(Function.identity(), FactName::new));

  private final FhirContext context = FhirContext.forR4();
  private final Rules rules = new Rules();

  /** From an order to a GuidanceResponse, both UTF-8 JSON. */
  byte[] respond(byte[] order) {
    IParser parser = context.newJsonParser();
    Bundle bundle = parser.parseResource(Bundle.class, new ByteArrayInputStream(order));
    ServiceRequest request = first(bundle, ServiceRequest.class).orElseThrow();
    LocalDate date = day(request.getOccurrenceDateTimeType());
    var facts = new HashMap<FactName, Knowledge>();
    read(bundle, request, date, facts);
    Decided decided =
        rules.decide(
            new Request(date, facts),
            request.fhirType() + "/" + request.getIdElement().getIdPart());
    return context
        .newJsonParser()
        .encodeResourceToString(response(decided))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static <T> Optional<T> first(Bundle bundle, Class<T> type) {
    return bundle.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static LocalDate day(BaseDateTimeType date) {
    return LocalDate.parse(date.getValueAsString().substring(0, 10));
  }

  private void read(
      Bundle bundle, ServiceRequest request, LocalDate date, Map<FactName, Knowledge> facts) {
    Guideline guideline = rules.on(date).guideline();
    first(bundle, Coverage.class).ifPresent(coverage -> read(coverage, facts));
    for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
      switch (entry.getResource()) {
        case Condition condition
            when isConfirmed(condition)
                && !day(condition.getOnsetDateTimeType()).isAfter(date)
                && isIn(condition.getCode(), guideline, "brain-lesions") ->
            put(facts, "brain-lesion", true);
        case Procedure procedure
            when procedure.getStatus() == Procedure.ProcedureStatus.COMPLETED
                && day(procedure.getPerformedDateTimeType()).isBefore(date)
                && isIn(procedure.getCode(), guideline, "brain-tumor-therapy") ->
            put(facts, "brain-tumor-treated", true);
        case QuestionnaireResponse answers -> read(answers, facts);
        default -> {}
      }
    }
    if (request.getReasonCode().stream()
        .anyMatch(reason -> isIn(reason, guideline, "brain-lesions"))) {
      put(facts, "brain-lesion", true);
    }
  }

  private static void read(Coverage coverage, Map<FactName, Knowledge> facts) {
    Extension rule = coverage.getExtensionByUrl(CONTRACT_RULE);
    put(
        facts,
        "contract-has-own-rule",
        rule != null && rule.getValue() instanceof BooleanType mark && mark.booleanValue());
    String code = coverage.getType().getCodingFirstRep().getCode();
    String line =
        code.equals(FEDERAL_EMPLOYEES)
            ? "fep"
            : switch (code.charAt(0)) {
              case '1' -> "medicare-advantage";
              case '2' -> "medicaid";
              default -> "commercial";
            };
    facts.put(LINE_OF_BUSINESS, new Knowledge.Known(new Value.Symbol(line), List.of()));
  }

  private static void read(QuestionnaireResponse answers, Map<FactName, Knowledge> facts) {
    for (QuestionnaireResponse.QuestionnaireResponseItemComponent item : answers.getItem()) {
      if (item.getAnswerFirstRep().getValue() instanceof BooleanType answer) {
        put(facts, item.getLinkId(), answer.booleanValue());
      }
    }
  }

  private static void put(Map<FactName, Knowledge> facts, String fact, boolean value) {
    facts.put(
        Objects.requireNonNull(NAMES.get(fact), fact),
        new Knowledge.Known(new Value.YesNo(value), List.of()));
  }

  private static boolean isConfirmed(Condition condition) {
    return condition.getVerificationStatus().getCodingFirstRep().getCode().equals("confirmed");
  }

  private static boolean isIn(CodeableConcept concept, Guideline guideline, String valueSet) {
    for (Coding coding : concept.getCoding()) {
      Optional<CodeSystem> system = CodeSystem.ofUri(coding.getSystem());
      if (system.isPresent()
          && ValueSetMatcher.matches(
              Objects.requireNonNull(guideline.valueSets().get(valueSet), valueSet),
              new Code(system.get(), coding.getCode()))) {
        return true;
      }
    }
    return false;
  }

  private static GuidanceResponse response(Decided decided) {
    var response = new GuidanceResponse();
    response.setModule(new UriType("urn:proviso:" + decided.guideline() + ":" + decided.version()));
    response.setStatus(
        decided.isDecided()
            ? GuidanceResponse.GuidanceResponseStatus.SUCCESS
            : GuidanceResponse.GuidanceResponseStatus.DATAREQUIRED);
    response.getOccurrenceDateTimeElement().setValueAsString(decided.dateOfService());
    response.addReasonReference(new Reference(decided.order()));
    for (Decided.Decision decision : decided.decisions()) {
      response.addNote().setText(decision.sentence());
      for (CriterionStatus criterion : decision.criteria()) {
        response.addNote().setText(Decided.sentence(criterion));
      }
    }
    return response;
  }
}
