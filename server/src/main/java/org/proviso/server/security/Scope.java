package org.proviso.server.security;

import java.util.Locale;

/** What a bearer token may permit; the words of its {@code scope}. */
public enum Scope {
  /** Determine requests: {@code /decide}, {@code /ask}, {@code /explain}. */
  DECIDE,
  /** Read the decisions that the same client asked for. */
  READ,
  /** Read and decide again the decisions of every client. */
  READ_ALL,
  /** Decide again what the same client asked for. */
  REPLAY,
  /** Publish guidelines. */
  PUBLISH,
  /** Verify the log. */
  AUDIT;

  /** As it stands in a token. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
