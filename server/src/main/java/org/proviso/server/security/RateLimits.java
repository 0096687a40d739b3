package org.proviso.server.security;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each client, and each address whose tokens are refused, may ask. Token buckets of
 * Bucket4j; memory is bounded, the least recently seen are forgotten first. Safe for use by several
 * threads.
 */
public final class RateLimits {
  private static final int REMEMBERED = 10_000;

  /** Refused tokens a second from one address, before its tokens are not looked at any more. */
  private static final int REFUSALS_PER_SECOND = 20;

  private final Buckets clients;
  private final Buckets refusals = new Buckets(REFUSALS_PER_SECOND);

  /** With so many requests a second of each client. */
  public RateLimits(int requestsPerSecond) {
    this.clients = new Buckets(requestsPerSecond);
  }

  /** Whether a client may ask now; counts. */
  public boolean allows(String client) {
    return clients.of(client).tryConsume(1);
  }

  /** Whether tokens from an address are looked at now; does not count. */
  public boolean trusts(String address) {
    return refusals.of(address).getAvailableTokens() > 0;
  }

  /** Counts a refused token. */
  public void refused(String address) {
    refusals.of(address).tryConsume(1);
  }

  private static final class Buckets {
    private final int perSecond;
    private final Map<String, Bucket> buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
          }
        };

    Buckets(int perSecond) {
      this.perSecond = perSecond;
    }

    synchronized Bucket of(String key) {
      return buckets.computeIfAbsent(
          key,
          _ ->
              Bucket.builder()
                  .addLimit(
                      limit ->
                          limit
                              .capacity(2L * perSecond)
                              .refillGreedy(perSecond, Duration.ofSeconds(1)))
                  .build());
    }
  }
}
