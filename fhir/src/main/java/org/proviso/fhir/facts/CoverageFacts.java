package org.proviso.fhir.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Combine;
import org.proviso.engine.facts.Knowledge;
import org.proviso.fhir.order.CoverageReader;
import org.proviso.fhir.record.Place;
import org.proviso.fhir.record.ProblemKind;
import org.proviso.fhir.record.Symbols;
import org.proviso.language.model.FactSource;
import org.proviso.language.model.FactType;
import org.proviso.language.model.Value;

/** What the order's coverage says of a fact. */
final class CoverageFacts {
  private CoverageFacts() {}

  /** What it says; nothing when it does not tell. */
  static @Nullable Knowledge read(FactType type, FactSource.Resources source, Place coverage) {
    return switch (source.element().orElse("")) {
      case "line-of-business" -> symbols(type, CoverageReader.linesOfBusiness(coverage));
      case "plan" -> symbols(type, CoverageReader.plans(coverage));
      case "jurisdiction" -> {
        var symbols = new LinkedHashMap<String, Place>();
        CoverageReader.jurisdictions(coverage)
            .forEach((code, at) -> symbols.put(Symbols.of(code), at));
        yield symbols(type, symbols);
      }
      case "contract-rule" -> contractRule(type, coverage);
      default -> null;
    };
  }

  private static @Nullable Knowledge symbols(FactType type, Map<String, Place> said) {
    if (!(type instanceof FactType.Enumeration(List<String> names))) {
      return null;
    }
    var knowledge = new ArrayList<Knowledge>();
    boolean several = said.size() > 1;
    said.forEach(
        (symbol, at) -> {
          // Of several that disagree each counts, even one that the guideline does not know.
          if (several || names.contains(symbol)) {
            knowledge.add(Citations.known(new Value.Symbol(symbol), at, symbol));
          } else {
            Values.noteUnknownSymbol(names, at);
          }
        });
    return knowledge.isEmpty() ? null : Combine.all(knowledge);
  }

  /** The payer's own record of the contract: without a mark there is no rule of its own. */
  private static @Nullable Knowledge contractRule(FactType type, Place coverage) {
    if (!(type instanceof FactType.YesNo)) {
      return null;
    }
    if (CoverageReader.isDamaged(coverage, CoverageReader.CONTRACT_RULE, "valueBoolean")) {
      coverage.note(
          ProblemKind.CONTRACT_RULE_UNKNOWN,
          "The coverage's extensions, or its mark of a contract rule, cannot be read; whether the"
              + " contract has a rule of its own is left unknown.",
          "Mark it with the extension " + CoverageReader.CONTRACT_RULE + " and a valueBoolean.");
      return null;
    }
    Map<Boolean, Place> marks = CoverageReader.contractRules(coverage);
    if (marks.isEmpty()) {
      return Citations.known(new Value.YesNo(false), coverage, "no mark of a contract rule");
    }
    var knowledge = new ArrayList<Knowledge>();
    marks.forEach(
        (yes, at) ->
            knowledge.add(
                Citations.known(
                    new Value.YesNo(yes),
                    at,
                    yes ? "the contract has its own rule" : "the contract has no own rule")));
    return Combine.all(knowledge);
  }
}
