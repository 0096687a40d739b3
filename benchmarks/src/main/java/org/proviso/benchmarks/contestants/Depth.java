package org.proviso.benchmarks.contestants;

/** How much an answer says; a contestant is held against the answer of the oracle in its depth. */
public enum Depth {
  /** The outcome of each decision, with the clause that decides. */
  OUTCOME,
  /** The outcome, and whether each criterion is met, not met or unknown, as a tree. */
  EXPLAINED
}
