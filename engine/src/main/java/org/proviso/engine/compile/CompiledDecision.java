package org.proviso.engine.compile;

import java.util.List;
import java.util.stream.IntStream;
import org.proviso.engine.diagram.Diagrams;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * One decision as diagrams.
 *
 * <p>Which clauses decide stands in diagrams of their own, one for each clause: a terminal for each
 * set of clauses that can hold together would be too many (2 to the power of n for n clauses that
 * do not depend on each other).
 *
 * @param outcomes every outcome that its clauses have, each once, in the order of the clauses
 * @param outcome the diagram to {@link Result}
 * @param decides for each clause, in their order, the boolean diagram of where it decides: it
 *     holds, and no clause that goes before it does
 * @param criteria one for each clause, in the order of the clauses
 */
public record CompiledDecision(
    Decision decision,
    List<Outcome> outcomes,
    int outcome,
    List<Integer> decides,
    List<CompiledCriterion> criteria) {
  public CompiledDecision {
    outcomes = List.copyOf(outcomes);
    decides = List.copyOf(decides);
    criteria = List.copyOf(criteria);
  }

  /** What a terminal of a decision's diagram says. */
  public sealed interface Result {
    /** Some clauses, all with this outcome, decide. */
    record Decided(Outcome outcome) implements Result {}

    /** No clause holds. */
    record Nothing() implements Result {}

    /** Clauses of equal rank and tier hold and have different outcomes. */
    record Conflict() implements Result {}

    /** No facts lead here. */
    record Impossible() implements Result {}
  }

  /**
   * One criterion as a diagram.
   *
   * @param holds the boolean diagram of where it holds
   * @param facts the facts that it mentions itself, not those of its parts; in order of mention
   */
  public record CompiledCriterion(
      Criterion criterion, int holds, List<FactName> facts, List<CompiledCriterion> parts) {
    public CompiledCriterion {
      facts = List.copyOf(facts);
      parts = List.copyOf(parts);
    }
  }

  /**
   * The clauses that decide for one patient, in their order.
   *
   * @param cells one cell for each variable
   * @param diagrams the store of the model
   */
  public List<Clause> deciding(int[] cells, Diagrams diagrams) {
    return IntStream.range(0, decides.size())
        .filter(clause -> diagrams.walk(decides.get(clause), cells).equals(true))
        .mapToObj(clauses()::get)
        .toList();
  }

  /** The clauses of the decision. */
  public List<Clause> clauses() {
    return decision.clauses();
  }
}
