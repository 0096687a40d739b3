package org.proviso.server.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;
import org.proviso.server.security.ApiTokens;
import org.proviso.server.security.Authentication;
import org.proviso.server.security.Caller;
import org.proviso.server.security.CdsClients;
import org.proviso.server.security.RateLimits;
import org.proviso.server.security.Scope;
import org.proviso.server.service.Fault;
import org.proviso.server.service.SteadyClock;
import org.proviso.server.settings.Settings;

/**
 * The one servlet. Finds the route, makes certain who asks and that it is theirs to ask, reads the
 * body within its limits, lets the route answer, and writes the answer. Whatever goes wrong on the
 * way, errors of the machine included, becomes a response that shows nothing of the request.
 */
public final class Front extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String NO_ROUTE = "none";
  private static final Access OPEN = new Access.Open();

  /** The most memory that bodies take which are being read or answered. */
  private static final int BODIES_KIB = 64 * 1024;

  private final transient List<Route> routes;
  private final transient Settings settings;
  private final transient Doors doors;
  private final transient Semaphore bodies;

  /**
   * What stands between a request and its route.
   *
   * @param isManagement whether a local port is the one for management
   */
  public record Doors(
      CdsClients cds,
      ApiTokens api,
      RateLimits rates,
      SteadyClock clock,
      Meters meters,
      Events events,
      IntPredicate isManagement) {}

  /** Serves routes; the first that matches. */
  public Front(List<Route> routes, Settings settings, Doors doors) {
    this.routes = List.copyOf(routes);
    this.settings = settings;
    this.doors = doors;
    this.bodies =
        new Semaphore(Math.max(BODIES_KIB, settings.limits().bodyBytes() / 1024 + 1), false);
  }

  /** A request on its way, and what is known of it for logs and metrics. */
  private static final class Trace {
    String route = NO_ROUTE;
    Access access = OPEN;
    String caller = "unknown";
    String why = "";
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long start = System.nanoTime();
    var trace = new Trace();
    Response answer;
    try {
      answer = answer(request, trace);
    } catch (Throwable thrown) {
      answer = defect(trace, thrown);
    }
    try {
      write(request, answer, response);
    } finally {
      doors.meters().request(trace.route, answer.status(), System.nanoTime() - start);
      if (answer.status() >= 400) {
        doors.events().refused(trace.route, answer.status(), trace.caller, trace.why);
      }
    }
  }

  private Response defect(Trace trace, Throwable thrown) {
    trace.why = Fault.DEFECT.word();
    try {
      doors.events().thrown(trace.route, thrown);
      doors.meters().fault(Fault.DEFECT.word());
    } catch (Throwable again) {
      trace.why = "defect, and telling about it failed";
    }
    return Errors.of(trace.access, Fault.DEFECT);
  }

  private Response answer(HttpServletRequest request, Trace trace) throws Exception {
    String path = request.getRequestURI();
    boolean management = doors.isManagement().test(request.getLocalPort());
    var methods = new ArrayList<String>();
    for (Route route : routes) {
      if (management != route.access() instanceof Access.Management) {
        continue;
      }
      Optional<Map<String, String>> variables = route.match(path);
      if (variables.isPresent()) {
        if (route.method().equals(request.getMethod())) {
          trace.route = route.template();
          trace.access = route.access();
          return enter(route, variables.get(), request, trace);
        }
        methods.add(route.method());
      }
    }
    if (methods.isEmpty()) {
      trace.why = "no such address";
      return Errors.problem(
          404,
          "no-such-address",
          "request",
          "There is nothing at this address.",
          "What there is stands in /openapi.json.");
    }
    trace.why = "method";
    return Errors.problem(
            405,
            "method-not-allowed",
            "request",
            "This address does not take this method.",
            "Use one of: " + String.join(", ", methods))
        .with("Allow", String.join(", ", methods));
  }

  private Response enter(
      Route route, Map<String, String> variables, HttpServletRequest request, Trace trace)
      throws Exception {
    return switch (authenticate(route.access(), request)) {
      case Authentication.Accepted(Caller caller) -> {
        trace.caller = caller.name();
        yield serve(route, variables, caller, request, trace);
      }
      case Authentication.Denied(int status, String error, String why) -> {
        trace.why = why;
        doors.rates().refused(request.getRemoteAddr());
        yield Errors.of(
                route.access(),
                status,
                error,
                status == 403 ? "forbidden" : "login",
                why,
                "See docs/security.md for what a token must have.")
            .with(
                "WWW-Authenticate",
                "Bearer realm=\"proviso\", error=\"%s\", error_description=\"%s\""
                    .formatted(error, why.replace("\"", "'")));
      }
      case Authentication.Unavailable(String why) -> {
        trace.why = why;
        yield Errors.of(
                route.access(), 503, "token-unchecked", "transient", why, "Try again later.")
            .with("Retry-After", "5");
      }
    };
  }

  private Authentication authenticate(Access access, HttpServletRequest request) {
    Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"));
    String address = request.getRemoteAddr();
    return switch (access) {
      case Access.Open _, Access.Management _ ->
          new Authentication.Accepted(
              new Caller("address:" + address, java.util.Set.of(), List.of(), false));
      case Access.Hook _ when settings.demo() -> new Authentication.Accepted(demo());
      case Access.Scoped _ when settings.demo() -> new Authentication.Accepted(demo());
      case Access.Hook _ ->
          checked(address, now -> doors.cds().authenticate(header, service(request), now));
      case Access.Scoped(Scope scope) ->
          checked(address, now -> doors.api().authenticate(header, scope, now));
    };
  }

  private Authentication checked(
      String address, java.util.function.Function<Instant, Authentication> authentication) {
    if (!doors.rates().trusts(address)) {
      return new Authentication.Unavailable("Too many tokens from this address were refused.");
    }
    return doors
        .clock()
        .now()
        .map(authentication)
        .orElseGet(() -> new Authentication.Unavailable(Fault.CLOCK.message()));
  }

  /** Anybody, in a demonstration; may have every configured FHIR server asked. */
  private Caller demo() {
    return new Caller(
        "demo",
        EnumSet.allOf(Scope.class),
        settings.clients().stream().flatMap(client -> client.fhirServers().stream()).toList(),
        settings.clients().stream().anyMatch(Settings.Client::privateAddresses));
  }

  private URI service(HttpServletRequest request) {
    return URI.create(settings.publicAddress() + request.getRequestURI());
  }

  private Response serve(
      Route route,
      Map<String, String> variables,
      Caller caller,
      HttpServletRequest request,
      Trace trace)
      throws Exception {
    if (!(route.access() instanceof Access.Management) && !doors.rates().allows(caller.name())) {
      trace.why = "rate";
      return Errors.of(
              route.access(),
              429,
              "too-many-requests",
              "throttled",
              "This client asks more often than it may.",
              "Wait a second. How often it may: limits.requests-per-second.")
          .with("Retry-After", "1");
    }
    if (!route.method().equals("POST")) {
      return route.handler().handle(new Call(caller, variables, new byte[0]));
    }
    long announced = request.getContentLengthLong();
    int most = settings.limits().bodyBytes();
    int kib = (int) ((announced < 0 || announced > most ? most : announced) / 1024) + 1;
    if (!bodies.tryAcquire(kib)) {
      trace.why = "memory for bodies";
      return Errors.of(route.access(), Fault.BUSY);
    }
    try {
      return withBody(route, variables, caller, request, trace);
    } finally {
      bodies.release(kib);
    }
  }

  private Response withBody(
      Route route,
      Map<String, String> variables,
      Caller caller,
      HttpServletRequest request,
      Trace trace)
      throws Exception {
    Access access = route.access();
    return switch (Body.read(request, settings.limits())) {
      case Body.Read.Done(byte[] bytes) -> {
        Response response = route.handler().handle(new Call(caller, variables, bytes));
        if (response.status() >= 400) {
          trace.why = response.why().isEmpty() ? "answered so" : response.why();
        }
        yield response;
      }
      case Body.Read.NotJson() -> {
        trace.why = "media type";
        yield Errors.of(
            access,
            415,
            "media-type",
            "not-supported",
            "The body is not said to be JSON.",
            "Send it with Content-Type: application/json.");
      }
      case Body.Read.TooLarge() -> {
        trace.why = "size";
        yield Errors.of(
            access,
            413,
            "too-large",
            "too-long",
            "The body has more than %d bytes.".formatted(settings.limits().bodyBytes()),
            "Send the order and what it rests on, not a whole chart.");
      }
      case Body.Read.TooDeep() -> {
        trace.why = "nesting";
        yield Errors.of(
            access,
            400,
            "too-deep",
            "structure",
            "The body is nested deeper than %d levels.".formatted(settings.limits().nesting()),
            "Send FHIR resources as they are defined.");
      }
      case Body.Read.TooSlow() -> {
        trace.why = "slow";
        yield Errors.of(
                access, 408, "too-slow", "timeout", "The body did not come in time.", "Try again.")
            .with("Connection", "close");
      }
      case Body.Read.BrokenOff() -> {
        trace.why = "broken off";
        yield Errors.of(
                access, 400, "broken-off", "structure", "The body broke off.", "Send it again.")
            .with("Connection", "close");
      }
    };
  }

  private void write(HttpServletRequest request, Response answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    if (settings.publicAddress().getScheme().equals("https")) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (settings.demo()) {
      response.setHeader("Proviso-Demo", "true; no token is asked for; not for patient data");
    }
    if (request.getRequestURI().startsWith("/cds-services")) {
      // Browser-based clients call hooks (CDS Hooks, CORS). No cookie is ever used, so that any
      // origin may ask without gaining anything by it.
      response.setHeader("Access-Control-Allow-Origin", "*");
    }
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.body().length);
    if (answer.body().length > 0) {
      response.setContentType(answer.contentType());
      try (OutputStream out = response.getOutputStream()) {
        out.write(answer.body());
      }
    }
  }
}
