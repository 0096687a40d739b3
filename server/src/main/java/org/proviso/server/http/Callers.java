package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import org.proviso.server.security.Caller;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who a request comes from. */
final class Callers {
  private Callers() {}

  /** The caller's name, or the address of a client that gave none or need not give one. */
  static String name(HttpServletRequest request) {
    if (PublicRequests.matcher().matches(request)) {
      return "address:" + request.getRemoteAddr();
    }
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? caller.name()
        : "address:" + request.getRemoteAddr();
  }
}
