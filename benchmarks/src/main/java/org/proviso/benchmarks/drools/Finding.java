package org.proviso.benchmarks.drools;

/**
 * What one clause says; a fact that rules insert.
 *
 * @param decision {@code medical-necessity} or {@code reimbursement}
 * @param rank its precedence: the least decides
 */
public record Finding(String decision, int rank, String outcome, String clause) {}
