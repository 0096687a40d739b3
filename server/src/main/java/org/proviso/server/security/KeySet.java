package org.proviso.server.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
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

  private KeySet() {}

  /**
   * Checks signatures with the keys at an address.
   *
   * @param algorithms the only ones that are accepted; none of them symmetric
   * @param types the accepted {@code typ} headers
   */
  static JWTProcessor<SecurityContext> processor(
      URI address, Set<JWSAlgorithm> algorithms, Set<String> types, HttpClient http) {
    var source =
        JWKSourceBuilder.create(url(address), _ -> fetch(address, http))
            .cache(KEPT_MS, PATIENCE.toMillis() * 2)
            .refreshAheadCache(false)
            .rateLimited(BETWEEN_LOOKS_MS)
            .outageTolerant(OUTAGE_MS)
            .build();
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, source));
    var accepted = new HashSet<JOSEObjectType>();
    types.forEach(type -> accepted.add(new JOSEObjectType(type)));
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(accepted));
    // What the claims must say is checked by the decoder that uses the processor.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    return processor;
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
