package org.proviso.engine.answer;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Anchor;
import org.proviso.language.model.Clause;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * The answer to one decision.
 *
 * @param decision its name
 * @param outcome the only outcome still reachable; empty while more than one is
 * @param reachable every outcome still reachable, in the order of the decision's clauses; one
 *     element exactly when decided
 * @param clauses the clauses that decide: those that decide in every completion of what is known,
 *     or, where there is no such clause, each that decides in some; in document order; empty while
 *     undecided
 * @param missing exactly the facts that still matter, most useful first; empty when decided
 * @param unanswerable those of {@code missing} that were asked and cannot be answered
 * @param contradicted those of {@code missing} whose sources disagree
 * @param criteria every criterion of the decision with its status, as a tree, in document order
 * @param because a smallest set of known facts that alone forces the outcome; empty when undecided
 * @param wouldChange smallest changes of facts that reach other outcomes, one for each other
 *     outcome that can be reached
 * @param becauseSmallest whether no smaller set of known facts forces the outcome; otherwise none
 *     of {@code because} can be left out, but a smaller set may exist
 */
public record DecisionAnswer(
    String decision,
    Optional<Outcome> outcome,
    List<Outcome> reachable,
    List<Clause> clauses,
    List<FactName> missing,
    List<FactName> unanswerable,
    List<FactName> contradicted,
    List<CriterionStatus> criteria,
    List<FactName> because,
    List<Change> wouldChange,
    boolean becauseSmallest) {
  public DecisionAnswer {
    reachable = List.copyOf(reachable);
    clauses = List.copyOf(clauses);
    missing = List.copyOf(missing);
    unanswerable = List.copyOf(unanswerable);
    contradicted = List.copyOf(contradicted);
    criteria = List.copyOf(criteria);
    because = List.copyOf(because);
    wouldChange = List.copyOf(wouldChange);
  }

  /** An answer whose {@code because} is smallest. */
  public DecisionAnswer(
      String decision,
      Optional<Outcome> outcome,
      List<Outcome> reachable,
      List<Clause> clauses,
      List<FactName> missing,
      List<FactName> unanswerable,
      List<FactName> contradicted,
      List<CriterionStatus> criteria,
      List<FactName> because,
      List<Change> wouldChange) {
    this(
        decision,
        outcome,
        reachable,
        clauses,
        missing,
        unanswerable,
        contradicted,
        criteria,
        because,
        wouldChange,
        true);
  }

  /** Anchors of the deciding clauses. */
  public List<Anchor> anchors() {
    return clauses.stream().map(Clause::anchor).toList();
  }
}
