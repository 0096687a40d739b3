package org.proviso.analysis.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.Patient;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.Detail;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;

/** Patients of whom the engine itself says that some clauses hold and others do not. */
final class Confirmation {
  private final Optional<CompiledGuideline> apart;
  private final Map<Clause, String> decisionOfClause = new LinkedHashMap<>();

  Confirmation(Guideline guideline) {
    this.apart =
        Engine.compile(ClauseRegions.apart(guideline))
                instanceof Engine.Compilation.Compiled(CompiledGuideline compiled, var _)
            ? Optional.of(compiled)
            : Optional.empty();
    int next = 0;
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        decisionOfClause.put(clause, decision.name() + "/" + next++);
      }
    }
  }

  /** A patient of a region for whom these clauses hold and those do not. */
  Optional<Patient> patient(
      ClauseRegions clauses, int region, List<Clause> holding, List<Clause> others) {
    return clauses.patient(
        clauses.possible(region),
        clauses.guideline().effective(),
        patient ->
            apart.filter(compiled -> shows(compiled, patient, holding, others)).map(_ -> patient));
  }

  private boolean shows(
      CompiledGuideline compiled, Patient patient, List<Clause> holding, List<Clause> others) {
    if (!compiled.check(patient.request()).isEmpty()) {
      return false;
    }
    Answer answer = compiled.decide(patient.request(), Detail.OUTCOME);
    return holding.stream().allMatch(clause -> holds(answer, clause).equals(Optional.of(true)))
        && others.stream().allMatch(clause -> holds(answer, clause).equals(Optional.of(false)));
  }

  private Optional<Boolean> holds(Answer answer, Clause clause) {
    String name = decisionOfClause.getOrDefault(clause, "");
    Optional<Outcome> outcome =
        answer.decisions().stream()
            .filter(decision -> decision.decision().equals(name))
            .findFirst()
            .flatMap(DecisionAnswer::outcome);
    return outcome.map(clause.outcome()::equals);
  }
}
