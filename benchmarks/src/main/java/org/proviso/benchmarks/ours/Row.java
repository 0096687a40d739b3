package org.proviso.benchmarks.ours;

import org.proviso.engine.facts.Request;

/**
 * Packed facts of one request, and where the answer to them goes, so that deciding allocates
 * nothing.
 */
public final class Row {
  final int day;
  final long[] words;

  /** For what only the exact engine can say. */
  final Request request;

  /** The outcome of the first decision. */
  int first;

  /** The outcome of the second decision, where there is one. */
  int second;

  Row(int day, long[] words, Request request) {
    this.day = day;
    this.words = words;
    this.request = request;
  }
}
