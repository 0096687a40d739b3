package org.proviso.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.proviso.ground.json.Json;

/** Health, readiness and metrics, for whoever runs the server. */
public final class ManagementRoutes {
  private final Supplier<Readiness> readiness;
  private final PrometheusMeterRegistry metrics;

  /**
   * Whether requests are answered.
   *
   * @param parts for each part a sentence; no credentials, no patient data
   */
  public record Readiness(boolean ready, Map<String, String> parts) {
    public Readiness {
      parts = Map.copyOf(parts);
    }
  }

  /** With what tells readiness and the metrics. */
  public ManagementRoutes(Supplier<Readiness> readiness, PrometheusMeterRegistry metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  /** Its routes. */
  public List<Route> routes() {
    var management = new Access.Management();
    return List.of(
        Route.get("/health", management, _ -> health(readiness.get())),
        Route.get("/health/readiness", management, _ -> health(readiness.get())),
        Route.get("/health/liveness", management, _ -> health(new Readiness(true, Map.of()))),
        Route.get("/metrics", management, _ -> metrics()));
  }

  private static Response health(Readiness readiness) {
    var parts = new Json.Members();
    readiness.parts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(part -> parts.put(part.getKey(), part.getValue()));
    return Response.json(
        readiness.ready() ? 200 : 503,
        new Json.Members()
            .put("status", readiness.ready() ? "UP" : "DOWN")
            .put("parts", parts.toObject())
            .toObject());
  }

  private Response metrics() {
    return new Response(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        metrics.scrape().getBytes(StandardCharsets.UTF_8),
        Map.of(),
        "");
  }
}
