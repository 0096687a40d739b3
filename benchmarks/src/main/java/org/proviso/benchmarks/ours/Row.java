package org.proviso.benchmarks.ours;

import org.proviso.benchmarks.requests.SampleRequest;

/**
 * Packed facts of one request, and where the results go, so that deciding allocates nothing.
 *
 * <p>It keeps the portable request, which is there anyway, and not the engine's: an application
 * that packs facts does so in order not to keep objects.
 */
public final class Row {
  final int day;
  final long[] words;

  /** For what only the exact engine can say. */
  final SampleRequest request;

  /** The outcome of the first decision. */
  int first;

  /** The outcome of the second decision, where there is one. */
  int second;

  Row(int day, long[] words, SampleRequest request) {
    this.day = day;
    this.words = words;
    this.request = request;
  }
}
