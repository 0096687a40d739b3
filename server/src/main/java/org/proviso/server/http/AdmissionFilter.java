package org.proviso.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.proviso.server.security.RateLimits;
import org.proviso.server.service.Fault;
import org.proviso.server.settings.Settings;

/**
 * Admits a request of a known caller: as often as its rate allows, and with a body within the
 * limits. The body is in memory as long as the request is answered, and all bodies together take a
 * bounded part of it.
 */
final class AdmissionFilter implements Filter {
  private static final String BODY = "proviso.body";

  /** The most memory for bodies that are being read or answered. */
  private static final int BODIES_KIB = 64 * 1024;

  private final Settings.Limits limits;
  private final RateLimits rates;
  private final Semaphore bodies;

  AdmissionFilter(Settings.Limits limits, RateLimits rates) {
    this.limits = limits;
    this.rates = rates;
    this.bodies = new Semaphore(Math.max(BODIES_KIB, limits.bodyBytes() / 1024 + 1), false);
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var request = (HttpServletRequest) any;
    ErrorFormat format = ErrorFormat.of(request);
    if (!rates.allows(Callers.name(request))) {
      throw new RefusedException(
          Refusal.of(
                  format,
                  429,
                  "too-many-requests",
                  "throttled",
                  "This client sends more requests than it may.",
                  "Wait a second. The setting limits.requests-per-second is the rate.")
              .with("Retry-After", "1")
              .because("rate"));
    }
    if (!request.getMethod().equals("POST")) {
      chain.doFilter(request, response);
      return;
    }
    long announced = request.getContentLengthLong();
    int most = limits.bodyBytes();
    int kib = (int) ((announced < 0 || announced > most ? most : announced) / 1024) + 1;
    if (!bodies.tryAcquire(kib)) {
      throw new RefusedException(Refusal.of(format, Fault.BUSY).because("memory for bodies"));
    }
    try {
      request.setAttribute(BODY, body(request, format));
      chain.doFilter(request, response);
    } finally {
      bodies.release(kib);
    }
  }

  /**
   * The body of an admitted request; checked for size and nesting, nothing else. Controllers call
   * this themselves because Spring MVC would convert a parameter of bytes one byte at a time.
   */
  static byte[] body(HttpServletRequest request) {
    return request.getAttribute(BODY) instanceof byte[] body ? body : new byte[0];
  }

  private byte[] body(HttpServletRequest request, ErrorFormat format) {
    return switch (Body.read(request, limits)) {
      case Body.Read.Done(byte[] bytes) -> bytes;
      case Body.Read.NotJson() ->
          throw refused(
              format,
              415,
              "media-type",
              "not-supported",
              "The Content-Type is not JSON.",
              "Send the body with Content-Type: application/json.",
              "media type");
      case Body.Read.TooLarge() ->
          throw refused(
              format,
              413,
              "too-large",
              "too-long",
              "The body has more than %d bytes.".formatted(limits.bodyBytes()),
              "Send the order and what it rests on, not a whole chart.",
              "size");
      case Body.Read.TooDeep() ->
          throw refused(
              format,
              400,
              "too-deep",
              "structure",
              "The body is nested deeper than %d levels.".formatted(limits.nesting()),
              "Send FHIR resources as they are defined.",
              "nesting");
      case Body.Read.TooSlow() ->
          throw new RefusedException(
              Refusal.of(
                      format,
                      408,
                      "too-slow",
                      "timeout",
                      "The body did not arrive in time.",
                      "Send the request again.")
                  .with("Connection", "close")
                  .because("slow"));
      case Body.Read.BrokenOff() ->
          throw new RefusedException(
              Refusal.of(
                      format,
                      400,
                      "broken-off",
                      "structure",
                      "The body ended too early.",
                      "Send the request again.")
                  .with("Connection", "close")
                  .because("broken off"));
    };
  }

  private static RefusedException refused(
      ErrorFormat format,
      int status,
      String id,
      String issue,
      String message,
      String help,
      String why) {
    return new RefusedException(Refusal.of(format, status, id, issue, message, help).because(why));
  }
}
