package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one request may take, and how the server travels. */
class LimitsTest {
  @TempDir private Path folder;

  @Test
  void bodiesAndHeadersAreBoundedAndSlowClientsAreNotWaitedFor() throws IOException {
    var settings =
        Map.of(
            "limits.body-bytes", "50000", "limits.body-within-ms", "600", "limits.nesting", "20");
    try (Server server = TestServers.start(TestServers.demo(folder, settings));
        Client client = Client.of(server)) {
      assertThat(client.sign(" ".repeat(60_000)).statusCode()).isEqualTo(413);
      HttpResponse<String> deep = client.sign("[".repeat(21) + "]".repeat(21));
      assertThat(deep.statusCode()).isEqualTo(400);
      assertThat(deep.body()).contains("deeper than 20");
      HttpResponse<String> type =
          client.send(
              client
                  .request("/decide")
                  .header("Content-Type", "text/plain")
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(type.statusCode()).isEqualTo(415);
      assertThat(raw(server, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 400");
      assertThat(raw(server, chunked(60_000))).startsWith("HTTP/1.1 413");
      assertThat(trickle(server)).startsWith("HTTP/1.1 408");
      assertThat(client.sign(Samples.orderSign()).statusCode()).isEqualTo(200);
    }
  }

  private static String chunked(int bytes) {
    return "POST /decide HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(bytes)
        + "\r\n"
        + " ".repeat(bytes)
        + "\r\n0\r\n\r\n";
  }

  private static String raw(Server server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(8000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      return new String(start, StandardCharsets.US_ASCII);
    }
  }

  /** Sends a byte at a time, never silent for long. */
  private static String trickle(Server server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(8000);
      socket
          .getOutputStream()
          .write(
              "POST /decide HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      for (int count = 0; count < 60 && socket.getInputStream().available() == 0; count++) {
        socket.getOutputStream().write(' ');
        Thread.sleep(50);
      }
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aClientThatAsksTooOftenIsToldToWait() {
    try (Server server =
            TestServers.start(TestServers.demo(folder, Map.of("limits.requests-per-second", "1")));
        Client client = Client.of(server)) {
      HttpResponse<String> last = client.get("/");
      for (int count = 0; count < 3; count++) {
        last = client.get("/");
      }
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValue("Retry-After")).isPresent();
      // An EHR has a count of its own.
      assertThat(client.sign(Samples.orderSign()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itSpeaksTlsWithACertificateFromPemFiles() throws Exception {
    Path store = folder.resolve("store.p12");
    int made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(made).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    pem("tls.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    pem("tls.key", "PRIVATE KEY", keys.getKey("server", "changeit".toCharArray()).getEncoded());
    var settings = new HashMap<String, String>();
    settings.put("tls.certificate", folder.resolve("tls.crt").toString());
    settings.put("tls.key", folder.resolve("tls.key").toString());
    settings.put("public-address", "https://localhost");
    try (Server server = TestServers.start(TestServers.demo(folder, settings));
        HttpClient http = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:" + server.port() + "/cds-services"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  private void pem(String name, String kind, byte[] content) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), kind));
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
