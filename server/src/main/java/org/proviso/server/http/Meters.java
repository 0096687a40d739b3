package org.proviso.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the server counts. Tags are the route's template, the status, values of {@code covered} and
 * words for faults: never anything of a request.
 */
public final class Meters {
  private final MeterRegistry registry;
  private final Map<String, Timer> requests = new ConcurrentHashMap<>();
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /** Counts in a registry. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  void request(String route, int status, long nanos) {
    requests
        .computeIfAbsent(
            route + " " + status,
            _ ->
                Timer.builder("proviso.requests")
                    .description("Requests, from their first byte read to the last written")
                    .tag("route", route)
                    .tag("status", Integer.toString(status))
                    .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5))
                    .register(registry))
        .record(Duration.ofNanos(nanos));
  }

  void assertion(String covered) {
    count("proviso.assertions", "Coverage assertions that were sent", "covered", covered);
  }

  /** A call was refused for a fault, or one of its orders was left undecided for a defect. */
  public void fault(String word) {
    count("proviso.faults", "Faults that calls were refused or left open for", "fault", word);
  }

  void rejected(String issue) {
    count("proviso.rejected", "Hook calls that could not be answered as sent", "issue", issue);
  }

  void repeated() {
    count("proviso.repeated", "Calls answered again from the log", "kind", "hook");
  }

  private void count(String name, String description, String tag, String value) {
    counters
        .computeIfAbsent(
            name + " " + value,
            _ -> Counter.builder(name).description(description).tag(tag, value).register(registry))
        .increment();
  }
}
