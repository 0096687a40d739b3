package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Plants a word at every place of a request where patient data could stand, and looks for it in
 * everything that leaves the server but the answer itself: logs, metrics, errors, headers, files
 * outside of the store.
 */
class CanaryTest {
  private static final String CANARY = "Zq7Canary";

  @TempDir private Path folder;

  @Test
  void nothingOfARequestIsInLogsMetricsErrorsOrFiles() throws IOException {
    var logged = new ByteArrayOutputStream();
    OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> appender = listen(logged);
    List<String> answers = new ArrayList<>();
    String metrics;
    try (FakeEhr ehr =
        new FakeEhr((exchange, _) -> FakeEhr.send(exchange, 500, CANARY + " failed"))) {
      var settings = new HashMap<>(ehr.settings());
      settings.put("limits.body-bytes", "60000");
      try (Server server =
              TestServers.start(
                  TestServers.demo(folder, settings),
                  ports ->
                      ports.before(
                          hook ->
                              (service, body, port, now) -> {
                                if (service.equals("fail")) {
                                  throw new IllegalStateException(
                                      new String(body, StandardCharsets.UTF_8));
                                }
                                return hook.answer(service, body, port, now);
                              }));
          Client client = Client.of(server);
          Client management = Client.management(server)) {
        ask(client, ehr, answers);
        answers.addAll(rawRequests(server.port()));
        metrics = management.get("/metrics").body() + management.get("/health").body();
      }
    } finally {
      ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(appender);
    }
    String log = logged.toString(StandardCharsets.UTF_8);
    assertThat(log).as("the server logs what it refuses").contains("request refused", "unforeseen");
    assertThat(log).doesNotContain(CANARY);
    assertThat(metrics).contains("proviso_requests").doesNotContain(CANARY);
    assertThat(answers).hasSizeGreaterThan(20).allSatisfy(CanaryTest::isClean);
    assertThat(filesWithCanary()).allMatch(file -> file.startsWith(folder.resolve("store")));
  }

  private static void isClean(String answer) {
    assertThat(answer)
        .doesNotContain(CANARY)
        .doesNotContain("java.")
        .doesNotContain("Apache")
        .doesNotContain("org.proviso");
  }

  private static OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> listen(
      ByteArrayOutputStream out) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    // Everything that the encoder can show, though the server's own configuration shows less.
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    var appender = new OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(root.getLevel()).isEqualTo(Level.WARN);
    root.addAppender(appender);
    return appender;
  }

  /** Calls that end in errors, with the canary wherever a client can write. */
  private static void ask(Client client, FakeEhr ehr, List<String> answers) {
    String call = Samples.orderSign();
    for (String path :
        List.of(
            "/cds-services/" + CANARY,
            "/decisions/" + CANARY,
            "/guidelines/" + CANARY,
            "/guidelines/04-70540-07/" + CANARY,
            "/" + CANARY + "?patient=" + CANARY,
            "/decisions/" + CANARY + "/replay")) {
      answers.add(whole(client.get(path)));
      answers.add(whole(client.post(path, call)));
    }
    for (String body :
        List.of(
            CANARY,
            "{\"" + CANARY,
            "{\"" + CANARY + "\":1}",
            "{\"hook\":\"" + CANARY + "\"}",
            "{\"hook\":\"order-sign\",\"hookInstance\":\"" + CANARY + "\",\"context\":7}",
            "{\"bundle\":{\"resourceType\":\"" + CANARY + "\"}}",
            "{\"bundle\":{},\"answers\":{\"" + CANARY + " x\":\"yes\"}}",
            "{\"bundle\":{},\"dateOfService\":\"" + CANARY + "\"}",
            "[".repeat(200) + CANARY,
            CANARY.repeat(10_000))) {
      for (String path : List.of("/cds-services/order-sign-crd", "/decide", "/ask", "/explain")) {
        answers.add(whole(client.post(path, body)));
      }
    }
    // The body becomes the message of an exception.
    answers.add(whole(client.post("/cds-services/fail", call.replace("Florida", CANARY))));
    for (String header : List.of("Authorization", "X-Patient", "Origin", "Cookie")) {
      answers.add(
          whole(
              client.send(
                  client
                      .request("/no/such/" + CANARY)
                      .header(header, "Bearer " + CANARY)
                      .POST(HttpRequest.BodyPublishers.ofString(CANARY)))));
      answers.add(
          whole(
              client.send(
                  client
                      .request("/decide")
                      .header("Content-Type", "text/" + CANARY)
                      .POST(HttpRequest.BodyPublishers.ofString(CANARY)))));
    }
    // Calls that are answered: only what is logged and counted of them is looked at.
    client.sign(
        call.replace("\"female\"", "\"female\",\"name\":[{\"family\":\"" + CANARY + "\"}]"));
    client.sign(Samples.orderAlone(CANARY, ehr.address(), CANARY));
    client.post("/decide", Samples.bundle("recurrent-glioma").replace("SYNTHETIC-0001", CANARY));
  }

  private static String whole(java.net.http.HttpResponse<String> response) {
    assertThat(response.statusCode()).as("an error").isGreaterThanOrEqualTo(400);
    return response.headers().map() + response.body();
  }

  /** What no client library would send. */
  private static List<String> rawRequests(int port) throws IOException {
    List<String> answers = new ArrayList<>();
    for (String request :
        List.of(
            "GET /" + CANARY + "|{} HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: " + CANARY + "{}\r\n\r\n",
            CANARY + " / HTTP/9\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n" + CANARY + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + CANARY.repeat(3000) + "\r\n\r\n",
            "GET /%2e%2e/%00" + CANARY + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /decide HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + CANARY + "\r\n\r\n",
            "POST /decide HTTP/1.1\r\nHost: a\r\nContent-Length: " + CANARY + "\r\n\r\n")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(8000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        answers.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return answers;
  }

  /** Among the store's files, and those that Tomcat may write. */
  private List<Path> filesWithCanary() throws IOException {
    List<Path> roots = new ArrayList<>(List.of(folder));
    try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      temporary
          .filter(file -> file.getFileName().toString().startsWith("tomcat"))
          .forEach(roots::add);
    }
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(CANARY)) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }
}
