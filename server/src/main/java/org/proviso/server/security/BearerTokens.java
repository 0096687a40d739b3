package org.proviso.server.security;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.proviso.server.settings.Settings;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Tells callers by their bearer tokens: EHRs on hook calls, programs on the native API. */
public final class BearerTokens implements AuthenticationManagerResolver<HttpServletRequest> {
  private static final String HOOK_CALLS = "/cds-services/";

  private final HookTokens hooks;
  private final ApiTokens api;
  private final RateLimits rates;
  private final URI publicAddress;

  /**
   * With the clients and the issuer that are configured.
   *
   * @param clock the time; empty while it cannot be trusted
   */
  public BearerTokens(
      Settings settings, HttpClient http, RateLimits rates, Supplier<Optional<Instant>> clock) {
    Supplier<Instant> now =
        () ->
            clock
                .get()
                .orElseThrow(
                    () ->
                        new TokenUncheckedException(
                            "The server's clock has jumped, and dates decide."));
    this.hooks = new HookTokens(settings.clients(), http, now);
    this.api = new ApiTokens(settings.api(), http, now);
    this.rates = rates;
    this.publicAddress = settings.publicAddress();
  }

  @Override
  public AuthenticationManager resolve(HttpServletRequest request) {
    return bearer -> {
      if (!rates.trusts(request.getRemoteAddr())) {
        throw new TokenUncheckedException("Too many tokens from this address were refused.");
      }
      SignedJWT token = parse(((BearerTokenAuthenticationToken) bearer).getToken());
      String path = request.getRequestURI();
      return path.startsWith(HOOK_CALLS)
          ? hooks.authenticate(token, URI.create(publicAddress + path))
          : api.authenticate(token);
    };
  }

  private static SignedJWT parse(String token) {
    try {
      return SignedJWT.parse(token);
    } catch (ParseException notOne) {
      throw new TokenRefusedException("The token is not a signed JWT.");
    }
  }
}
