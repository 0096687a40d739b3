package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;

/** How a refusal is written, which depends on who reads it. */
enum ErrorFormat {
  /** The native API: {@code {"problems": [...]}}. */
  PROBLEMS,
  /** Hook calls: a FHIR OperationOutcome. */
  OPERATION_OUTCOME;

  static ErrorFormat of(HttpServletRequest request) {
    return request.getRequestURI().startsWith(Routes.HOOK_CALLS) ? OPERATION_OUTCOME : PROBLEMS;
  }
}
