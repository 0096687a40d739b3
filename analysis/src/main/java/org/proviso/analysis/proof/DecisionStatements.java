package org.proviso.analysis.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proviso.engine.compile.Distinctions;
import org.proviso.language.model.Clause;
import org.proviso.language.model.Decision;
import org.proviso.language.model.Outcome;

/**
 * What a decision comes to: where each clause holds, where none before it does, and what those from
 * it on come to. As many statements as there are clauses for each outcome.
 *
 * <p>Of clauses of equal rank the one that stands first counts as deciding, so that a decision with
 * a contradiction has an outcome too.
 */
public final class DecisionStatements {
  private final Decision decision;
  private final Propositions propositions;
  private final List<Integer> holds = new ArrayList<>();
  private final List<Integer> noneBefore = new ArrayList<>();
  private final Map<Outcome, List<Integer>> outcomeFrom = new HashMap<>();

  /** The statements of a decision of the guideline that the distinctions are of. */
  public DecisionStatements(
      Decision decision, Distinctions distinctions, Propositions propositions) {
    this.decision = decision;
    this.propositions = propositions;
    List<Clause> clauses = decision.clauses();
    int none = Propositions.TRUE;
    for (Clause clause : clauses) {
      int here = propositions.of(distinctions.holds(clause.criterion().condition()));
      holds.add(here);
      noneBefore.add(none);
      none = propositions.both(none, Propositions.not(here));
    }
    noneBefore.add(none);
    for (Outcome outcome : clauses.stream().map(Clause::outcome).distinct().toList()) {
      var from = new ArrayList<>(List.of(Propositions.FALSE));
      for (int index = clauses.size() - 1; index >= 0; index--) {
        from.add(
            clauses.get(index).outcome().equals(outcome)
                ? propositions.either(holds.get(index), from.getLast())
                : propositions.both(Propositions.not(holds.get(index)), from.getLast()));
      }
      outcomeFrom.put(outcome, from.reversed());
    }
  }

  /** The decision. */
  public Decision decision() {
    return decision;
  }

  /** How many clauses it has. */
  public int size() {
    return holds.size();
  }

  /** Whether a clause holds for the same patients as one of another decision, and says the same. */
  public boolean isSame(int clause, DecisionStatements other, int otherClause) {
    return holds.get(clause).equals(other.holds.get(otherClause))
        && decision
            .clauses()
            .get(clause)
            .outcome()
            .equals(other.decision.clauses().get(otherClause).outcome());
  }

  /** Where a clause holds. */
  public int holds(int clause) {
    return holds.get(clause);
  }

  /** Where no clause before this one holds. */
  public int noneBefore(int clause) {
    return noneBefore.get(clause);
  }

  /** Where no clause holds. */
  public int none() {
    return noneBefore.getLast();
  }

  /** Where no clause that goes before this one holds: none of an earlier rank or tier. */
  public int reached(int clause) {
    int first = clause;
    while (first > 0
        && equalRank(decision.clauses().get(first - 1), decision.clauses().get(clause))) {
      first--;
    }
    return noneBefore.get(first);
  }

  /** Where the clauses from this one on come to an outcome. */
  public int outcomeFrom(int clause, Outcome outcome) {
    List<Integer> from = outcomeFrom.get(outcome);
    return from == null ? Propositions.FALSE : from.get(clause);
  }

  /** Where the decision comes to an outcome; empty: to none. */
  public int outcome(Optional<Outcome> outcome) {
    return outcome.map(each -> outcomeFrom(0, each)).orElse(none());
  }

  /** The outcomes that the clauses have, and none if none of them need hold. */
  public List<Optional<Outcome>> outcomes() {
    var outcomes = new ArrayList<Optional<Outcome>>();
    decision.clauses().stream()
        .map(Clause::outcome)
        .distinct()
        .forEach(outcome -> outcomes.add(Optional.of(outcome)));
    if (none() != Propositions.FALSE) {
      outcomes.add(Optional.empty());
    }
    return outcomes;
  }

  /** Where a clause is the first that holds; the number of clauses: where none holds. */
  public int decidesFirst(int clause) {
    return clause == holds.size()
        ? none()
        : propositions.both(noneBefore.get(clause), holds.get(clause));
  }

  /** The first clause that holds at a point; the number of clauses: none. */
  public int deciding(Propositions.Point point) {
    int clause = 0;
    while (clause < holds.size() && !point.holds(holds.get(clause))) {
      clause++;
    }
    return clause;
  }

  /** Whether two clauses of a decision go neither before nor after each other. */
  public static boolean equalRank(Clause left, Clause right) {
    return left.rank() == right.rank() && left.tier() == right.tier();
  }
}
