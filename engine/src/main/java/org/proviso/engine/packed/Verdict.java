package org.proviso.engine.packed;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Outcome;

/**
 * What one decision comes to for what is known: the same as the first fields of {@link
 * org.proviso.engine.answer.DecisionAnswer}.
 *
 * @param outcome the only outcome still reachable; empty while more than one is
 * @param reachable every outcome still reachable, in the order of the decision's clauses
 * @param clauses the clauses that decide; empty while undecided
 */
public record Verdict(Optional<Outcome> outcome, List<Outcome> reachable, List<Clause> clauses) {
  public Verdict {
    reachable = List.copyOf(reachable);
    clauses = List.copyOf(clauses);
  }

  static Verdict decided(Outcome outcome, List<Clause> clauses) {
    return new Verdict(Optional.of(outcome), List.of(outcome), clauses);
  }

  static Verdict undecided(List<Outcome> reachable) {
    return new Verdict(Optional.empty(), reachable, List.of());
  }
}
