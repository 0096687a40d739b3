package org.proviso.server.http;

import org.proviso.storage.DecisionLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the log of decisions takes what is new. It is asked once a second at most. */
final class StorageHealth implements HealthIndicator {
  private static final long KEPT_NANOS = 1_000_000_000L;

  private final DecisionLog log;
  private org.proviso.storage.Health health;
  private long askedAt;

  StorageHealth(DecisionLog log) {
    this.log = log;
    this.health = log.health();
    this.askedAt = System.nanoTime();
  }

  @Override
  public synchronized Health health() {
    if (System.nanoTime() - askedAt > KEPT_NANOS) {
      health = log.health();
      askedAt = System.nanoTime();
    }
    Health.Builder built = health.ready() ? Health.up() : Health.down();
    built.withDetail("storage", health.detail());
    if (!health.warnings().isEmpty()) {
      built.withDetail("warnings", String.join(" ", health.warnings()));
    }
    return built.build();
  }
}
