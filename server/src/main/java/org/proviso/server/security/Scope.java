package org.proviso.server.security;

import java.util.Locale;

/** What a bearer token may permit; the words of its {@code scope}. */
public enum Scope {
  /** Determine requests: {@code /decide}, {@code /ask}, {@code /explain}. */
  DECIDE,
  /** Read decisions that were made. */
  READ,
  /** Decide them again. */
  REPLAY,
  /** Publish guidelines. */
  PUBLISH,
  /** Verify the log. */
  AUDIT;

  /** As it stands in a token. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
