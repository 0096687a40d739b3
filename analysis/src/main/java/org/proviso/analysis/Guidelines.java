package org.proviso.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactDeclaration;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.ValueSet;

/** Copies of a document that differ in some parts. */
public final class Guidelines {
  private Guidelines() {}

  /** The same with other decisions. */
  public static Guideline withDecisions(Guideline of, List<Decision> decisions) {
    return with(of, of.effective(), of.through(), of.facts(), of.valueSets(), decisions);
  }

  /** The same with other update information. */
  public static Guideline withUpdates(Guideline of, List<Guideline.Update> updates) {
    return new Guideline(
        of.header(),
        of.rules(),
        new Guideline.Page(of.sentences(), of.sections(), updates),
        of.source());
  }

  /** The same without its cases. */
  public static Guideline withoutCases(Guideline of) {
    return new Guideline(
        of.header(),
        new Guideline.Rules(of.facts(), of.valueSets(), of.decisions(), List.of()),
        of.page(),
        of.source());
  }

  /** The same with other dates, facts, value sets and decisions. */
  public static Guideline with(
      Guideline of,
      LocalDate effective,
      Optional<LocalDate> through,
      List<FactDeclaration> facts,
      Map<String, ValueSet> valueSets,
      List<Decision> decisions) {
    return new Guideline(
        of.header().during(effective, through),
        new Guideline.Rules(facts, valueSets, decisions, of.cases()),
        of.page(),
        of.source());
  }
}
