package org.proviso.benchmarks.cql;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kotlin.Pair;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.data.CompositeDataProvider;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.retrieve.RetrieveProvider;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.runtime.Interval;
import org.opencds.cqf.cql.engine.runtime.Value;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/**
 * Facts come from a coverage, a service request and the answers to a questionnaire, which are in
 * memory already. A new engine for each request.
 */
public final class CqlOverFhir implements Contestant<CqlOverFhir.Input, EvaluationResult> {
  private static final String FHIR = "http://hl7.org/fhir";
  private static final Pair<String, String> CONTEXT = new Pair<>("Patient", "p");

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("epilepsy", "G40.909"),
          Map.entry("alzheimers-disease", "G30.9"),
          Map.entry("parkinsons-disease", "G20.A1"),
          Map.entry("multiple-sclerosis", "G35.D"),
          Map.entry("bipolar-disorder", "F31.9"),
          Map.entry("prostate-cancer", "C61"),
          Map.entry("unexplained-chest-pain", "R07.9"),
          Map.entry("neurometabolic-disease", "E75.29"),
          Map.entry("muscle-disorder", "G71.00"),
          Map.entry("breast-lesion", "N63.0"),
          Map.entry("none-of-these", "Z01.89"));

  private final FhirModel model = new FhirModel();
  private final Resources resources = new Resources();
  private final Cql cql;

  /** A request as the engine takes it. */
  public record Input(LocalDate dateOfService, Map<String, List<Value>> resources) {}

  /** The resources of the request in hand. */
  private static final class Resources implements RetrieveProvider {
    private Map<String, List<Value>> byType = Map.of();

    @Override
    public Iterable<Value> retrieve(
        @Nullable String context,
        @Nullable String contextPath,
        @Nullable String contextValue,
        String dataType,
        @Nullable String templateId,
        @Nullable String codePath,
        @Nullable Iterable<Code> codes,
        @Nullable String valueSet,
        @Nullable String datePath,
        @Nullable String dateLowPath,
        @Nullable String dateHighPath,
        @Nullable Interval dateRange) {
      return byType.getOrDefault(dataType, List.of());
    }
  }

  /** Compiles the guideline of a workload. */
  public CqlOverFhir(Workload workload) {
    this.cql =
        Cql.of(
            workload,
            workload.id() + "-fhir.cql",
            Map.of(FHIR, new CompositeDataProvider(model.resolver(), resources)));
  }

  @Override
  public Input input(SampleRequest request) {
    Map<String, String> values = request.values();
    var patient = new Patient();
    patient.setId("p");
    var coverage = new Coverage();
    if (values.containsKey("line-of-business")) {
      coverage.setType(code("urn:line-of-business", values.get("line-of-business")));
    }
    var order = new ServiceRequest();
    if (values.containsKey("condition-in-question")) {
      order.addReasonCode(
          code(
              "http://hl7.org/fhir/sid/icd-10-cm",
              CODES.getOrDefault(values.get("condition-in-question"), "")));
    }
    var answers = new QuestionnaireResponse();
    values.forEach(
        (fact, value) -> {
          if (value.equals("yes") || value.equals("no")) {
            answers
                .addItem()
                .setLinkId(fact)
                .addAnswer()
                .setValue(new BooleanType(value.equals("yes")));
          }
        });
    return new Input(
        request.dateOfService(),
        List.<Resource>of(patient, coverage, order, answers).stream()
            .collect(
                Collectors.toMap(Resource::fhirType, resource -> List.of(model.value(resource)))));
  }

  private static CodeableConcept code(String system, @Nullable String code) {
    return new CodeableConcept(new Coding(system, code, null));
  }

  @Override
  public EvaluationResult answer(Input input) {
    resources.byType = input.resources();
    return cql.evaluate(
        cql.engine(EnumSet.of(CqlEngine.Options.EnableExpressionCaching)),
        input.dateOfService(),
        CONTEXT,
        Map.of());
  }

  @Override
  public String verdict(EvaluationResult answer) {
    return Cql.verdict(answer);
  }
}
