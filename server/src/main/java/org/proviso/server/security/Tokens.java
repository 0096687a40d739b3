package org.proviso.server.security;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** What tokens have in common: how they are handed in, and what their times must say. */
final class Tokens {
  /** How far clocks may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private static final String BEARER = "Bearer ";

  private Tokens() {}

  /** The token of an {@code Authorization} header; empty when there is none of this kind. */
  static Optional<String> bearer(Optional<String> header) {
    return header
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  /** A signed token, its signature not yet checked; empty when it is none, or not signed. */
  static Optional<SignedJWT> parse(String token) {
    try {
      return Optional.of(SignedJWT.parse(token));
    } catch (ParseException notOne) {
      return Optional.empty();
    }
  }

  /** Who the token says that it is from, not yet certain. */
  static Optional<String> claimedIssuer(SignedJWT token) {
    try {
      return Optional.ofNullable(token.getJWTClaimsSet()).map(JWTClaimsSet::getIssuer);
    } catch (ParseException noClaims) {
      return Optional.empty();
    }
  }

  static Optional<Instant> instant(@org.jspecify.annotations.Nullable Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }

  static Authentication.Denied invalid(String why) {
    return new Authentication.Denied(401, "invalid_token", why);
  }
}
