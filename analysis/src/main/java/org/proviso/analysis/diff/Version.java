package org.proviso.analysis.diff;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.Guidelines;
import org.proviso.analysis.Patient;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.decide.Detail;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Guideline;
import org.proviso.language.model.Outcome;
import org.proviso.language.model.Value;

/**
 * One of the versions compared, as the engine decides by it: the judge of a difference's patients.
 */
final class Version {
  /** What decides by the version. */
  private sealed interface Judge {
    /** The version itself. */
    record Whole(CompiledGuideline engine) implements Judge {}

    /** Each of its clauses by itself, because the diagrams of all together are too large. */
    record Apart(CompiledGuideline engine) implements Judge {}

    /** The version has errors, so it decides no request. */
    record Nobody() implements Judge {}
  }

  private final Guideline guideline;
  private final JointGuideline joint;
  private final boolean isEarlier;
  private final int mostNodes;
  private Optional<Judge> judge = Optional.empty();

  /**
   * A version.
   *
   * @param mostNodes of the diagrams that decide by it
   */
  Version(Guideline guideline, JointGuideline joint, boolean isEarlier, int mostNodes) {
    this.guideline = guideline;
    this.joint = joint;
    this.isEarlier = isEarlier;
    this.mostNodes = mostNodes;
  }

  Guideline guideline() {
    return guideline;
  }

  /** A patient of the joint guideline as this version sees him, if it gives him the outcome. */
  Optional<Patient> shown(Patient patient, String decision, Optional<Outcome> outcome) {
    return Optional.of(restored(patient)).filter(each -> gives(each, decision, outcome));
  }

  private Patient restored(Patient patient) {
    Map<FactName, FactName> names = isEarlier ? joint.earlierNames() : Map.of();
    var facts = new TreeMap<FactName, Value>();
    patient
        .facts()
        .forEach(
            (name, value) -> {
              FactName own = names.getOrDefault(name, name);
              boolean renamed = joint.earlierNames().containsKey(name);
              boolean shadowed = isEarlier && names.containsValue(name);
              if (guideline.fact(own).isPresent()
                  && renamed == names.containsKey(name)
                  && !shadowed) {
                facts.put(own, value);
              }
            });
    return new Patient(patient.dateOfService(), facts);
  }

  private boolean gives(Patient patient, String decision, Optional<Outcome> expected) {
    Judge by = judge.orElseGet(this::compile);
    judge = Optional.of(by);
    return switch (by) {
      case Judge.Whole(CompiledGuideline engine) ->
          engine.check(patient.request()).isEmpty()
              && answer(engine.decide(patient.request(), Detail.OUTCOME), decision)
                  .filter(answer -> answer.outcome().equals(expected))
                  .isPresent();
      case Judge.Apart(CompiledGuideline engine) ->
          engine.check(patient.request()).isEmpty()
              && givesApart(engine.decide(patient.request(), Detail.OUTCOME), decision, expected);
      case Judge.Nobody _ -> false;
    };
  }

  private Judge compile() {
    return switch (Engine.compile(guideline, mostNodes)) {
      case Compilation.Compiled(CompiledGuideline engine, var _) -> new Judge.Whole(engine);
      case Compilation.Rejected(var diagnostics) ->
          diagnostics.stream().allMatch(diagnostic -> diagnostic.id().equals("too-complex"))
                  && Engine.compile(Guidelines.withoutCases(ClauseRegions.apart(guideline)))
                      instanceof Compilation.Compiled(CompiledGuideline engine, var _)
              ? new Judge.Apart(engine)
              : new Judge.Nobody();
    };
  }

  private static Optional<DecisionAnswer> answer(Answer answer, String decision) {
    return answer.decisions().stream().filter(each -> each.decision().equals(decision)).findFirst();
  }

  /** Whether the first clause that holds has the outcome, and those before it do not hold. */
  private boolean givesApart(Answer answer, String name, Optional<Outcome> expected) {
    int number = 0;
    for (Decision decision : guideline.decisions()) {
      for (Clause clause : decision.clauses()) {
        if (decision.name().equals(name)) {
          Optional<Outcome> of =
              answer(answer, decision.name() + "/" + number).flatMap(DecisionAnswer::outcome);
          if (of.isEmpty()) {
            return false;
          }
          if (of.get().equals(clause.outcome())) {
            return expected.equals(of);
          }
        }
        number++;
      }
    }
    return expected.isEmpty();
  }
}
