package org.proviso.benchmarks.cql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kotlin.Pair;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.StringLibrarySourceProvider;
import org.hl7.elm.r1.VersionedIdentifier;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.data.DataProvider;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.opencds.cqf.cql.engine.execution.EvaluationExpressionRef;
import org.opencds.cqf.cql.engine.execution.EvaluationParams;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.execution.ExpressionResult;
import org.opencds.cqf.cql.engine.runtime.Value;
import org.proviso.benchmarks.requests.Workload;

/**
 * Compiled libraries, one for each version of a guideline that decides differently, and how they
 * are evaluated. CQL has no dates of application: the program that calls it chooses the version.
 */
final class Cql {
  private static final ZonedDateTime EVALUATED =
      ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final String LIBRARY = "Guideline";
  private static final EvaluationExpressionRef NECESSITY =
      new EvaluationExpressionRef("Medical necessity");
  private static final EvaluationExpressionRef REIMBURSEMENT =
      new EvaluationExpressionRef("Reimbursement");
  private static final LocalDate FIRST_REIMBURSEMENT = LocalDate.of(2025, 5, 15);

  private final Environment environment;
  private final NavigableMap<LocalDate, Map<VersionedIdentifier, List<EvaluationExpressionRef>>>
      expressions;

  private Cql(
      Environment environment,
      NavigableMap<LocalDate, Map<VersionedIdentifier, List<EvaluationExpressionRef>>>
          expressions) {
    this.environment = environment;
    this.expressions = expressions;
  }

  /**
   * Compiles the versions of a guideline.
   *
   * @param facts the file that says where facts come from, beside this class
   * @param data where resources come from, by the URI of their model
   */
  static Cql of(Workload workload, String facts, Map<String, DataProvider> data) {
    String head = read(facts);
    var sources = new ArrayList<String>();
    var expressions =
        new TreeMap<LocalDate, Map<VersionedIdentifier, List<EvaluationExpressionRef>>>();
    for (LocalDate version : versions(workload)) {
      sources.add(
          "library %s version '%s'\n\n%s\n%s"
              .formatted(LIBRARY, version, head, read(workload.id() + "-" + version + ".cql")));
      boolean reimburses =
          workload == Workload.SPECTROSCOPY && !version.isBefore(FIRST_REIMBURSEMENT);
      expressions.put(
          version,
          Map.of(
              new VersionedIdentifier().withId(LIBRARY).withVersion(version.toString()),
              reimburses ? List.of(NECESSITY, REIMBURSEMENT) : List.of(NECESSITY)));
    }
    var libraries = new LibraryManager(new ModelManager());
    libraries.getLibrarySourceLoader().registerProvider(new StringLibrarySourceProvider(sources));
    expressions.values().forEach(library -> library.keySet().forEach(libraries::resolveLibrary));
    return new Cql(new Environment(libraries, new TreeMap<>(data)), expressions);
  }

  /** The days from which versions apply that decide differently. */
  private static List<LocalDate> versions(Workload workload) {
    return switch (workload) {
      case SPECTROSCOPY ->
          Stream.of(
                  "2001-08-15",
                  "2002-08-15",
                  "2005-10-15",
                  "2006-07-15",
                  "2009-07-01",
                  "2009-09-15",
                  "2020-03-15",
                  "2025-05-15")
              .map(LocalDate::parse)
              .toList();
      case SPINE -> List.of(LocalDate.of(1998, 5, 6));
    };
  }

  private static String read(String file) {
    try (InputStream content = Objects.requireNonNull(Cql.class.getResourceAsStream(file), file)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A new engine over the compiled libraries. */
  CqlEngine engine(Set<CqlEngine.Options> options) {
    return new CqlEngine(environment, options);
  }

  /** Evaluates the decisions of the version that applies on a date. */
  EvaluationResult evaluate(
      CqlEngine engine,
      LocalDate date,
      @Nullable Pair<String, String> context,
      Map<String, @Nullable Value> parameters) {
    return engine
        .evaluate(
            new EvaluationParams(
                expressions.floorEntry(date).getValue(), context, parameters, null, EVALUATED))
        .getOnlyResultOrThrow();
  }

  /** In the form of the contestants' verdicts. */
  static String verdict(EvaluationResult result) {
    return Stream.of(NECESSITY, REIMBURSEMENT)
        .map(result::get)
        .filter(Objects::nonNull)
        .map(ExpressionResult::getValue)
        .map(String::valueOf)
        .map(text -> text.replace("'", ""))
        .collect(Collectors.joining("; "));
  }
}
