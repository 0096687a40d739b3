package org.proviso.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server in a process of its own, to be killed. */
final class ServerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final int port = freePort();
  private final int managementPort = freePort();
  private final Map<String, String> environment;
  private final Path log;
  private Process process;

  /**
   * Starts one.
   *
   * @param environment where it keeps its answers
   * @param log a file for what it prints
   */
  ServerProcess(Map<String, String> environment, Path log) {
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.process = launch();
  }

  private Process launch() {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dproviso.home=" + Samples.ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            "org.proviso.server.Main",
            "serve",
            "--demo");
    builder.environment().putAll(environment);
    builder.environment().put("PROVISO_LISTEN_PORT", Integer.toString(port));
    builder.environment().put("PROVISO_MANAGEMENT_PORT", Integer.toString(managementPort));
    builder.environment().put("PROVISO_LIMITS_REQUESTS_PER_SECOND", "1000000");
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until it answers. */
  void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + managementPort + "/health/readiness"))
              .timeout(Duration.ofSeconds(2))
              .build();
      while (System.nanoTime() - deadline < 0) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the server did not start; see " + log);
        }
        try {
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          // It does not listen yet.
        }
        Thread.sleep(20);
      }
    }
    throw new IllegalStateException("the server was not ready in time; see " + log);
  }

  /** Ends it as a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again after it was killed. */
  void startAgain() {
    process = launch();
  }

  /** Stops it as an operator would, and says how it ended. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
