package org.proviso.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.proviso.server.service.Fault;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Stands around everything that may fail. Whatever is thrown, errors of the machine included,
 * becomes a response that shows nothing of the request or of the server's inside; every request is
 * counted, and every refused one is logged.
 */
final class AnswerFilter implements Filter {
  private final Routes routes;
  private final Meters meters;
  private final Events events;

  AnswerFilter(Routes routes, Meters meters, Events events) {
    this.routes = routes;
    this.meters = meters;
    this.events = events;
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse anyResponse, FilterChain chain)
      throws IOException {
    var request = (HttpServletRequest) any;
    var response = (HttpServletResponse) anyResponse;
    long start = System.nanoTime();
    String why = "";
    try {
      chain.doFilter(request, response);
    } catch (Throwable thrown) {
      Refusal refusal = refusal(request, cause(thrown));
      why = refusal.why();
      write(refusal, response);
    } finally {
      String route = routes.of(request);
      meters.request(route, response.getStatus(), System.nanoTime() - start);
      if (response.getStatus() >= 400) {
        events.refused(route, response.getStatus(), Callers.name(request), why);
      }
    }
  }

  /** What a servlet exception was made of. */
  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ServletException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private Refusal refusal(HttpServletRequest request, Throwable thrown) {
    return switch (thrown) {
      case RefusedException refused -> refused.refusal();
      case HttpRequestMethodNotSupportedException method -> wrongMethod(method);
      case ErrorResponse known when known.getStatusCode().value() == 404 -> noSuchAddress();
      case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
          Refusal.problem(
              known.getStatusCode().value(),
              "bad-request",
              "request",
              "The request does not have the form that this address takes.",
              "/openapi.json describes every address.");
      default -> defect(request, thrown);
    };
  }

  /** Also what is said of an address that exists and is not served to anyone. */
  static Refusal noSuchAddress() {
    return Refusal.problem(
            404,
            "no-such-address",
            "request",
            "There is nothing at this address.",
            "/openapi.json lists every address.")
        .because("no such address");
  }

  private static Refusal wrongMethod(HttpRequestMethodNotSupportedException method) {
    String[] supported = method.getSupportedMethods();
    String methods = supported == null ? "" : String.join(", ", supported);
    return Refusal.problem(
            405,
            "method-not-allowed",
            "request",
            "This address does not take this method.",
            "Use one of: " + methods)
        .with("Allow", methods)
        .because("method");
  }

  private Refusal defect(HttpServletRequest request, Throwable thrown) {
    String why = Fault.DEFECT.word();
    try {
      events.thrown(routes.of(request), thrown);
      meters.fault(Fault.DEFECT.word());
    } catch (Throwable again) {
      why = "defect, and telling about it failed";
    }
    return Refusal.of(ErrorFormat.of(request), Fault.DEFECT).because(why);
  }

  static void write(Refusal refusal, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(refusal.status());
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    response.setContentType(refusal.contentType());
    response.setContentLength(refusal.body().length);
    response.getOutputStream().write(refusal.body());
  }
}
