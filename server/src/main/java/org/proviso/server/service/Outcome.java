package org.proviso.server.service;

/** What came of a call. */
public sealed interface Outcome<T> {
  /** An answer; it is in the log. */
  record Done<T>(T value) implements Outcome<T> {}

  /** None. */
  record Failed<T>(Fault fault) implements Outcome<T> {}
}
