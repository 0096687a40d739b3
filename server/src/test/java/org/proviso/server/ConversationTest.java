package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an EHR, a program and an operator say to a server, and what it answers. */
class ConversationTest {
  private static final Pattern ASSERTION =
      Pattern.compile("\"coverage-assertion-id\",\"valueString\":\"([^\"]+)\"");

  private static Server server;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = TestServers.start(TestServers.demo(folder, Map.of()));
    client = Client.of(server);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  void discoveryListsTheHooks() {
    HttpResponse<String> answer =
        client.send(
            client.request("/cds-services").header("Origin", "https://ehr.example.org").GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("order-sign-crd", "order-dispatch-crd", "appointment-book-crd");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @Test
  void aBrowserMayAskFirstWhetherItMayAsk() {
    HttpResponse<String> answer =
        client.send(
            client
                .request("/cds-services/order-sign-crd")
                .header("Origin", "https://ehr.example.org")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
        .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValueSatisfying(headers -> assertThat(headers).containsIgnoringCase("authorization"));
  }

  @Test
  void anOrderThatMeetsIsCoveredCitedAndFoundAgain() {
    HttpResponse<String> answer = client.sign(Samples.orderSign());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"valueCode\":\"covered\"").contains("[p1]");

    String id = assertionId(answer.body());
    HttpResponse<String> found = client.get("/decisions/" + id);
    assertThat(found.statusCode()).isEqualTo(200);
    assertThat(found.body())
        .contains("\"kind\":\"decision\"", "\"format\":\"proviso-record-2\"", id);

    HttpResponse<String> again = client.post("/decisions/" + id + "/replay", "{}");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"same\": true");
  }

  @Test
  void theSameCallAgainGetsTheSameBytesAndIsStoredOnce() {
    String call = Samples.orderSign();
    HttpResponse<String> first = client.sign(call);
    HttpResponse<String> second = client.sign(call);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(client.sign(Samples.orderSign()).body()).isNotEqualTo(first.body());
  }

  @Test
  void aCallThatIsNotOneIsRejectedAsFhirSays() {
    HttpResponse<String> answer = client.sign("{\"hook\":");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+json"));
    assertThat(answer.body()).contains("OperationOutcome");
  }

  @Test
  void aServiceThatIsNotThereIsNotFound() {
    assertThat(client.post("/cds-services/no-such-service", Samples.orderSign()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void decideReturnsTheRecordAndReplayAgrees() {
    HttpResponse<String> answer = client.post("/decide", Samples.bundle("recurrent-glioma"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"format\": \"proviso-record-2\"", "\"disposition\": \"approvable\"");
    String id = member(answer.body(), "decisionId");
    assertThat(client.post("/decisions/" + id + "/replay", "{}").body()).contains("\"same\": true");
  }

  @Test
  void askNamesTheNextQuestionAndAnswersAreTaken() {
    HttpResponse<String> first = client.post("/ask", Samples.bundle("missing-facts"));
    assertThat(first.statusCode()).isEqualTo(200);
    String fact = member(first.body(), "fact");
    HttpResponse<String> second =
        client.post(
            "/ask",
            "{\"bundle\": %s, \"answers\": {\"%s\": \"yes\"}}"
                .formatted(Samples.bundle("missing-facts"), fact));
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).doesNotContain("\"fact\": \"" + fact + "\"");
  }

  @Test
  void explainShowsCriteriaAndWhatWouldChange() {
    assertThat(client.post("/explain", Samples.bundle("missing-facts")).body())
        .contains("\"criteria\"", "\"wouldChange\"", "\"citations\"")
        .doesNotContain("\"facts\": [\n    {\n      \"fact\": \"age\"");
  }

  @Test
  void whatCannotBeDecidedSaysWhatToDo() {
    HttpResponse<String> notFhir = client.post("/decide", "{\"bundle\": {\"a\": 1}}");
    assertThat(notFhir.statusCode()).isEqualTo(422);
    assertThat(notFhir.body()).contains("\"problems\"", "\"help\"");
    HttpResponse<String> unknown = client.post("/decide", "{\"bundel\": {}}");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("unknown-member", "bundle, guideline");
  }

  @Test
  void guidelinesAreListedAndShownWithAPlaceForEveryAnchor() {
    assertThat(client.get("/guidelines").body()).contains("\"guideline\": \"04-70540-07\"");
    HttpResponse<String> page = client.get("/guidelines/04-70540-07/2025-05-15");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("id=\"p1\"", "demonstration").doesNotContain("<script");
    assertThat(client.get("/guidelines/04-70540-07").statusCode()).isEqualTo(200);
    assertThat(client.get("/guidelines/04-70540-07/1999-01-01").statusCode()).isEqualTo(404);
    assertThat(client.get("/guidelines/none").statusCode()).isEqualTo(404);
  }

  @Test
  void unknownDecisionsAddressesAndMethodsAreToldApart() {
    assertThat(client.get("/decisions/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(client.get("/no/such/address").statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = client.get("/decide");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void managementHasItsOwnDoor() {
    try (Client management = Client.management(server)) {
      assertThat(management.get("/health/readiness").body()).contains("\"status\":\"UP\"");
      assertThat(management.get("/health/liveness").statusCode()).isEqualTo(200);
      client.get("/cds-services");
      assertThat(management.get("/metrics").body())
          .contains("proviso_requests_seconds_count{route=\"/cds-services\",status=\"200\"}")
          .contains("jvm_memory_used_bytes");
      assertThat(management.get("/cds-services").statusCode()).isEqualTo(404);
    }
    assertThat(client.get("/metrics").statusCode()).isEqualTo(404);
    assertThat(client.get("/health").statusCode()).isEqualTo(404);
  }

  @Test
  void aCallThatIsRejectedIsCountedByWhatIsWrongWithIt() {
    assertThat(client.sign("{\"hook\": \"order-sign\"}").statusCode()).isEqualTo(400);
    try (Client management = new Client("http://127.0.0.1:" + server.managementPort(), "")) {
      assertThat(management.get("/metrics").body())
          .contains("proviso_rejected_total{issue=\"required\"}");
    }
  }

  @Test
  void everyAnswerOfADemonstrationSaysSo() {
    assertThat(client.get("/").body()).contains("demonstration");
    assertThat(client.sign(Samples.orderSign()).headers().firstValue("Proviso-Demo")).isPresent();
  }

  static String assertionId(String answer) {
    Matcher found = ASSERTION.matcher(answer);
    assertThat(found.find()).as("an assertion in %s", answer).isTrue();
    return found.group(1);
  }

  static String member(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\": ?\"([^\"]+)\"").matcher(json);
    assertThat(found.find()).as("%s in %s", name, json).isTrue();
    return found.group(1);
  }
}
