package org.proviso.server;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.proviso.server.http.ManagementRoutes;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.server.service.SteadyClock;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.Health;

/** Whether answers can be given now. The store is asked once a second at most. */
final class Readiness implements Supplier<ManagementRoutes.Readiness> {
  private static final long KEPT_NANOS = 1_000_000_000L;

  private final DecisionLog log;
  private final ActiveGuidelines guidelines;
  private final SteadyClock clock;
  private Health health;
  private long askedAt;

  Readiness(DecisionLog log, ActiveGuidelines guidelines, SteadyClock clock) {
    this.log = log;
    this.guidelines = guidelines;
    this.clock = clock;
    this.health = log.health();
    this.askedAt = System.nanoTime();
  }

  @Override
  public synchronized ManagementRoutes.Readiness get() {
    if (System.nanoTime() - askedAt > KEPT_NANOS) {
      health = log.health();
      askedAt = System.nanoTime();
    }
    boolean clockHolds = clock.now().isPresent();
    var parts = new LinkedHashMap<String, String>();
    parts.put("storage", health.detail());
    if (!health.warnings().isEmpty()) {
      parts.put("storage-warnings", String.join(" ", health.warnings()));
    }
    parts.put(
        "guidelines",
        "Release %d, %d versions."
            .formatted(
                guidelines.release().number(), guidelines.release().library().guidelines().size()));
    parts.put(
        "clock",
        clockHolds
            ? "It runs evenly."
            : "It has jumped; decisions wait until it has run evenly for a minute.");
    return new ManagementRoutes.Readiness(health.ready() && clockHolds, parts);
  }
}
