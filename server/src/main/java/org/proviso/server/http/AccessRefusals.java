package org.proviso.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.proviso.server.security.RateLimits;
import org.proviso.server.security.TokenRefusedException;
import org.proviso.server.security.TokenUncheckedException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * What is said when a token is missing, refused or does not permit the call (RFC 6750 section 3).
 * Every one counts against the address that it came from.
 */
final class AccessRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String SCOPE = "SCOPE_";

  private final RateLimits rates;

  AccessRefusals(RateLimits rates) {
    this.rates = rates;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
    switch (exception) {
      case TokenUncheckedException unchecked -> {
        String why = String.valueOf(unchecked.getMessage());
        throw new RefusedException(
            Refusal.of(
                    ErrorFormat.of(request),
                    503,
                    "token-unchecked",
                    "transient",
                    why,
                    "Send the request again later.")
                .with("Retry-After", "5")
                .because(why));
      }
      case TokenRefusedException refused ->
          throw denied(request, 401, "invalid_token", String.valueOf(refused.getMessage()));
      default ->
          throw request.getHeader("Authorization") == null
              ? denied(
                  request,
                  401,
                  "invalid_request",
                  "The call has no bearer token (Authorization: Bearer ...).")
              : denied(request, 401, "invalid_token", "The token is not a signed JWT.");
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
    String scope =
        denied instanceof AuthorizationDeniedException known
                && known.getAuthorizationResult() instanceof AuthorityAuthorizationDecision needed
            ? needed.getAuthorities().stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .filter(authority -> authority.startsWith(SCOPE))
                .map(authority -> authority.substring(SCOPE.length()))
                .sorted()
                .findFirst()
                .orElse("")
            : "";
    throw denied(
        request,
        403,
        "insufficient_scope",
        scope.isEmpty()
            ? "The token does not permit this call."
            : "The token does not have the scope \"%s\".".formatted(scope));
  }

  private RefusedException denied(
      HttpServletRequest request, int status, String error, String why) {
    rates.refused(request.getRemoteAddr());
    return new RefusedException(
        Refusal.of(
                ErrorFormat.of(request),
                status,
                error,
                status == 403 ? "forbidden" : "login",
                why,
                "See docs/security.md for what a token must have.")
            .with(
                "WWW-Authenticate",
                "Bearer realm=\"proviso\", error=\"%s\", error_description=\"%s\""
                    .formatted(error, why.replace("\"", "'")))
            .because(why));
  }
}
