package org.proviso.server.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proviso.server.settings.Settings;

/**
 * Tells EHRs by the tokens that they sign for each hook call (CDS Hooks 2.0, "Trusting CDS
 * Clients"): signed with RS384 or ES384 by a key of the issuer's configured set, for this very
 * service, not older than a few minutes, and never seen before.
 */
public final class CdsClients {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

  /** The longest that a token may be good for; CDS Hooks recommends five minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int MOST_IDENTIFIER = 200;
  private static final int REMEMBERED = 500_000;

  private final Map<String, Client> byIssuer = new HashMap<>();

  private record Client(Caller caller, KeySet keys, ReplayGuard seen) {}

  /** The clients that are configured. */
  public CdsClients(List<Settings.Client> clients, HttpClient http) {
    for (Settings.Client client : clients) {
      byIssuer.put(
          client.issuer(),
          new Client(
              new Caller(client.name(), Set.of(), client.fhirServers(), client.privateAddresses()),
              new KeySet(client.keys(), ALGORITHMS, Set.of("JWT"), http),
              new ReplayGuard(REMEMBERED)));
    }
  }

  /**
   * Who calls.
   *
   * @param header the {@code Authorization} header
   * @param service the address of the service that is called, the only audience that is accepted
   */
  public Authentication authenticate(Optional<String> header, URI service, Instant now) {
    Optional<String> bearer = Tokens.bearer(header);
    if (bearer.isEmpty()) {
      return new Authentication.Denied(
          401,
          "invalid_request",
          "The call has no bearer token (CDS Hooks, Trusting CDS Clients).");
    }
    Optional<SignedJWT> parsed = Tokens.parse(bearer.get());
    if (parsed.isEmpty()) {
      return Tokens.invalid("The token is not a signed JWT.");
    }
    SignedJWT token = parsed.get();
    if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      return Tokens.invalid("The token is not signed with RS384 or ES384.");
    }
    Client client = Tokens.claimedIssuer(token).map(byIssuer::get).orElse(null);
    if (client == null) {
      return Tokens.invalid("The token's issuer (iss) is not a client of this server.");
    }
    return switch (client.keys().check(token)) {
      case KeySet.Checked.Bad(String why) -> Tokens.invalid(why);
      case KeySet.Checked.Unavailable(String why) -> new Authentication.Unavailable(why);
      case KeySet.Checked.Good(JWTClaimsSet claims) -> check(client, claims, service, now);
    };
  }

  private static Authentication check(
      Client client, JWTClaimsSet claims, URI service, Instant now) {
    if (!claims.getAudience().contains(service.toString())) {
      return Tokens.invalid("The token's audience (aud) is not this service's address.");
    }
    Optional<Instant> expires = Tokens.instant(claims.getExpirationTime());
    Optional<Instant> issued = Tokens.instant(claims.getIssueTime());
    if (expires.isEmpty() || issued.isEmpty()) {
      return Tokens.invalid("The token says not when it was issued (iat) or expires (exp).");
    }
    if (!now.isBefore(expires.get().plus(Tokens.SKEW))) {
      return Tokens.invalid("The token has expired (exp).");
    }
    if (issued.get().isAfter(now.plus(Tokens.SKEW))) {
      return Tokens.invalid("The token was issued in the future (iat).");
    }
    if (Duration.between(issued.get(), expires.get()).compareTo(LONGEST) > 0) {
      return Tokens.invalid(
          "The token is good for longer than %d minutes (exp, iat)."
              .formatted(LONGEST.toMinutes()));
    }
    Optional<Instant> notBefore = Tokens.instant(claims.getNotBeforeTime());
    if (notBefore.isPresent() && notBefore.get().isAfter(now.plus(Tokens.SKEW))) {
      return Tokens.invalid("The token is not good yet (nbf).");
    }
    String identifier = claims.getJWTID();
    if (identifier == null || identifier.isEmpty() || identifier.length() > MOST_IDENTIFIER) {
      return Tokens.invalid(
          "The token has no identifier (jti) of at most %d characters.".formatted(MOST_IDENTIFIER));
    }
    return switch (client.seen().accept(identifier, expires.get().plus(Tokens.SKEW), now)) {
      case FIRST -> new Authentication.Accepted(client.caller());
      case REPLAYED -> Tokens.invalid("The token was used before (jti).");
      case FULL ->
          new Authentication.Unavailable(
              "More tokens of this issuer are good at once than are remembered.");
    };
  }
}
