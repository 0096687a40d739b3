package org.proviso.payer;

import java.util.UUID;

/** Where identifiers of assertions, of authorizations and of cards come from. */
@FunctionalInterface
public interface AssertionIds {
  /** A UUID that was never given before, in lower case. */
  String next();

  /** Random ones (RFC 9562 version 4). */
  static AssertionIds random() {
    return () -> UUID.randomUUID().toString();
  }
}
