package org.proviso.server.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.proviso.ground.digest.Sha256;

/**
 * Remembers the identifiers of tokens until they expire, so that each is accepted once. Memory is
 * bounded: when it is full of identifiers that have not expired, tokens are refused rather than
 * forgotten. One for each issuer, so that no client can fill another's. Safe for use by several
 * threads.
 */
final class ReplayGuard {
  private final int capacity;
  private final Map<String, Instant> seen = new HashMap<>();
  private Instant nextSweep = Instant.MIN;

  /** Remembers at most so many identifiers at a time, about 150 bytes each. */
  ReplayGuard(int capacity) {
    this.capacity = capacity;
  }

  enum Verdict {
    FIRST,
    REPLAYED,
    FULL
  }

  /**
   * Accepts an identifier once.
   *
   * @param until when the token is not accepted any more for its age
   */
  synchronized Verdict accept(String identifier, Instant until, Instant now) {
    if (seen.size() >= capacity && !now.isBefore(nextSweep)) {
      seen.values().removeIf(expiry -> !expiry.isAfter(now));
      // Sweeping costs in proportion to what is held, so a full guard is swept once a second.
      nextSweep = now.plusSeconds(1);
    }
    String digest = digest(identifier);
    Instant expiry = seen.get(digest);
    if (expiry != null && expiry.isAfter(now)) {
      return Verdict.REPLAYED;
    }
    if (expiry == null && seen.size() >= capacity) {
      return Verdict.FULL;
    }
    seen.put(digest, until);
    return Verdict.FIRST;
  }

  synchronized int size() {
    return seen.size();
  }

  private static String digest(String identifier) {
    return Sha256.of(identifier.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
  }
}
