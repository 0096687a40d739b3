package org.proviso.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Issues tokens, and serves the keys to check them with over HTTP. */
final class TestIssuer implements AutoCloseable {
  static final String ISSUER = "https://ehr.example.org/issuer";

  final RSAKey rsa;
  final ECKey ec;
  final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<List<JWK>> published;
  private final HttpServer server;

  TestIssuer() {
    try {
      rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
      ec = new ECKeyGenerator(Curve.P_384).keyID("ec-1").generate();
      published = new AtomicReference<>(List.of(rsa, ec));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/keys",
          exchange -> {
            asked.incrementAndGet();
            byte[] body =
                new JWKSet(published.get())
                    .toPublicJWKSet()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String keys() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  void publish(List<JWK> keys) {
    published.set(keys);
  }

  /** What a good token for a service says; change it before it is signed. */
  static JWTClaimsSet.Builder claims(String audience) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(240)))
        .jwtID(UUID.randomUUID().toString());
  }

  String sign(JWTClaimsSet.Builder claims) {
    return sign(JWSAlgorithm.RS384, rsa.getKeyID(), JOSEObjectType.JWT, claims);
  }

  String signEc(JWTClaimsSet.Builder claims) {
    return sign(JWSAlgorithm.ES384, ec.getKeyID(), JOSEObjectType.JWT, claims);
  }

  String sign(
      JWSAlgorithm algorithm, String key, JOSEObjectType type, JWTClaimsSet.Builder claims) {
    try {
      JWSSigner signer =
          JWSAlgorithm.Family.EC.contains(algorithm) ? new ECDSASigner(ec) : new RSASSASigner(rsa);
      return sign(new JWSHeader.Builder(algorithm).keyID(key).type(type).build(), signer, claims);
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) {
    try {
      var token = new SignedJWT(header, claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
