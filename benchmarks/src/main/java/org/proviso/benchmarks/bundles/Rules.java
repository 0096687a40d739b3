package org.proviso.benchmarks.bundles;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.benchmarks.ours.Versions;
import org.proviso.benchmarks.requests.Workload;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedDecision;
import org.proviso.engine.packed.PackedGuideline;
import org.proviso.engine.packed.RowEncoder;
import org.proviso.language.library.Library;
import org.proviso.language.model.DocumentKind;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Value;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/** What both paths share: the guideline, and deciding by it. Belongs to one thread. */
final class Rules {
  private static final FactName DETERMINATION = new FactName("cms-determination");
  private static final Set<DocumentKind> DETERMINATIONS =
      EnumSet.of(
          DocumentKind.NATIONAL_COVERAGE_DETERMINATION, DocumentKind.LOCAL_COVERAGE_DETERMINATION);
  private static final Code SERVICE = new Code(CodeSystem.CPT, "76390");

  private final Versions versions = Versions.of(Workload.SPECTROSCOPY);
  private final Library library = Versions.library();
  private final Map<CompiledGuideline, RowEncoder> encoders = new HashMap<>();
  private final Map<LocalDate, Knowledge> determinations = new HashMap<>();

  /** The version that applies on a date. */
  CompiledGuideline on(LocalDate date) {
    return versions.on(date);
  }

  /** Decides and explains. */
  Decided decide(Request known, String order) {
    Request request = known.with(DETERMINATION, determination(known.dateOfService()));
    CompiledGuideline compiled = on(request.dateOfService());
    PackedGuideline packed = compiled.packed();
    var row = new long[packed.layout().words()];
    RowEncoder encoder = encoders.computeIfAbsent(compiled, _ -> packed.encoder());
    if (!packed.encode(request, encoder, row, 0)) {
      throw new IllegalStateException("the request cannot be decided: " + request);
    }
    var decisions = new ArrayList<Decided.Decision>();
    for (PackedDecision decision : packed.decisions()) {
      decisions.add(
          new Decided.Decision(
              decision.name(),
              decision.verdict(row, 0).orElseThrow(),
              decision.criteria(row, 0).orElseThrow()));
    }
    return new Decided(
        compiled.guideline().id(),
        compiled.guideline().version(),
        request.dateOfService().toString(),
        order,
        decisions);
  }

  /** Whether Medicare has a determination of its own; looked up once for each date. */
  private Knowledge determination(LocalDate date) {
    return determinations.computeIfAbsent(
        date,
        day ->
            new Knowledge.Known(
                new Value.InForce(
                    library
                        .forService(
                            SERVICE, day, Optional.of("medicare-advantage"), Optional.empty())
                        .stream()
                        .anyMatch(document -> DETERMINATIONS.contains(document.kind()))),
                List.of()));
  }
}
