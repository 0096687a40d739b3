package org.proviso.server.security;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What the claims of a token must say, each with the sentence for a token that does not. */
final class TokenClaims implements OAuth2TokenValidator<Jwt> {
  /** How far clocks may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private final List<Rule> rules = new ArrayList<>();
  private final Supplier<Instant> clock;

  private record Rule(Check check, String sentence) {}

  /** Whether a claim is as it must be. */
  @FunctionalInterface
  interface Check {
    boolean holds(Jwt token, Instant now);
  }

  /** Rules that every token is held to: it has not expired, and it is valid already. */
  TokenClaims(Supplier<Instant> clock) {
    this.clock = clock;
    require(
        (token, now) ->
            token.getExpiresAt() != null && now.isBefore(token.getExpiresAt().plus(SKEW)),
        "The token has expired, or does not say when it does (exp).");
    require(
        (token, now) ->
            token.getNotBefore() == null || !token.getNotBefore().isAfter(now.plus(SKEW)),
        "The token is not valid yet (nbf).");
  }

  /** Adds a rule; rules are looked at in the order in which they were added. */
  TokenClaims require(Check check, String sentence) {
    rules.add(new Rule(check, sentence));
    return this;
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    Instant now = clock.get();
    return rules.stream()
        .filter(rule -> !rule.check().holds(token, now))
        .findFirst()
        .map(
            rule ->
                OAuth2TokenValidatorResult.failure(
                    new OAuth2Error("invalid_token", rule.sentence(), null)))
        .orElseGet(OAuth2TokenValidatorResult::success);
  }
}
