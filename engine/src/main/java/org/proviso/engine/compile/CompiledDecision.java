package org.proviso.engine.compile;

import java.util.List;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Criterion;
import org.proviso.language.model.Decision;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * One decision as diagrams.
 *
 * @param outcomes every outcome that its clauses have, each once, in the order of the clauses
 * @param outcome the diagram to {@link Result#outcomeOnly}
 * @param result the diagram to {@link Result}
 * @param criteria one for each clause, in the order of the clauses
 */
public record CompiledDecision(
    Decision decision,
    List<Outcome> outcomes,
    int outcome,
    int result,
    List<CompiledCriterion> criteria) {
  public CompiledDecision {
    outcomes = List.copyOf(outcomes);
    criteria = List.copyOf(criteria);
  }

  /** What a terminal of a decision's diagram says. */
  public sealed interface Result {
    /** The same without its clauses. */
    Result outcomeOnly();

    /**
     * Some clauses decide.
     *
     * @param clauses indices into the decision's clauses, ascending; empty where the clauses are
     *     left out
     */
    record Decided(Outcome outcome, List<Integer> clauses) implements Result {
      public Decided {
        clauses = List.copyOf(clauses);
      }

      @Override
      public Result outcomeOnly() {
        return new Decided(outcome, List.of());
      }
    }

    /** No clause holds. */
    record Nothing() implements Result {
      @Override
      public Result outcomeOnly() {
        return this;
      }
    }

    /** Clauses of equal rank and tier hold and have different outcomes. */
    record Conflict(List<Integer> clauses) implements Result {
      public Conflict {
        clauses = List.copyOf(clauses);
      }

      @Override
      public Result outcomeOnly() {
        return new Conflict(List.of());
      }
    }

    /** No facts lead here. */
    record Impossible() implements Result {
      @Override
      public Result outcomeOnly() {
        return this;
      }
    }
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

  /** The clauses of the decision. */
  public List<Clause> clauses() {
    return decision.clauses();
  }
}
