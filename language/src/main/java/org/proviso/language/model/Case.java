package org.proviso.language.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A worked example in the document: some facts, and what they must decide.
 *
 * @param dateOfService the date given, or the version's effective date when absent
 * @param given known facts
 * @param unanswerable facts that were asked and could not be answered
 */
public record Case(
    String name,
    Optional<LocalDate> dateOfService,
    Map<FactName, Value> given,
    Set<FactName> unanswerable,
    List<Expectation> expectations,
    Span span) {
  public Case {
    given = Map.copyOf(given);
    unanswerable = Set.copyOf(unanswerable);
    expectations = List.copyOf(expectations);
  }

  /** What one decision must come to. */
  public sealed interface Expectation {
    /** The decision that is meant. */
    String decision();

    /**
     * The outcome, by its {@linkplain Outcome#word() word}, and the deciding clauses when stated
     * (empty: any).
     */
    record Decided(String decision, String outcome, List<Anchor> clauses) implements Expectation {
      public Decided {
        clauses = List.copyOf(clauses);
      }
    }

    /**
     * No decision yet.
     *
     * @param missing exactly the facts that still matter, when stated
     * @param ask the next question, when stated
     */
    record Undecided(String decision, Optional<Set<FactName>> missing, Optional<FactName> ask)
        implements Expectation {}
  }
}
