package org.proviso.analysis.coverage;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.proviso.analysis.CellWords;
import org.proviso.analysis.ClauseRegions;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.CriterionStatus;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.compile.CompiledDecision.CompiledCriterion;
import org.proviso.engine.compile.Variable;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.diagram.DiagramLimitException;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.engine.facts.Request;
import org.proviso.language.model.Condition;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;

/**
 * Everything that cases can show of a document, each with the region of the patients who show it,
 * and what one request shows.
 */
final class Targets {
  private final CompiledGuideline compiled;
  private final ClauseRegions clauses;
  private final SequencedMap<Target, Integer> regions = new LinkedHashMap<>();
  private final BitSet tested = new BitSet();

  /**
   * The targets of a document.
   *
   * @throws org.proviso.analysis.TooComplexException when its diagrams do not fit into the budget
   * @throws DiagramLimitException likewise
   */
  Targets(CompiledGuideline compiled) {
    this.compiled = compiled;
    this.clauses = ClauseRegions.of(compiled.guideline());
    for (Decision decision : compiled.guideline().decisions()) {
      for (int index = 0; index < decision.clauses().size(); index++) {
        add(
            Target.Kind.CLAUSE,
            decides(decision.name(), decision.clauses().get(index).anchor().name()),
            clauses.decides(decision, index));
        collect(clauses.criteria(decision).get(index));
      }
      tested.or(clauses.diagrams().support(clauses.outcome(decision)));
    }
    tested.stream()
        .forEach(
            index -> {
              Variable variable = clauses.model().variables().get(index);
              for (int cell = 0; cell < variable.cells(); cell++) {
                long mask = 1L << cell;
                add(
                    Target.Kind.CELL,
                    CellWords.of(variable, mask),
                    clauses.diagrams().literal(index, mask));
              }
            });
    // What nobody can show is nothing to ask of cases; verify reports it.
    regions.values().removeIf(clauses::isEmpty);
  }

  private void add(Target.Kind kind, String what, int region) {
    regions.putIfAbsent(new Target(kind, what), region);
  }

  private void collect(CompiledCriterion compiledCriterion) {
    Criterion criterion = compiledCriterion.criterion();
    if (criterion.condition() instanceof Condition.Constant) {
      return;
    }
    Diagrams diagrams = clauses.diagrams();
    add(Target.Kind.CRITERION, met(criterion), compiledCriterion.holds());
    add(Target.Kind.CRITERION, notMet(criterion), diagrams.not(compiledCriterion.holds()));
    compiledCriterion.parts().forEach(this::collect);
  }

  private static String decides(String decision, String anchor) {
    return decision + "/" + anchor + " decides";
  }

  private static String met(Criterion criterion) {
    return "line " + criterion.span().startLine() + ": " + criterion.label() + " met";
  }

  private static String notMet(Criterion criterion) {
    return "line " + criterion.span().startLine() + ": " + criterion.label() + " not met";
  }

  /** Every target that some patient shows, with the region of those patients. */
  SequencedMap<Target, Integer> regions() {
    return Collections.unmodifiableSequencedMap(regions);
  }

  /** The diagrams in which the regions are. */
  ClauseRegions clauses() {
    return clauses;
  }

  /** What a request shows, as far as its facts leave no doubt. */
  Set<Target> shownBy(Request request) {
    var shown = new HashSet<Target>();
    if (!compiled.check(request).isEmpty()) {
      return shown;
    }
    Answer answer = compiled.decide(request, Detail.OUTCOME);
    for (DecisionAnswer decision : answer.decisions()) {
      if (decision.outcome().isPresent()) {
        decision
            .anchors()
            .forEach(
                anchor ->
                    shown.add(
                        new Target(
                            Target.Kind.CLAUSE, decides(decision.decision(), anchor.name()))));
      }
      decision.criteria().forEach(status -> note(status, shown));
    }
    cells(request).forEach((index, mask) -> shown.add(cell(index, mask)));
    shown.retainAll(regions.keySet());
    return shown;
  }

  private Target cell(int index, long mask) {
    return new Target(Target.Kind.CELL, CellWords.of(clauses.model().variables().get(index), mask));
  }

  /** The variables of which the request leaves one cell only. */
  private Map<Integer, Long> cells(Request request) {
    var cells = new LinkedHashMap<Integer, Long>();
    try {
      long[] masks = clauses.model().situation(request.dateOfService(), request.facts()).masks();
      tested.stream()
          .filter(index -> Long.bitCount(masks[index]) == 1)
          .forEach(index -> cells.put(index, masks[index]));
    } catch (DiagramLimitException tooMany) {
      return Map.of();
    }
    return cells;
  }

  private static void note(CriterionStatus status, Set<Target> shown) {
    switch (status.status()) {
      case MET -> shown.add(new Target(Target.Kind.CRITERION, met(status.criterion())));
      case NOT_MET -> shown.add(new Target(Target.Kind.CRITERION, notMet(status.criterion())));
      case UNKNOWN -> {}
    }
    status.parts().forEach(part -> note(part, shown));
  }
}
