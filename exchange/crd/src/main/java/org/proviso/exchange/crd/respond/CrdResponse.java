package org.proviso.exchange.crd.respond;

import java.util.List;

/**
 * What is sent back for a hook call. The arrays are handed over: nobody changes them afterwards.
 */
public sealed interface CrdResponse {
  /** SHA-256 of the hook request's body in lower-case hexadecimal. */
  String requestDigest();

  /**
   * HTTP 200. Every assertion must be stored before the body is sent.
   *
   * @param body a CDS Hooks response, UTF-8 JSON
   * @param assertions one for each coverage-information in the body, in its order; empty when the
   *     client wants none or nothing is new
   * @param hookInstance the client's identifier of the hook call
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record Answered(
      byte[] body, List<Assertion> assertions, String requestDigest, String hookInstance)
      implements CrdResponse {
    public Answered {
      assertions = List.copyOf(assertions);
    }
  }

  /**
   * An error of the request.
   *
   * @param status 400, 404, 412 or 422; 500 for a defect of Proviso
   * @param issue what kind of error it is, by the FHIR value set issue-type: for logs and metrics,
   *     with nothing of the call in it
   * @param operationOutcome a FHIR OperationOutcome, UTF-8 JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
  record Rejected(int status, String issue, byte[] operationOutcome, String requestDigest)
      implements CrdResponse {}
}
