package org.proviso.server.http;

/**
 * Ends a request with a refusal, from wherever it is noticed: {@link AnswerFilter} writes it. Not a
 * defect, so it carries no stack trace.
 */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.why(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
