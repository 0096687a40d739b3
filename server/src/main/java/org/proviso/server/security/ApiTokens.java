package org.proviso.server.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.digest.Sha256;
import org.proviso.server.settings.Settings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Checks the bearer tokens of the native API (RFC 6750) as JWT access tokens (RFC 9068): signed by
 * the issuer, for this audience, in their time.
 */
final class ApiTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private static final int MAX_NAME = 60;

  private final Optional<TokenDecoder> decoder;

  /** Tokens of an issuer; without one, none is accepted. */
  ApiTokens(Optional<Settings.Issuer> issuer, HttpClient http, Supplier<Instant> clock) {
    this.decoder =
        issuer.map(
            each ->
                new TokenDecoder(
                    each.keys(), ALGORITHMS, Set.of("JWT", "at+jwt"), http, claims(each, clock)));
  }

  private static TokenClaims claims(Settings.Issuer issuer, Supplier<Instant> clock) {
    return new TokenClaims(clock)
        .require(
            (token, _) -> issuer.issuer().equals(token.getClaimAsString("iss")),
            "The token's issuer (iss) is not the one that is configured.")
        .require(
            (token, _) -> {
              @Nullable List<String> audience = token.getAudience();
              return audience != null && audience.contains(issuer.audience());
            },
            "The token's audience (aud) is not this server.")
        .require(
            (token, _) -> !client(token).isEmpty(),
            "The token names neither its client (client_id) nor its subject (sub).");
  }

  /** Who calls, and with which scopes. */
  Authentication authenticate(SignedJWT token) {
    Jwt claims =
        decoder
            .orElseThrow(
                () ->
                    new TokenRefusedException(
                        "No issuer of tokens is configured for this API (api.issuer)."))
            .decode(token);
    Set<Scope> scopes = scopes(claims);
    var caller = new Caller(name(claims), scopes, List.of(), false);
    return new CallerToken(caller, Authorities.of(scopes));
  }

  private static Set<Scope> scopes(Jwt claims) {
    Object claim = claims.getClaims().get("scope");
    List<String> words = claim instanceof String text ? Arrays.asList(text.split(" ")) : List.of();
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (words.contains(scope.word())) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  /**
   * A name for logs: the client, else the subject; only letters that a log shows safely. Decisions
   * belong to it, so what the letters leave out is made up for by a digest.
   */
  private static String name(Jwt claims) {
    String client = client(claims);
    String prefix = text(claims, "client_id").isEmpty() ? "subject:" : "api:";
    String safe = client.replaceAll("[^A-Za-z0-9._:@/-]", "_");
    if (safe.equals(client) && safe.length() <= MAX_NAME) {
      return prefix + safe;
    }
    String digest = Sha256.of(client.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    return prefix + safe.substring(0, Math.min(MAX_NAME, safe.length())) + "~" + digest;
  }

  private static String client(Jwt claims) {
    String client = text(claims, "client_id");
    return client.isEmpty() ? text(claims, "sub") : client;
  }

  private static String text(Jwt claims, String name) {
    return claims.getClaims().get(name) instanceof String text ? text : "";
  }
}
