package org.proviso.storage;

/** What came of appending one entry. Either way the entry is in the log and durable. */
public sealed interface Appended {
  /** The entry as the log has it. */
  LoggedEntry entry();

  /** It was appended. */
  record Stored(LoggedEntry entry) implements Appended {}

  /**
   * The log already had an entry for the same request; that one stands, and nothing was appended.
   * What it says was returned is what the client gets again.
   */
  record Repeated(LoggedEntry entry) implements Appended {}
}
