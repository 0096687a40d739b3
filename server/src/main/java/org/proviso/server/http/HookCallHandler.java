package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.proviso.server.security.Caller;
import org.proviso.server.service.Fault;
import org.proviso.server.service.HookCalls;
import org.proviso.server.service.Outcome;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Hook calls of CDS Hooks 2.0, from bytes to bytes. A plain handler, because nearly every call of a
 * server is one of these, and what a controller's arguments and return values cost is paid on each.
 */
final class HookCallHandler implements HttpRequestHandler {
  private final HookCalls calls;
  private final Meters meters;

  HookCallHandler(HookCalls calls, Meters meters) {
    this.calls = calls;
    this.meters = meters;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException, HttpRequestMethodNotSupportedException {
    if (!request.getMethod().equals("POST")) {
      throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("POST"));
    }
    byte[] answer = answer(request);
    response.setContentType(MediaTypes.JSON);
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private byte[] answer(HttpServletRequest request) {
    String service = request.getRequestURI().substring(Routes.HOOK_CALLS.length());
    return switch (calls.answer(caller(), service, AdmissionFilter.body(request))) {
      case Outcome.Done(HookCalls.Reply.Answer(var body, var covered, boolean repeated)) -> {
        covered.forEach(meters::assertion);
        if (repeated) {
          meters.repeated();
        }
        yield body;
      }
      case Outcome.Done(HookCalls.Reply.Rejected(int status, String issue, byte[] outcome)) -> {
        meters.rejected(issue);
        throw new RefusedException(Refusal.outcome(status, outcome, issue));
      }
      case Outcome.Failed(Fault fault) -> {
        meters.fault(fault.word());
        throw new RefusedException(Refusal.of(ErrorFormat.OPERATION_OUTCOME, fault));
      }
    };
  }

  private static Caller caller() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("the chain let in a hook call without a caller");
  }
}
