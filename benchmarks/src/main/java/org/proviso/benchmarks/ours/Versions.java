package org.proviso.benchmarks.ours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.determination.Libraries;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.language.check.ValueReader;
import org.proviso.language.library.Library;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** The compiled versions of one guideline, by the day from which each applies. */
public final class Versions {
  private final NavigableMap<LocalDate, CompiledGuideline> byDay;

  private Versions(NavigableMap<LocalDate, CompiledGuideline> byDay) {
    this.byDay = byDay;
  }

  /** Reads what is about a workload's service and compiles the versions of its guideline. */
  public static Versions of(Workload workload) {
    var byDay = new TreeMap<LocalDate, CompiledGuideline>();
    Library library =
        Libraries.source(root().resolve("guidelines"))
            .about(List.of(new Code(CodeSystem.CPT, workload.service())))
            .orElseThrow();
    for (Guideline version : library.versions(workload.guideline())) {
      switch (Engine.compile(version)) {
        case Engine.Compilation.Compiled(CompiledGuideline compiled, var _) ->
            byDay.put(version.effective(), compiled);
        case Engine.Compilation.Rejected(var diagnostics) ->
            throw new IllegalStateException(version.file() + " is rejected: " + diagnostics);
      }
    }
    return new Versions(byDay);
  }

  /** The whole library of the repository. */
  public static Library library() {
    try {
      return Libraries.open(root().resolve("guidelines"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The root of the repository. */
  public static Path root() {
    return Path.of(
        Optional.ofNullable(System.getProperty("proviso.root"))
            .orElseThrow(
                () -> new IllegalStateException("start the benchmarks with ./benchmarks/run")));
  }

  /** The version that applies on a date of service. */
  public CompiledGuideline on(LocalDate date) {
    return byDay.floorEntry(date).getValue();
  }

  /** All versions, by the day from which each applies. */
  public NavigableMap<LocalDate, CompiledGuideline> all() {
    return byDay;
  }

  /** A request as the engine takes it. */
  public Request request(SampleRequest sample) {
    Guideline guideline = on(sample.dateOfService()).guideline();
    var facts = new HashMap<FactName, Knowledge>();
    for (Map.Entry<String, String> value : sample.values().entrySet()) {
      var name = new FactName(value.getKey());
      FactDeclaration fact = guideline.fact(name).orElseThrow();
      facts.put(name, new Knowledge.Known(read(fact, value.getValue()), List.of()));
    }
    return new Request(sample.dateOfService(), facts);
  }

  private static Value read(FactDeclaration fact, String text) {
    return switch (ValueReader.read(fact, text)) {
      case ValueReader.Result.Read(Value value) -> value;
      case ValueReader.Result.Malformed(String reason, String _) ->
          throw new IllegalArgumentException(fact.name() + ": " + reason);
    };
  }
}
