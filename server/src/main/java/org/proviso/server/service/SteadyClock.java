package org.proviso.server.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The wall clock, watched by one that only runs forward. When the wall clock jumps by more than a
 * minute, no decision is made by it until it has run evenly for a minute again: the date decides
 * which version of a guideline applies, and when a token expires. Safe for use by several threads.
 */
public final class SteadyClock {
  /** How far the two clocks may come apart at once. */
  public static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** How long the wall clock must run evenly after a jump. */
  public static final Duration SETTLING = Duration.ofSeconds(60);

  private final InstantSource wall;
  private final LongSupplier nanos;
  private Instant base;
  private long baseNanos;
  private boolean settling;
  private long settlingSince;

  /**
   * A clock.
   *
   * @param wall what tells the time
   * @param nanos what only runs forward, in nanoseconds
   */
  public SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.base = wall.instant();
    this.baseNanos = nanos.getAsLong();
  }

  /** The machine's. */
  public static SteadyClock system() {
    return new SteadyClock(InstantSource.system(), System::nanoTime);
  }

  /** The time; empty while it cannot be trusted. */
  public synchronized Optional<Instant> now() {
    long ticks = nanos.getAsLong();
    Instant said = wall.instant();
    Instant expected = base.plusNanos(ticks - baseNanos);
    boolean even = Duration.between(expected, said).abs().compareTo(TOLERANCE) <= 0;
    // The two drift apart a little all the time; only what comes at once is a jump.
    base = said;
    baseNanos = ticks;
    if (!even) {
      settling = true;
      settlingSince = ticks;
    } else if (settling && ticks - settlingSince >= SETTLING.toNanos()) {
      settling = false;
    }
    return settling ? Optional.empty() : Optional.of(said);
  }
}
