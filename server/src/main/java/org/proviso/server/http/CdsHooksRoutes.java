package org.proviso.server.http;

import java.util.List;
import java.util.function.Supplier;
import org.proviso.server.service.Fault;
import org.proviso.server.service.HookCalls;
import org.proviso.server.service.Outcome;

/** CDS Hooks 2.0 as CRD uses it: discovery and the services. */
public final class CdsHooksRoutes {
  private final Supplier<byte[]> discovery;
  private final HookCalls calls;
  private final Meters meters;

  /** With the discovery document and what answers calls. */
  public CdsHooksRoutes(Supplier<byte[]> discovery, HookCalls calls, Meters meters) {
    this.discovery = discovery;
    this.calls = calls;
    this.meters = meters;
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/cds-services", new Access.Open(), _ -> Response.json(200, discovery.get())),
        Route.post("/cds-services/{service}", new Access.Hook(), this::answer),
        new Route("OPTIONS", "/cds-services", new Access.Open(), _ -> preflight("GET, OPTIONS")),
        new Route(
            "OPTIONS",
            "/cds-services/{service}",
            new Access.Open(),
            _ -> preflight("POST, OPTIONS")));
  }

  private static Response preflight(String methods) {
    return Response.empty(204)
        .with("Access-Control-Allow-Methods", methods)
        .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept")
        .with("Access-Control-Max-Age", "86400");
  }

  private Response answer(Call call) {
    return switch (calls.answer(call.caller(), call.variable("service"), call.body())) {
      case Outcome.Done(HookCalls.Reply.Answer(var body, var covered, boolean repeated)) -> {
        covered.forEach(meters::assertion);
        if (repeated) {
          meters.repeated();
        }
        yield Response.json(200, body);
      }
      case Outcome.Done(HookCalls.Reply.Rejected(int status, String issue, byte[] outcome)) -> {
        meters.rejected(issue);
        yield Response.fhir(status, outcome).because(issue);
      }
      case Outcome.Failed(Fault fault) -> {
        meters.fault(fault.word());
        yield Errors.of(new Access.Hook(), fault);
      }
    };
  }
}
