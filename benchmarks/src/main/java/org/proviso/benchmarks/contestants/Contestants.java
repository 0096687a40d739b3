package org.proviso.benchmarks.contestants;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.proviso.benchmarks.cql.CqlOverFhir;
import org.proviso.benchmarks.cql.CqlOverParameters;
import org.proviso.benchmarks.dmn.Dmn;
import org.proviso.benchmarks.drools.Drools;
import org.proviso.benchmarks.drools.SpectroscopyRequest;
import org.proviso.benchmarks.drools.SpineRequest;
import org.proviso.benchmarks.handwritten.ExplainedSpectroscopy;
import org.proviso.benchmarks.handwritten.ExplainedSpine;
import org.proviso.benchmarks.handwritten.PackedSpectroscopy;
import org.proviso.benchmarks.handwritten.PackedSpine;
import org.proviso.benchmarks.handwritten.ThreeValuedSpectroscopy;
import org.proviso.benchmarks.handwritten.ThreeValuedSpine;
import org.proviso.benchmarks.handwritten.TwoValuedSpectroscopy;
import org.proviso.benchmarks.handwritten.TwoValuedSpine;
import org.proviso.benchmarks.ours.DecideRequest;
import org.proviso.benchmarks.ours.DecideRow;
import org.proviso.benchmarks.ours.DiagramDecide;
import org.proviso.benchmarks.ours.ExplainRow;
import org.proviso.benchmarks.ours.PackedOutcome;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.decide.Detail;

/** Everything that is compared. */
public final class Contestants {
  private static final String JAVA = "benchmarks/src/main/java/org/proviso/benchmarks/";
  private static final String RESOURCES = "benchmarks/src/main/resources/org/proviso/benchmarks/";
  private static final String NO_PARTIAL =
      "missing facts: a fact that is not known counts as false; no missing facts, no next question,"
          + " no explanation";
  private static final String NO_EXPLANATION =
      "the missing facts, the next question, an explanation, dates of application";

  private Contestants() {}

  /** Those that decide a workload, the floor first. */
  public static List<Entry> of(Workload workload) {
    return Stream.of(handwritten(workload), ours(workload), peers(workload))
        .flatMap(List::stream)
        .toList();
  }

  /** The one with an identifier. */
  public static Entry find(Workload workload, String id) {
    return of(workload).stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contestant is called " + id));
  }

  /** What a careful programmer writes by hand. */
  public static List<Entry> handwritten(Workload workload) {
    Supplier<Contestant<?, ?>> two = TwoValuedSpine::new;
    Supplier<Contestant<?, ?>> three = ThreeValuedSpine::new;
    Supplier<Contestant<?, ?>> explained = ExplainedSpine::new;
    List<String> facts = List.of(JAVA + "handwritten/SpineCase.java");
    String rules = JAVA + "handwritten/%sSpine.java";
    if (workload == Workload.SPECTROSCOPY) {
      two = TwoValuedSpectroscopy::new;
      three = ThreeValuedSpectroscopy::new;
      explained = ExplainedSpectroscopy::new;
      facts = List.of(JAVA + "handwritten/SpectroscopyCase.java", JAVA + "handwritten/Era.java");
      rules = JAVA + "handwritten/%sSpectroscopy.java";
    }
    Supplier<Contestant<?, ?>> packed = PackedSpine::new;
    if (workload == Workload.SPECTROSCOPY) {
      packed = PackedSpectroscopy::new;
    }
    return List.of(
        new Entry(
            "java-packed",
            "Java by hand, packed",
            "a method over a number into which the facts are packed; facts may be missing",
            Depth.OUTCOME,
            Scope.ALL,
            "which facts are missing, the next question, an explanation",
            with(facts, rules.formatted("Packed")),
            packed),
        new Entry(
            "java-two-valued",
            "Java by hand, two-valued",
            "a method over a record; every fact is taken to be known",
            Depth.OUTCOME,
            Scope.COMPLETE,
            NO_PARTIAL,
            with(facts, rules.formatted("TwoValued")),
            two),
        new Entry(
            "java",
            "Java by hand",
            "a method over a record; facts may be missing (Kleene)",
            Depth.OUTCOME,
            Scope.ALL,
            "which facts are missing, the next question, an explanation",
            with(facts, rules.formatted("ThreeValued")),
            three),
        new Entry(
            "java-explained",
            "Java by hand, explained",
            "the same, with the tree of criteria",
            Depth.EXPLAINED,
            Scope.ALL,
            "which facts are missing, the next question",
            with(with(facts, rules.formatted("ThreeValued")), rules.formatted("Explained")),
            explained));
  }

  private static List<String> with(List<String> files, String file) {
    return Stream.concat(files.stream(), Stream.of(file)).toList();
  }

