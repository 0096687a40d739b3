package org.proviso.benchmarks.contestants;

import org.proviso.benchmarks.requests.SampleRequest;

/**
 * Something that decides requests. A contestant is used by one thread.
 *
 * @param <I> its own form of a request
 * @param <A> its own form of an answer
 */
public interface Contestant<I, A> {
  /** Makes its own input, all that its {@link #answer} is allowed to need. */
  I input(SampleRequest request);

  /** Decides. */
  A answer(I input);

  /**
   * What an answer says, to compare: for each decision the outcome and the first clause that
   * decides it in the order of the document, for example {@code meets by p1; refer by r0}, or
   * {@code undecided}. A contestant that explains appends what it explained, see {@link Depth}.
   */
  String verdict(A answer);
}
