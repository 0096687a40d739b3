package org.proviso.determination.explain;

/** For whom an answer is explained. */
public enum Reader {
  /** Decides what may not be decided without a person: every criterion, with its evidence. */
  REVIEWER,
  /** Has asked: what is missing, and what would change the outcome. */
  PROVIDER,
  /** Is the patient: plain language. */
  MEMBER
}
