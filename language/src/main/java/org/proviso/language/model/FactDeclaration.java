package org.proviso.language.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A fact that criteria may mention.
 *
 * @param question what to ask a person, if it can be asked
 * @param cost how much the question costs relative to others, 1 unless the document says otherwise
 * @param step for a {@link FactType.Quantity} of limited resolution: every value is a multiple of
 *     it, above zero
 * @param sources where a record may hold it, in order of preference
 */
public record FactDeclaration(
    FactName name,
    FactType type,
    Optional<String> question,
    int cost,
    Optional<BigDecimal> step,
    List<FactSource> sources,
    Span span) {
  public FactDeclaration {
    sources = List.copyOf(sources);
    if (cost < 1) {
      throw new IllegalArgumentException("a question's cost is 1 or more: " + cost);
    }
    if (step.filter(each -> each.signum() <= 0).isPresent()) {
      throw new IllegalArgumentException("a step is above zero: " + step.get());
    }
  }

  /** A fact whose values, if they are numbers, have no limited resolution. */
  public FactDeclaration(
      FactName name,
      FactType type,
      Optional<String> question,
      int cost,
      List<FactSource> sources,
      Span span) {
    this(name, type, question, cost, Optional.empty(), sources, span);
  }

  /** Whether a number is a multiple of the step; every number is where there is none. */
  public boolean isOnGrid(BigDecimal value) {
    return step.filter(each -> value.remainder(each).signum() != 0).isEmpty();
  }
}
