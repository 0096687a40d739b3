package org.proviso.language.syntax;

import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Span;

/** A rule or an override of a {@code criteria} fence. */
public sealed interface CriteriaItem {
  /** Where it stands. */
  Span span();

  /**
   * A rule of a decision.
   *
   * @param alternatives the first, then each {@code else}
   */
  record Rule(
      Word decision, List<Alternative> alternatives, Optional<Otherwise> otherwise, Span span)
      implements CriteriaItem {
    public Rule {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** {@code OUTCOME when BODY}. */
  record Alternative(OutcomeSyntax outcome, BodySyntax body) {}

  /** {@code otherwise [ANCHOR:] OUTCOME}. */
  record Otherwise(Optional<Word> anchor, OutcomeSyntax outcome, Span span) {}

  /** {@code [contract] overrides DECISION, ...}. */
  record Overrides(
      boolean contract, List<Word> decisions, List<ExceptionClause> exceptions, Span span)
      implements CriteriaItem {
    public Overrides {
      decisions = List.copyOf(decisions);
      exceptions = List.copyOf(exceptions);
    }
  }

  /** {@code ANCHOR: CONDITION -> OUTCOME}. */
  record ExceptionClause(
      Word anchor, ConditionSyntax condition, OutcomeSyntax outcome, Span span) {}
}
