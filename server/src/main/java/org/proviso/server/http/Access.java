package org.proviso.server.http;

import org.proviso.server.security.Scope;

/** Who may take a route. */
public sealed interface Access {
  /** Anybody: what is public anyway. */
  record Open() implements Access {}

  /** An EHR, by a token that it signed for this call. */
  record Hook() implements Access {}

  /** Who has a bearer token with a scope. */
  record Scoped(Scope scope) implements Access {}

  /** Whoever reaches the management address. */
  record Management() implements Access {}
}