  /** Proviso. */
  public static List<Entry> ours(Workload workload) {
    List<String> documents =
        switch (workload) {
          case SPECTROSCOPY ->
              List.of(
                  "guidelines/04-70540-07",
                  "guidelines/shared/request.md",
                  "guidelines/shared/brain-mrs.md");
          case SPINE -> List.of("guidelines/aetna-cpb-0236", "guidelines/shared/request.md");
        };
    return List.of(
        new Entry(
            "proviso-outcome",
            "Proviso, outcome",
            "packed facts: PackedDecision.decide, nothing else",
            Depth.OUTCOME,
            Scope.ALL,
            "",
            documents,
            () -> new PackedOutcome(workload)),
        new Entry(
            "proviso",
            "Proviso",
            "packed facts: outcome, reachable outcomes, deciding clauses",
            Depth.OUTCOME,
            Scope.ALL,
            "",
            documents,
            () -> new DecideRow(workload)),
        new Entry(
            "proviso-explained",
            "Proviso, explained",
            "packed facts: the same, with the tree of criteria",
            Depth.EXPLAINED,
            Scope.ALL,
            "",
            documents,
            () -> new ExplainRow(workload)),
        new Entry(
            "proviso-request",
            "Proviso from a request",
            "a Request of the engine, packed and decided",
            Depth.OUTCOME,
            Scope.ALL,
            "",
            documents,
            () -> new DecideRequest(workload)),
        new Entry(
            "proviso-answer",
            "Proviso, answer",
            "CompiledGuideline.decide(request, Detail.OUTCOME): outcome, reachable outcomes,"
                + " missing facts, criteria",
            Depth.EXPLAINED,
            Scope.ALL,
            "",
            documents,
            () -> new DiagramDecide(workload, Detail.OUTCOME, Depth.EXPLAINED)),
        new Entry(
            "proviso-full",
            "Proviso, everything",
            "CompiledGuideline.decide(request): also the next question, a smallest set of reasons,"
                + " what would change it",
            Depth.EXPLAINED,
            Scope.ALL,
            "",
            documents,
            () -> new DiagramDecide(workload, Detail.FULL, Depth.EXPLAINED)));
  }

  /** Other engines. */
  public static List<Entry> peers(Workload workload) {
    return Stream.of(rules(workload), tables(workload), libraries(workload))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Entry> rules(Workload workload) {
    return List.of(
        new Entry(
            "drools",
            "Drools 10.2.0",
            "executable model, sessions from a pool; a rule for each clause inserts its finding, the"
                + " finding of the first rank decides",
            Depth.OUTCOME,
            Scope.COMPLETE,
            NO_PARTIAL,
            List.of(RESOURCES + "drools/" + workload.id() + ".drl"),
            () -> drools(workload, "")),
        new Entry(
            "drools-flattened",
            "Drools 10.2.0, flattened by hand",
            "the same, with rules that insert nothing and write to the request",
            Depth.OUTCOME,
            Scope.COMPLETE,
            NO_PARTIAL,
            List.of(RESOURCES + "drools/" + workload.id() + "-flattened.drl"),
            () -> drools(workload, "-flattened")));
  }

  private static Contestant<?, ?> drools(Workload workload, String style) {
    String file = workload.id() + style + ".drl";
    return switch (workload) {
      case SPECTROSCOPY -> Drools.of(file, SpectroscopyRequest::new);
      case SPINE -> Drools.of(file, SpineRequest::new);
    };
  }

  private static List<Entry> tables(Workload workload) {
    return List.of(
        new Entry(
            "dmn",
            "Kie DMN 10.2.0",
            "FEEL decision tables, hit policy FIRST, one runtime; interpreted, because tables"
                + " compiled to rules or to an alpha network start slowly and are no faster",
            Depth.OUTCOME,
            Scope.COMPLETE,
            NO_PARTIAL,
            List.of(RESOURCES + "dmn/" + workload.id() + ".dmn"),
            () -> new Dmn(workload)));
  }

  private static List<Entry> libraries(Workload workload) {
    List<String> sources =
        switch (workload) {
          case SPECTROSCOPY ->
              Stream.of(
                      "parameters",
                      "2001-08-15",
                      "2002-08-15",
                      "2005-10-15",
                      "2006-07-15",
                      "2009-07-01",
                      "2009-09-15",
                      "2020-03-15",
                      "2025-05-15")
                  .map(part -> RESOURCES + "cql/spectroscopy-" + part + ".cql")
                  .toList();
          case SPINE ->
              List.of(
                  RESOURCES + "cql/spine-parameters.cql", RESOURCES + "cql/spine-1998-05-06.cql");
        };
    Entry newEngines =
        overParameters(
            workload,
            sources,
            "cql-new",
            "CQL engine 5.5.0, new engine for each request",
            "libraries compiled once; results of expressions are kept during a request",
            CqlOverParameters.Engines.NEW);
    Entry kept =
        overParameters(
            workload,
            sources,
            "cql-kept",
            "CQL engine 5.5.0, kept",
            "libraries compiled once, one engine, which keeps no results of expressions",
            CqlOverParameters.Engines.KEPT);
    Entry keptWithResults =
        overParameters(
            workload,
            sources,
            "cql-kept-results",
            "CQL engine 5.5.0, kept with default options",
            "one engine that keeps results of expressions from one request to the next",
            CqlOverParameters.Engines.KEPT_WITH_RESULTS);
    if (workload == Workload.SPINE) {
      return List.of(newEngines, kept, keptWithResults);
    }
    var overFhir =
        new Entry(
            "cql-fhir",
            "CQL engine 5.5.0 over FHIR resources",
            "new engine for each request over resources in memory, values of the engine's own"
                + " FHIR model",
            Depth.OUTCOME,
            Scope.ALL,
            NO_EXPLANATION,
            Stream.concat(
                    Stream.of(RESOURCES + "cql/spectroscopy-fhir.cql"), sources.stream().skip(1))
                .toList(),
            () -> new CqlOverFhir(workload));
    return List.of(newEngines, kept, keptWithResults, overFhir);
  }

  private static Entry overParameters(
      Workload workload,
      List<String> sources,
      String id,
      String title,
      String configuration,
      CqlOverParameters.Engines engines) {
    return new Entry(
        id,
        title,
        configuration,
        Depth.OUTCOME,
        Scope.ALL,
        NO_EXPLANATION,
        sources,
        () -> new CqlOverParameters(workload, engines));
  }
}
