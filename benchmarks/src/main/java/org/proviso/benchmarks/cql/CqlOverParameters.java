package org.proviso.benchmarks.cql;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.runtime.Value;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.handwritten.Courses;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/** Facts are parameters of the library; what is not known is null. */
public final class CqlOverParameters
    implements Contestant<CqlOverParameters.Input, EvaluationResult> {
  private static final List<String> SPECTROSCOPY =
      List.of(
          "line-of-business",
          "contract-has-own-rule",
          "cms-determination",
          "brain-tumor-treated",
          "tumor-or-therapy-change-in-question",
          "brain-lesion",
          "tumor-or-other-in-question",
          "condition-in-question",
          "repeat-for-poor-quality");

  private final Cql cql;
  private final Supplier<CqlEngine> engines;
  private final Workload workload;

  /** A request as the engine takes it. */
  public record Input(LocalDate dateOfService, Map<String, @Nullable Value> parameters) {}

  /** How engines are kept. */
  public enum Engines {
    /** One engine, which remembers nothing from one evaluation to the next. */
    KEPT,
    /** One engine with its default options: it keeps the results of expressions. */
    KEPT_WITH_RESULTS,
    /** A new engine for each request, with its default options. */
    NEW
  }

  /** Compiles the guideline of a workload. */
  public CqlOverParameters(Workload workload, Engines engines) {
    this.workload = workload;
    this.cql = Cql.of(workload, workload.id() + "-parameters.cql", Map.of());
    Set<CqlEngine.Options> caching = EnumSet.of(CqlEngine.Options.EnableExpressionCaching);
    this.engines =
        switch (engines) {
          case KEPT -> always(cql.engine(EnumSet.noneOf(CqlEngine.Options.class)));
          case KEPT_WITH_RESULTS -> always(cql.engine(caching));
          case NEW -> () -> cql.engine(caching);
        };
  }

  private static Supplier<CqlEngine> always(CqlEngine engine) {
    return () -> engine;
  }

  @Override
  public Input input(SampleRequest request) {
    var parameters = new HashMap<String, @Nullable Value>();
    // A kept engine keeps parameters that it is not given again, so that each has to be given.
    if (workload == Workload.SPINE) {
      Optional<Courses> courses =
          Courses.of(Optional.ofNullable(request.values().get("conservative-therapy")));
      parameters.put(
          "Days of conservative therapy",
          courses.map(known -> Values.whole(Math.toIntExact(known.longest()))).orElse(null));
      parameters.put(
          "All courses of therapy are known",
          courses.map(known -> Values.truth(known.complete())).orElse(null));
    }
    for (String fact : facts(workload)) {
      @Nullable String value = request.values().get(fact);
      parameters.put(parameter(fact), value == null ? null : value(fact, value));
    }
    return new Input(request.dateOfService(), parameters);
  }

  private static List<String> facts(Workload workload) {
    return switch (workload) {
      case SPECTROSCOPY -> SPECTROSCOPY;
      case SPINE -> SpineFacts.NAMES;
    };
  }

  private static String parameter(String fact) {
    String words = fact.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static Value value(String fact, String value) {
    return switch (fact) {
      case "line-of-business", "condition-in-question" -> Values.text(value);
      default -> Values.truth(value.equals("yes"));
    };
  }

  @Override
  public EvaluationResult answer(Input input) {
    return cql.evaluate(engines.get(), input.dateOfService(), null, input.parameters());
  }

  @Override
  public String verdict(EvaluationResult answer) {
    return Cql.verdict(answer);
  }
}
