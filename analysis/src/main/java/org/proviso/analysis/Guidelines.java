package org.proviso.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.language.model.Case;
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
    return copy(
        of,
        of.effective(),
        of.through(),
        of.facts(),
        of.valueSets(),
        of.decisions(),
        of.cases(),
        updates);
  }

  /** The same without its cases. */
  public static Guideline withoutCases(Guideline of) {
    return copy(
        of,
        of.effective(),
        of.through(),
        of.facts(),
        of.valueSets(),
        of.decisions(),
        List.of(),
        of.updates());
  }

  /** The same with other dates, facts, value sets and decisions. */
  public static Guideline with(
      Guideline of,
      LocalDate effective,
      Optional<LocalDate> through,
      List<FactDeclaration> facts,
      Map<String, ValueSet> valueSets,
      List<Decision> decisions) {
    return copy(of, effective, through, facts, valueSets, decisions, of.cases(), of.updates());
  }

  private static Guideline copy(
      Guideline of,
      LocalDate effective,
      Optional<LocalDate> through,
      List<FactDeclaration> facts,
      Map<String, ValueSet> valueSets,
      List<Decision> decisions,
      List<Case> cases,
      List<Guideline.Update> updates) {
    return new Guideline(
        of.id(),
        of.title(),
        of.payer(),
        of.kind(),
        of.basis(),
        effective,
        through,
        of.reviewed(),
        of.services(),
        of.alsoKnownAs(),
        of.linesOfBusiness(),
        of.jurisdictions(),
        of.notice(),
        facts,
        valueSets,
        decisions,
        cases,
        of.sentences(),
        of.sections(),
        updates,
        of.file(),
        of.contentHash());
  }
}
