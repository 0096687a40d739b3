package org.proviso.language.model;

import java.util.List;

/**
 * One question that a document decides, such as medical necessity or reimbursement.
 *
 * @param name for example {@code medical-necessity}
 * @param clauses ordered by rank, then tier, then source order
 */
public record Decision(String name, List<Clause> clauses, Span span) {
  public Decision {
    clauses = List.copyOf(clauses);
  }
}
