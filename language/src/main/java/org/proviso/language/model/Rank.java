package org.proviso.language.model;

/** Which clauses go before which; the first rank with a clause that holds decides. */
public enum Rank {
  /** The member's benefit contract. */
  CONTRACT,
  /** A program exception. */
  EXCEPTION,
  /** The position statement. */
  POSITION,
  /** What holds when no clause does. */
  OTHERWISE
}
