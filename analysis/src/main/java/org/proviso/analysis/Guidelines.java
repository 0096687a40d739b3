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

  /** The same with other dates, facts, value sets and decisions. */
  public static Guideline with(
      Guideline of,
      LocalDate effective,
      Optional<LocalDate> through,
      List<FactDeclaration> facts,
      Map<String, ValueSet> valueSets,
      List<Decision> decisions) {
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
        of.cases(),
        of.sentences(),
        of.sections(),
        of.updates(),
        of.file(),
        of.contentHash());
  }
}
