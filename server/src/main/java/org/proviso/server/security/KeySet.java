package org.proviso.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The keys of one issuer, from the one address that is configured for it; what a token itself names
 * as an address ({@code jku}, {@code x5u}) is not looked at. Keys are kept for five minutes; a key
 * identifier that is not among them is looked for again, at most twice in half a minute.
 */
final class KeySet {
  private static final int MOST_BYTES = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long KEPT_MS = Duration.ofMinutes(5).toMillis();
  private static final long BETWEEN_LOOKS_MS = Duration.ofSeconds(30).toMillis();
  private static final long OUTAGE_MS = Duration.ofHours(1).toMillis();

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * A set of keys.
   *
   * @param algorithms the only ones that are accepted; none of them symmetric
   * @param types the accepted {@code typ} headers
   */
  KeySet(URI address, Set<JWSAlgorithm> algorithms, Set<String> types, HttpClient http) {
    var source =
        JWKSourceBuilder.create(url(address), _ -> fetch(address, http))
            .cache(KEPT_MS, PATIENCE.toMillis() * 2)
            .refreshAheadCache(false)
            .rateLimited(BETWEEN_LOOKS_MS)
            .outageTolerant(OUTAGE_MS)
            .build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, source));
    var accepted = new HashSet<JOSEObjectType>();
    types.forEach(type -> accepted.add(new JOSEObjectType(type)));
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(accepted));
    // What the claims must say is checked by who uses the set, against one clock.
    processor.setJWTClaimsSetVerifier(null);
  }

  /** What came of checking a signature. */
  sealed interface Checked {
    record Good(JWTClaimsSet claims) implements Checked {}

    record Bad(String why) implements Checked {}

    record Unavailable(String why) implements Checked {}
  }

  /** Checks the signature of a token. */
  Checked check(SignedJWT token) {
    if (Optional.ofNullable(token.getHeader().getKeyID()).filter(id -> !id.isEmpty()).isEmpty()) {
      return new Checked.Bad("The token names no key (kid).");
    }
    try {
      return new Checked.Good(processor.process(token, null));
    } catch (BadJOSEException bad) {
      return new Checked.Bad(
          "The token's type, algorithm, key or signature is not one that is accepted.");
    } catch (RateLimitReachedException tooOften) {
      return new Checked.Bad("The token names a key (kid) that its issuer's key set did not have.");
    } catch (JOSEException unavailable) {
      return new Checked.Unavailable("The issuer's key set cannot be had.");
    }
  }

  private static Resource fetch(URI address, HttpClient http) throws IOException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .GET()
            .build();
    CompletableFuture<HttpResponse<byte[]>> asked =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> response = asked.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("the key set answered " + response.statusCode());
      }
      return new Resource(new String(response.body(), StandardCharsets.UTF_8), "application/json");
    } catch (TimeoutException | ExecutionException failure) {
      throw new IOException("the key set did not answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      asked.cancel(true);
    }
  }

  private static java.net.URL url(URI address) {
    try {
      return address.toURL();
    } catch (MalformedURLException malformed) {
      throw new IllegalArgumentException("not a web address", malformed);
    }
  }
}
