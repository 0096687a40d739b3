package org.proviso.analysis.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.Guidelines;
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
  private final Guideline guideline;
  private final Map<Clause, Decision> alone = new HashMap<>();
  private final Map<List<Clause>, Optional<CompiledGuideline>> compiled = new HashMap<>();

  Confirmation(Guideline guideline) {
    this.guideline = guideline;
    List<Decision> apart = ClauseRegions.apart(guideline).decisions();
    int next = 0;
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        alone.put(clause, apart.get(next++));
      }
    }
  }

  /** Whether the engine says of a patient that these clauses hold and those do not. */
  boolean shows(Patient patient, List<Clause> holding, List<Clause> others) {
    List<Clause> asked = Stream.concat(holding.stream(), others.stream()).toList();
    Optional<CompiledGuideline> engine = compiled.computeIfAbsent(asked, this::compile);
    if (engine.isEmpty() || !engine.get().check(patient.request()).isEmpty()) {
      return false;
    }
    Answer answer = engine.get().decide(patient.request(), Detail.OUTCOME);
    return holding.stream().allMatch(clause -> holds(answer, clause).equals(Optional.of(true)))
        && others.stream().allMatch(clause -> holds(answer, clause).equals(Optional.of(false)));
  }

  private Optional<CompiledGuideline> compile(List<Clause> asked) {
    var decisions = new ArrayList<Decision>();
    asked.forEach(clause -> decisions.add(decision(clause)));
    return Engine.compile(Guidelines.withoutCases(Guidelines.withDecisions(guideline, decisions)))
            instanceof Engine.Compilation.Compiled(CompiledGuideline engine, var _)
        ? Optional.of(engine)
        : Optional.empty();
  }

  private Decision decision(Clause clause) {
    return Optional.ofNullable(alone.get(clause)).orElseThrow();
  }

  private Optional<Boolean> holds(Answer answer, Clause clause) {
    String name = decision(clause).name();
    Optional<Outcome> outcome =
        answer.decisions().stream()
            .filter(decision -> decision.decision().equals(name))
            .findFirst()
            .flatMap(DecisionAnswer::outcome);
    return outcome.map(clause.outcome()::equals);
  }
}
