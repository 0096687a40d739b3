package org.proviso.language.model;

/**
 * One clause: when its criterion holds, and no clause that precedes it does, its outcome is
 * decided.
 *
 * @param anchor the sentence that the clause makes exact, unique in the document
 * @param rank its rank
 * @param tier its place among the clauses of its rank: an {@code else} clause has a greater tier
 *     than what it follows; clauses of equal rank and tier must not hold together with different
 *     outcomes
 */
public record Clause(Anchor anchor, Rank rank, int tier, Criterion criterion, Outcome outcome) {}
