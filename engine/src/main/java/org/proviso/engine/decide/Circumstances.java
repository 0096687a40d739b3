package org.proviso.engine.decide;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * All that an answer in full detail depends on under one model. Requests in the same circumstances
 * have the same answer, though what they know may have other values and other evidence.
 */
final class Circumstances {
  private final LocalDate dateOfService;
  private final long[] masks;
  private final List<Object> facts;
  private final int hash;

  /** How a fact stands whose value says no more than the masks do. */
  enum Standing {
    NOT_ASKED,
    UNANSWERABLE,
    CONTRADICTED,
    OPEN,
    SETTLED
  }

  /**
   * Some circumstances.
   *
   * @param masks for each variable its possible cells; taken over
   * @param facts for each fact that variables depend on, in their order, its standing, or its value
   *     or range where the masks do not say all of it
   */
  Circumstances(LocalDate dateOfService, long[] masks, List<Object> facts) {
    this.dateOfService = dateOfService;
    this.masks = masks;
    this.facts = List.copyOf(facts);
    this.hash = 31 * (31 * dateOfService.hashCode() + Arrays.hashCode(masks)) + facts.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Circumstances that
        && hash == that.hash
        && dateOfService.equals(that.dateOfService)
        && Arrays.equals(masks, that.masks)
        && facts.equals(that.facts);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
