package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tokens are accepted, by a server with one EHR and one issuer for the native API. */
class TokensTest {
  private static final String SIGN = "https://crd.example.org/cds-services/order-sign-crd";
  private static final String API = "https://crd.example.org";

  private static TestIssuer issuer;
  private static Server server;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    issuer = new TestIssuer();
    server =
        TestServers.start(
            TestServers.secured(
                folder,
                Map.of(
                    "client.ehr.issuer",
                    TestIssuer.ISSUER,
                    "client.ehr.keys",
                    issuer.keys(),
                    "api.issuer",
                    TestIssuer.ISSUER,
                    "api.keys",
                    issuer.keys(),
                    "api.audience",
                    API)));
    client = Client.of(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    issuer.close();
  }

  private static HttpResponse<String> sign(String token) {
    return client.with(token).sign(Samples.orderSign());
  }

  private static void refused(String token, String why) {
    HttpResponse<String> answer = sign(token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains("OperationOutcome", why);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).contains("Bearer", "invalid_token"));
  }

  @Test
  void tokensSignedForThisServiceAreAccepted() {
    assertThat(sign(issuer.sign(TestIssuer.claims(SIGN))).statusCode()).isEqualTo(200);
    assertThat(sign(issuer.signEc(TestIssuer.claims(SIGN))).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutTokenThereIsNoAnswerButDiscovery() {
    HttpResponse<String> answer = client.sign(Samples.orderSign());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(client.get("/cds-services").statusCode()).isEqualTo(200);
    assertThat(client.get("/guidelines").statusCode()).isEqualTo(200);
    assertThat(client.post("/decide", Samples.bundle("recurrent-glioma")).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aTokenIsAcceptedOnce() {
    String token = issuer.sign(TestIssuer.claims(SIGN));
    assertThat(sign(token).statusCode()).isEqualTo(200);
    refused(token, "jti");
  }

  @Test
  void unsignedAndSymmetricTokensAreRefused() throws JOSEException {
    refused(new PlainJWT(TestIssuer.claims(SIGN).build()).serialize(), "not a signed JWT");
    // The classic confusion: the public key, which everybody has, taken for a shared secret.
    byte[] publicKey = issuer.rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refused(
        TestIssuer.sign(
            new JWSHeader.Builder(JWSAlgorithm.HS384).keyID("rsa-1").build(),
            new MACSigner(publicKey),
            TestIssuer.claims(SIGN)),
        "RS384 or ES384");
    refused(
        issuer.sign(JWSAlgorithm.RS256, "rsa-1", JOSEObjectType.JWT, TestIssuer.claims(SIGN)),
        "RS384 or ES384");
    refused("not.a.token", "not a signed JWT");
  }

  @Test
  void tokensOfOthersAreRefused() throws JOSEException {
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
    refused(
        TestIssuer.sign(
            new JWSHeader.Builder(JWSAlgorithm.RS384)
                .keyID("rsa-1")
                .type(JOSEObjectType.JWT)
                .build(),
            new RSASSASigner(foreign),
            TestIssuer.claims(SIGN)),
        "signature");
    refused(issuer.sign(TestIssuer.claims(SIGN).issuer("https://other.example.org")), "iss");
    refused(issuer.sign(TestIssuer.claims(SIGN).issuer(null)), "iss");
    refused(
        TestIssuer.sign(
            new JWSHeader.Builder(JWSAlgorithm.RS384).type(JOSEObjectType.JWT).build(),
            new RSASSASigner(issuer.rsa),
            TestIssuer.claims(SIGN)),
        "kid");
  }

  @Test
  void whatATokenSaysIsHeldAgainstTheCall() {
    Instant now = Instant.now();
    refused(issuer.sign(TestIssuer.claims("https://other.example.org/cds-services/x")), "aud");
    refused(issuer.sign(TestIssuer.claims(SIGN + "/")), "aud");
    refused(
        issuer.sign(
            TestIssuer.claims(SIGN)
                .issueTime(Date.from(now.minusSeconds(400)))
                .expirationTime(Date.from(now.minusSeconds(120)))),
        "expired");
    refused(issuer.sign(TestIssuer.claims(SIGN).expirationTime(null)), "exp");
    refused(issuer.sign(TestIssuer.claims(SIGN).issueTime(null)), "iat");
    refused(
        issuer.sign(
            TestIssuer.claims(SIGN)
                .issueTime(Date.from(now.plusSeconds(200)))
                .expirationTime(Date.from(now.plusSeconds(300)))),
        "future");
    refused(
        issuer.sign(TestIssuer.claims(SIGN).expirationTime(Date.from(now.plusSeconds(3600)))),
        "longer than 5 minutes");
    refused(issuer.sign(TestIssuer.claims(SIGN).jwtID(null)), "jti");
    refused(
        issuer.sign(TestIssuer.claims(SIGN).notBeforeTime(Date.from(now.plusSeconds(200)))), "nbf");
  }

  @Test
  void keysAreFetchedOnceAndAnUnknownKeyIsNotAReasonToFetchForever() {
    sign(issuer.sign(TestIssuer.claims(SIGN)));
    int before = issuer.asked.get();
    for (int count = 0; count < 10; count++) {
      assertThat(
              sign(issuer.sign(
                      JWSAlgorithm.RS384,
                      "made-up-" + count,
                      JOSEObjectType.JWT,
                      TestIssuer.claims(SIGN)))
                  .statusCode())
          .isEqualTo(401);
    }
    assertThat(issuer.asked.get() - before).isLessThanOrEqualTo(2);
  }

  private static JWTClaimsSet.Builder access(String scope) {
    return TestIssuer.claims(API).claim("scope", scope).claim("client_id", "reviewer");
  }

  @Test
  void theNativeApiWantsTheScopeOfTheCall() {
    String bundle = Samples.bundle("recurrent-glioma");
    Client decider = client.with(issuer.sign(access("decide")));
    HttpResponse<String> decided = decider.post("/decide", bundle);
    assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
    String id = ConversationTest.member(decided.body(), "decisionId");

    HttpResponse<String> forbidden = decider.get("/decisions/" + id);
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.body()).contains("insufficient_scope", "read");

    Client auditor = client.with(issuer.sign(access("read replay")));
    assertThat(auditor.get("/decisions/" + id).statusCode()).isEqualTo(200);
    assertThat(auditor.post("/decisions/" + id + "/replay", "").body()).contains("true");
    assertThat(auditor.post("/decide", bundle).statusCode()).isEqualTo(403);
    assertThat(client.with(issuer.sign(access("decider"))).post("/decide", bundle).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aTokenReadsTheDecisionsOfItsOwnClientOnlyUnlessItHasTheScopeForAll() {
    Client decider = client.with(issuer.sign(access("decide")));
    String native1 =
        ConversationTest.member(
            decider.post("/decide", Samples.bundle("recurrent-glioma")).body(), "decisionId");
    String hook = ConversationTest.assertionId(sign(issuer.sign(TestIssuer.claims(SIGN))).body());

    Client own = client.with(issuer.sign(access("read replay")));
    assertThat(own.get("/decisions/" + native1).body()).contains("\"caller\":\"api:reviewer\"");
    assertThat(own.post("/decisions/" + native1 + "/replay", "").statusCode()).isEqualTo(200);

    Client other =
        client.with(issuer.sign(access("read replay").claim("client_id", "someone-else")));
    // The name of a client of hooks is not one of the native API.
    Client namedLikeTheEhr =
        client.with(issuer.sign(access("read replay").claim("client_id", "ehr")));
    for (Client stranger : List.of(other, namedLikeTheEhr)) {
      for (String decision : List.of(native1, hook)) {
        assertThat(stranger.get("/decisions/" + decision).statusCode()).isEqualTo(404);
        assertThat(stranger.post("/decisions/" + decision + "/replay", "").statusCode())
            .isEqualTo(404);
      }
    }

    Client all =
        client.with(issuer.sign(access("read-all replay").claim("client_id", "someone-else")));
    assertThat(all.get("/decisions/" + native1).statusCode()).isEqualTo(200);
    assertThat(all.get("/decisions/" + hook).body()).contains("\"caller\":\"ehr\"");
    assertThat(all.post("/decisions/" + hook + "/replay", "").statusCode()).isEqualTo(200);
  }

  @Test
  void clientsWhoseNamesLookAlikeInALogAreTwo() {
    String id =
        ConversationTest.member(
            client
                .with(issuer.sign(access("decide").claim("client_id", "a b")))
                .post("/decide", Samples.bundle("recurrent-glioma"))
                .body(),
            "decisionId");
    assertThat(
            client
                .with(issuer.sign(access("read").claim("client_id", "a b")))
                .get("/decisions/" + id)
                .statusCode())
        .isEqualTo(200);
    for (String alike : List.of("a_b", "a+b")) {
      assertThat(
              client
                  .with(issuer.sign(access("read").claim("client_id", alike)))
                  .get("/decisions/" + id)
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void everyRouteThatIsNotPublicIsClosedWithoutATokenAndWithoutItsScope() {
    Set<String> open =
        Set.of(
            "GET /",
            "GET /openapi.json",
            "GET /cds-services",
            "GET /guidelines",
            "GET /guidelines/{id}",
            "GET /guidelines/{id}/{version}");
    assertThat(server.routes()).containsAll(open).hasSizeGreaterThan(open.size() + 7);
    Client withoutScope = client.with(issuer.sign(access("unknown")));
    for (String route : server.routes()) {
      String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "x");
      boolean post = route.startsWith("POST");
      int without = (post ? client.post(path, "{}") : client.get(path)).statusCode();
      if (open.contains(route)) {
        assertThat(without).as(route).isIn(200, 404);
      } else {
        assertThat(without).as(route).isEqualTo(401);
        assertThat((post ? withoutScope.post(path, "{}") : withoutScope.get(path)).statusCode())
            .as(route)
            .isIn(401, 403);
      }
    }
  }

  @Test
  void anAccessTokenIsNoHookTokenAndTheReverse() {
    assertThat(sign(issuer.sign(access("decide"))).statusCode()).isEqualTo(401);
    assertThat(
            client
                .with(issuer.sign(TestIssuer.claims(SIGN)))
                .post("/decide", Samples.bundle("recurrent-glioma"))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void accessTokensAreHeldToIssuerAudienceAndTime() {
    String bundle = Samples.bundle("recurrent-glioma");
    Instant now = Instant.now();
    for (JWTClaimsSet.Builder bad :
        new JWTClaimsSet.Builder[] {
          access("decide").issuer("https://other.example.org"),
          access("decide").audience("https://other.example.org"),
          access("decide").expirationTime(Date.from(now.minusSeconds(120))),
          access("decide").expirationTime(null),
          access("decide").notBeforeTime(Date.from(now.plusSeconds(200)))
        }) {
      HttpResponse<String> answer = client.with(issuer.sign(bad)).post("/decide", bundle);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("\"problems\"");
    }
  }
}
