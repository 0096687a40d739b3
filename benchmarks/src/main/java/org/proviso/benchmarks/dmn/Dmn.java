package org.proviso.benchmarks.dmn;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.impl.DMNContextImpl;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.handwritten.Courses;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/** Decision tables with the hit policy FIRST, in one runtime that is kept. */
public final class Dmn implements Contestant<Map<String, Object>, DMNResult> {
  private final DMNRuntime runtime;
  private final DMNModel model;
  private final List<String> decisions;

  /** Reads the model of a workload. */
  public Dmn(Workload workload) {
    String file = workload.id() + ".dmn";
    InputStream content = Objects.requireNonNull(Dmn.class.getResourceAsStream(file), file);
    this.runtime =
        DMNRuntimeBuilder.fromDefaults()
            .buildConfiguration()
            .fromResources(
                List.of(ResourceFactory.newInputStreamResource(content).setSourcePath(file)))
            .getOrElseThrow(error -> new IllegalStateException("the model is rejected", error));
    this.model = runtime.getModels().getFirst();
    if (model.hasErrors()) {
      throw new IllegalStateException(model.getMessages().toString());
    }
    this.decisions = model.getDecisions().stream().map(decision -> decision.getName()).toList();
  }

  @Override
  public Map<String, Object> input(SampleRequest request) {
    var input = new HashMap<String, Object>();
    input.put("date of service", request.dateOfService());
    request.values().forEach((fact, value) -> put(input, fact, value));
    return input;
  }

  private static void put(Map<String, Object> input, String fact, String value) {
    switch (fact) {
      case "line-of-business", "condition-in-question" -> input.put(words(fact), value);
      case "conservative-therapy" ->
          input.put(
              "days of conservative therapy",
              BigDecimal.valueOf(Courses.of(Optional.of(value)).orElseThrow().longest()));
      default -> input.put(words(fact), value.equals("yes"));
    }
  }

  private static String words(String name) {
    return name.replace('-', ' ');
  }

  @Override
  public DMNResult answer(Map<String, Object> input) {
    DMNContext context = new DMNContextImpl(input);
    return runtime.evaluateAll(model, context);
  }

  @Override
  public String verdict(DMNResult answer) {
    return decisions.stream()
        .sorted()
        .flatMap(decision -> verdict(answer, decision))
        .collect(Collectors.joining("; "));
  }

  private static Stream<String> verdict(DMNResult answer, String decision) {
    return answer.getDecisionResultByName(decision).getResult() instanceof Map<?, ?> row
        ? Stream.of(row.get("outcome") + " by " + row.get("clause"))
        : Stream.of();
  }
}
