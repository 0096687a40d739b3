package org.proviso.analysis.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.analysis.ClauseRegions;
import org.proviso.analysis.Patient;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Case;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Guideline;

/**
 * Suggests the cases that a document lacks: together with those it has, every clause decides one
 * and every criterion is met in one and not met in another. Few, but not always fewest: of the
 * patients found the one is taken next who covers most of what is left (greedy; Chvátal, 1979).
 */
public final class CaseSuggestions {
  private CaseSuggestions() {}

  /**
   * What a patient shows.
   *
   * @param what for example {@code medical-necessity/p1 decides}
   */
  public record Target(String what) {}

  /**
   * A case to add; what it must come to is for a person to say.
   *
   * @param covers what no other case of the document or suggestion before it shows
   */
  public record Suggestion(Patient patient, List<Target> covers) {
    public Suggestion {
      covers = List.copyOf(covers);
    }
  }

  /**
   * The suggestions, and what no patient was found for.
   *
   * @param unreachable clauses and criteria that cannot be shown, or were not
   */
  public record Suggestions(List<Suggestion> cases, List<Target> unreachable) {
    public Suggestions {
      cases = List.copyOf(cases);
      unreachable = List.copyOf(unreachable);
    }
  }

  /**
   * The cases that a document lacks.
   *
   * @throws org.proviso.analysis.TooComplexException when its diagrams do not fit into the budget
   * @throws org.proviso.engine.diagram.DiagramLimitException likewise
   */
  public static Suggestions of(CompiledGuideline compiled) {
    Guideline guideline = compiled.guideline();
    Map<Target, Integer> targets = new LinkedHashMap<>();
    ClauseRegions clauses = ClauseRegions.of(guideline);
    for (Decision decision : guideline.decisions()) {
      for (int index = 0; index < decision.clauses().size(); index++) {
        String name = decision.name() + "/" + decision.clauses().get(index).anchor();
        targets.put(new Target(name + " decides"), clauses.decides(decision, index));
        collect(clauses.criteria(decision).get(index), clauses, targets);
      }
    }
    for (Case of : guideline.cases()) {
      Request request = CaseRunner.request(guideline, of);
      if (compiled.check(request).isEmpty()) {
        targets.keySet().removeAll(shown(compiled.decide(request)));
      }
    }
    var found = new LinkedHashMap<Patient, Set<Target>>();
    var unreachable = new ArrayList<Target>();
    targets.forEach(
        (target, region) -> {
          Optional<Patient> patient =
              clauses.patient(region).filter(each -> compiled.check(each.request()).isEmpty());
          patient.ifPresentOrElse(
              each -> found.computeIfAbsent(each, one -> shown(compiled.decide(one.request()))),
              () -> unreachable.add(target));
        });
    var left = new LinkedHashSet<>(targets.keySet());
    unreachable.forEach(left::remove);
    var cases = new ArrayList<Suggestion>();
    while (!left.isEmpty()) {
      Patient best = null;
      List<Target> covers = List.of();
      for (var entry : found.entrySet()) {
        List<Target> these = left.stream().filter(entry.getValue()::contains).toList();
        if (these.size() > covers.size()) {
          best = entry.getKey();
          covers = these;
        }
      }
      if (best == null) {
        unreachable.addAll(left);
        break;
      }
      cases.add(new Suggestion(best, covers));
      covers.forEach(left::remove);
    }
    return new Suggestions(cases, unreachable);
  }

  private static void collect(
      CompiledCriterion criterion, ClauseRegions clauses, Map<Target, Integer> targets) {
    if (criterion.criterion().condition() instanceof Condition.Constant) {
      return;
    }
    String place = place(criterion.criterion().span().startLine(), criterion.criterion().label());
    targets.put(new Target(place + " met"), criterion.holds());
    targets.put(new Target(place + " not met"), clauses.diagrams().not(criterion.holds()));
    criterion.parts().forEach(part -> collect(part, clauses, targets));
  }

  private static String place(int line, String label) {
    return "line " + line + ": " + label;
  }

  private static Set<Target> shown(Answer answer) {
    var shown = new HashSet<Target>();
    for (DecisionAnswer decision : answer.decisions()) {
      if (decision.outcome().isPresent()) {
        decision
            .anchors()
            .forEach(
                anchor -> shown.add(new Target(decision.decision() + "/" + anchor + " decides")));
      }
      decision.criteria().forEach(status -> note(status, shown));
    }
    return shown;
  }

  private static void note(CriterionStatus status, Set<Target> shown) {
    String place = place(status.criterion().span().startLine(), status.criterion().label());
    switch (status.status()) {
      case MET -> shown.add(new Target(place + " met"));
      case NOT_MET -> shown.add(new Target(place + " not met"));
      case UNKNOWN -> {}
    }
    status.parts().forEach(part -> note(part, shown));
  }
}
