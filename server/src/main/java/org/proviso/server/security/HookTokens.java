package org.proviso.server.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proviso.server.settings.Settings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Tells EHRs by the tokens that they sign for each hook call (CDS Hooks 2.0, "Trusting CDS
 * Clients"): signed with RS384 or ES384 by a key of the issuer's configured set, for this very
 * service, not older than a few minutes, and never seen before.
 */
final class HookTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

  /** The longest that a token may be valid; CDS Hooks recommends five minutes. */
  private static final Duration MAX_VALIDITY = Duration.ofMinutes(5);

  private static final int MAX_IDENTIFIER = 200;
  private static final int REMEMBERED = 500_000;

  private final Map<String, Client> byIssuer = new HashMap<>();
  private final Supplier<Instant> clock;

  private record Client(Caller caller, TokenDecoder decoder, ReplayGuard seen) {}

  /** The clients that are configured. */
  HookTokens(List<Settings.Client> clients, HttpClient http, Supplier<Instant> clock) {
    this.clock = clock;
    for (Settings.Client client : clients) {
      byIssuer.put(
          client.issuer(),
          new Client(
              new Caller(client.name(), Set.of(), client.fhirServers(), client.privateAddresses()),
              new TokenDecoder(client.keys(), ALGORITHMS, Set.of("JWT"), http, claims(clock)),
              new ReplayGuard(REMEMBERED)));
    }
  }

  private static TokenClaims claims(Supplier<Instant> clock) {
    return new TokenClaims(clock)
        .require(
            (token, _) -> token.getIssuedAt() != null,
            "The token does not say when it was issued (iat).")
        .require(
            (token, now) -> !issued(token).isAfter(now.plus(TokenClaims.SKEW)),
            "The token was issued in the future (iat).")
        .require(
            (token, _) ->
                Duration.between(issued(token), expires(token)).compareTo(MAX_VALIDITY) <= 0,
            "The token is valid for longer than %d minutes (exp, iat)."
                .formatted(MAX_VALIDITY.toMinutes()))
        .require(
            (token, _) ->
                !identifier(token).isEmpty() && identifier(token).length() <= MAX_IDENTIFIER,
            "The token has no identifier (jti) of at most %d characters."
                .formatted(MAX_IDENTIFIER));
  }

  /**
   * Who calls.
   *
   * @param service the address of the service that is called, the only audience that is accepted
   */
  Authentication authenticate(SignedJWT token, URI service) {
    if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      throw new TokenRefusedException("The token is not signed with RS384 or ES384.");
    }
    Client client = claimedIssuer(token).map(byIssuer::get).orElse(null);
    if (client == null) {
      throw new TokenRefusedException("The token's issuer (iss) is not a client of this server.");
    }
    Jwt claims = client.decoder().decode(token);
    if (!audience(claims).contains(service.toString())) {
      throw new TokenRefusedException("The token's audience (aud) is not this service's address.");
    }
    Instant until = expires(claims).plus(TokenClaims.SKEW);
    return switch (client.seen().accept(identifier(claims), until, clock.get())) {
      case FIRST ->
          new CallerToken(client.caller(), AuthorityUtils.createAuthorityList(Authorities.HOOKS));
      case REPLAYED -> throw new TokenRefusedException("The token was used before (jti).");
      case FULL ->
          throw new TokenUncheckedException(
              "More tokens of this issuer are valid at once than are remembered.");
    };
  }

  /** Who the token says that it is from, not yet certain. */
  private static Optional<String> claimedIssuer(SignedJWT token) {
    try {
      return Optional.ofNullable(token.getJWTClaimsSet()).map(claims -> claims.getIssuer());
    } catch (ParseException noClaims) {
      return Optional.empty();
    }
  }

  private static List<String> audience(Jwt token) {
    @Nullable List<String> audience = token.getAudience();
    return audience == null ? List.of() : audience;
  }

  private static String identifier(Jwt token) {
    return Optional.ofNullable(token.getId()).orElse("");
  }

  /** When a token was issued, of one that says so. */
  private static Instant issued(Jwt token) {
    return Optional.ofNullable(token.getIssuedAt()).orElseThrow();
  }

  /** When a token expires, of one that says so. */
  private static Instant expires(Jwt token) {
    return Optional.ofNullable(token.getExpiresAt()).orElseThrow();
  }
}
