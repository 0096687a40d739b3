package org.proviso.exchange.crd.evidence;

import org.proviso.exchange.crd.CrdService;
import org.proviso.exchange.crd.hook.FhirServer;

/**
 * Asks the EHR's FHIR server. Nothing that it replies is trusted before it was checked, and it may
 * be slow or fail: {@link CrdService} waits no longer than the deadline, whatever an implementation
 * does. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface Ehr {
  /**
   * Reads or searches.
   *
   * @param query relative to the server's address, for example {@code Patient/123} or {@code
   *     Coverage?patient=123&status=active}
   * @param deadline when the reply is of no use any more
   */
  Reply search(FhirServer where, String query, Deadline deadline);

  /** What came back. */
  sealed interface Reply {
    /** HTTP 200 with a body: a resource, or a Bundle of type searchset, as UTF-8 JSON. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    record Received(byte[] body) implements Reply {}

    /**
     * It cannot be asked at all: no token, or its address is not among those allowed.
     *
     * @param why for the answer and the log; no patient data, no token
     */
    record NotAllowed(String why) implements Reply {}

    /**
     * It was asked in vain: an error, no answer in time, an answer that is too large.
     *
     * @param why for the answer and the log; no patient data, no token
     */
    record Failed(String why) implements Reply {}
  }

  /** An EHR that cannot be asked. */
  static Ehr none() {
    return (_, _, _) -> new Reply.NotAllowed("this server asks no FHIR server");
  }
}
