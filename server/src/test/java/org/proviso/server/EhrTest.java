package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An order arrives without what decides it, and the EHR is asked. Only an honest answer makes it
 * covered; every other gives a timely answer that is not.
 */
class EhrTest {
  private static FakeEhr ehr;
  private static FakeEhr elsewhere;
  private static Server server;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    ehr = new FakeEhr(FakeEhr.HONEST);
    elsewhere = new FakeEhr(FakeEhr.HONEST);
    var settings = new HashMap<>(ehr.settings());
    settings.put("limits.ehr-within-ms", "700");
    settings.put("limits.answer-within-ms", "4000");
    settings.put("limits.ehr-bytes", "100000");
    server = TestServers.start(TestServers.demo(folder, settings));
    client = Client.of(server);
    // What is loaded on the first call is not part of the time that an EHR takes.
    client.sign(Samples.orderSign());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    ehr.close();
    elsewhere.close();
  }

  private static HttpResponse<String> ask(String named) {
    long start = System.nanoTime();
    HttpResponse<String> answer =
        client.sign(Samples.orderAlone(UUID.randomUUID().toString(), named, FakeEhr.TOKEN));
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5000);
    return answer;
  }

  private static void notCovered(FakeEhr.Manner manner) {
    ehr.become(manner);
    HttpResponse<String> answer = ask(ehr.address());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("coverage-assertion-id")
        .doesNotContain("\"valueCode\":\"covered\"")
        .doesNotContain("\"valueCode\":\"not-covered\"")
        .doesNotContain(FakeEhr.TOKEN);
    assertThat(ehr.questions).isNotEmpty();
  }

  @Test
  void anHonestEhrMakesTheOrderCovered() {
    ehr.become(FakeEhr.HONEST);
    assertThat(ask(ehr.address()).body()).contains("\"valueCode\":\"covered\"");
    assertThat(ehr.tokens).isNotEmpty().allMatch(("Bearer " + FakeEhr.TOKEN)::equals);
  }

  @Test
  void aServerThatIsNotConfiguredIsNeverAsked() {
    ehr.become(FakeEhr.HONEST);
    elsewhere.become(FakeEhr.HONEST);
    for (String named :
        List.of(
            elsewhere.address(),
            ehr.address() + "/../fhir",
            ehr.address().replace("127.0.0.1", "localhost"),
            ehr.address() + "@" + elsewhere.address().substring("http://".length()),
            "http://169.254.169.254/latest/meta-data")) {
      assertThat(ask(named).body()).doesNotContain("\"valueCode\":\"covered\"");
    }
    assertThat(elsewhere.questions).isEmpty();
    assertThat(ehr.questions).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowedAndTheTokenStays() {
    elsewhere.become(FakeEhr.HONEST);
    notCovered(
        (exchange, _) -> {
          exchange
              .getResponseHeaders()
              .set("Location", elsewhere.address() + exchange.getRequestURI().getPath());
          FakeEhr.send(exchange, 302, "");
        });
    assertThat(elsewhere.questions).isEmpty();
  }

  @Test
  void aSlowEhrIsNotWaitedFor() {
    notCovered((_, _) -> Thread.sleep(20_000));
  }

  @Test
  void anEhrThatTricklesIsNotWaitedFor() {
    notCovered(
        (exchange, honest) -> {
          byte[] bytes = honest.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          for (byte one : bytes) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
            Thread.sleep(50);
          }
        });
  }

  @Test
  void anEhrThatFailsLiesOrFloodsProvesNothing() {
    notCovered((exchange, _) -> FakeEhr.send(exchange, 500, "no"));
    notCovered((exchange, _) -> FakeEhr.send(exchange, 401, "no"));
    notCovered((exchange, _) -> FakeEhr.send(exchange, 200, "{\"resourceType\":\"Bun"));
    notCovered((exchange, _) -> FakeEhr.send(exchange, 200, ""));
    notCovered((exchange, _) -> FakeEhr.send(exchange, 200, "{\"resourceType\":\"Patient\"}"));
    notCovered((exchange, _) -> FakeEhr.send(exchange, 200, " ".repeat(200_000)));
    notCovered(
        (exchange, honest) ->
            FakeEhr.send(exchange, 200, honest.replace("Patient/patient", "Patient/another")));
    notCovered((exchange, _) -> exchange.close());
  }
}
