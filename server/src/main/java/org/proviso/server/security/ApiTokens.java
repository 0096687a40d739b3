package org.proviso.server.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.proviso.server.settings.Settings;

/**
 * Checks the bearer tokens of the native API (RFC 6750) as JWT access tokens (RFC 9068): signed by
 * the issuer, for this audience, in their time, with the scope that the call needs.
 */
public final class ApiTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private static final int MOST_NAME = 60;

  private final Optional<Settings.Issuer> issuer;
  private final Optional<KeySet> keys;

  /** Tokens of an issuer; without one, none is accepted. */
  public ApiTokens(Optional<Settings.Issuer> issuer, HttpClient http) {
    this.issuer = issuer;
    this.keys =
        issuer.map(each -> new KeySet(each.keys(), ALGORITHMS, Set.of("JWT", "at+jwt"), http));
  }

  /**
   * Who calls.
   *
   * @param header the {@code Authorization} header
   * @param needed what the call needs to be permitted
   */
  public Authentication authenticate(Optional<String> header, Scope needed, Instant now) {
    if (issuer.isEmpty() || keys.isEmpty()) {
      return new Authentication.Denied(
          401, "invalid_request", "No issuer of tokens is configured for this API (api.issuer).");
    }
    Optional<String> bearer = Tokens.bearer(header);
    if (bearer.isEmpty()) {
      return new Authentication.Denied(
          401, "invalid_request", "The call has no bearer token (Authorization: Bearer ...).");
    }
    Optional<SignedJWT> token = Tokens.parse(bearer.get());
    if (token.isEmpty()) {
      return Tokens.invalid("The token is not a signed JWT.");
    }
    return switch (keys.get().check(token.get())) {
      case KeySet.Checked.Bad(String why) -> Tokens.invalid(why);
      case KeySet.Checked.Unavailable(String why) -> new Authentication.Unavailable(why);
      case KeySet.Checked.Good(JWTClaimsSet claims) -> check(issuer.get(), claims, needed, now);
    };
  }

  private static Authentication check(
      Settings.Issuer issuer, JWTClaimsSet claims, Scope needed, Instant now) {
    if (!issuer.issuer().equals(claims.getIssuer())) {
      return Tokens.invalid("The token's issuer (iss) is not the one that is configured.");
    }
    if (!claims.getAudience().contains(issuer.audience())) {
      return Tokens.invalid("The token's audience (aud) is not this server.");
    }
    Optional<Instant> expires = Tokens.instant(claims.getExpirationTime());
    if (expires.isEmpty() || !now.isBefore(expires.get().plus(Tokens.SKEW))) {
      return Tokens.invalid("The token has expired, or does not say when it does (exp).");
    }
    Optional<Instant> notBefore = Tokens.instant(claims.getNotBeforeTime());
    if (notBefore.isPresent() && notBefore.get().isAfter(now.plus(Tokens.SKEW))) {
      return Tokens.invalid("The token is not good yet (nbf).");
    }
    Set<Scope> scopes = scopes(claims);
    if (!scopes.contains(needed)) {
      return new Authentication.Denied(
          403, "insufficient_scope", "The token has not the scope \"" + needed.word() + "\".");
    }
    return new Authentication.Accepted(new Caller(name(claims), scopes, List.of(), false));
  }

  private static Set<Scope> scopes(JWTClaimsSet claims) {
    List<String> words;
    try {
      words =
          Arrays.asList(Optional.ofNullable(claims.getStringClaim("scope")).orElse("").split(" "));
    } catch (ParseException notText) {
      words = List.of();
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Scope scope : Scope.values()) {
      if (words.contains(scope.word())) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  /** A name for logs: the client, else the subject; only letters that a log shows safely. */
  private static String name(JWTClaimsSet claims) {
    Object client = claims.getClaim("client_id");
    String said =
        client instanceof String text
            ? text
            : Optional.ofNullable(claims.getSubject()).orElse("unnamed");
    String safe = said.replaceAll("[^A-Za-z0-9._:@/-]", "_");
    return safe.substring(0, Math.min(MOST_NAME, safe.length()));
  }
}
