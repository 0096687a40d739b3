package org.proviso.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.proviso.determination.FactSource;
import org.proviso.determination.SourceFacts;
import org.proviso.fhir.facts.FactReader;
import org.proviso.fhir.facts.Facts;
import org.proviso.fhir.order.Order;
import org.proviso.fhir.order.PatientCheck;
import org.proviso.fhir.record.ClinicalRecord;
import org.proviso.fhir.record.InputProblem;
import org.proviso.ground.Problem;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Terminology;

/** The facts of a clinical record, for the order that was read from it. */
final class RecordFacts implements FactSource {
  private final ClinicalRecord record;
  private final Order order;
  private final List<InputProblem> noticed;
  private final String digest;
  private final Terminology terminology;

  RecordFacts(
      ClinicalRecord record,
      Order order,
      List<InputProblem> noticed,
      String digest,
      Terminology terminology) {
    this.record = record;
    this.order = order;
    this.noticed = List.copyOf(noticed);
    this.digest = digest;
    this.terminology = terminology;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public List<Problem> contradictions(LocalDate dateOfService, LocalDate today) {
    return PatientCheck.check(record, dateOfService, today).stream()
        .map(InputProblem::toProblem)
        .toList();
  }

  @Override
  public SourceFacts facts(Guideline guideline) {
    Facts facts = FactReader.read(record, order, guideline, terminology);
    var notes = new ArrayList<Problem>();
    noticed.forEach(problem -> notes.add(problem.toProblem()));
    facts.problems().forEach(problem -> notes.add(problem.toProblem()));
    return new SourceFacts.Found(facts.known(), notes);
  }
}
