package org.proviso.exchange.crd.evidence;

import java.time.Duration;

/** A moment after which an answer is of no use, on a clock that only runs forward. */
public final class Deadline {
  private final long at;

  private Deadline(long at) {
    this.at = at;
  }

  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** How long there is still; zero when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
  }

  /** Whether it has passed. */
  public boolean passed() {
    return at - System.nanoTime() <= 0;
  }
}
