package org.proviso.benchmarks.contestants;

import org.proviso.benchmarks.requests.SampleRequest;

/** Which requests a contestant can decide. */
public enum Scope {
  /** Only requests whose every fact is known. */
  COMPLETE,
  /** All requests. */
  ALL;

  /** Whether a request is among them. */
  public boolean includes(SampleRequest request) {
    return switch (this) {
      case COMPLETE -> request.complete();
      case ALL -> true;
    };
  }
}
