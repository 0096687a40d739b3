package org.proviso.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Clients that sign orders as fast as they are answered, and remember what they were told. A call
 * that is not answered is sent again, the same bytes, until it is.
 */
final class Load implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 2000;

  private final List<String> servers;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final List<Future<?>> clients = new ArrayList<>();

  /** What was acknowledged: hook instance to answer. */
  final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  /**
   * Begins.
   *
   * @param servers base addresses; a client that gets no answer from one asks the next
   */
  Load(List<String> servers, int connections) {
    this.servers = List.copyOf(servers);
    for (int client = 0; client < connections; client++) {
      int first = client;
      clients.add(
          threads.submit(
              () -> {
                while (going.get()) {
                  String instance = UUID.randomUUID().toString();
                  acknowledged.put(instance, sign(instance, first));
                }
                return first;
              }));
    }
  }

  /** Signs an order until it is answered. */
  String sign(String instance, int first) throws InterruptedException {
    String body = Samples.orderSign(instance);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var request =
          HttpRequest.newBuilder(
                  URI.create(
                      servers.get((first + attempt) % servers.size())
                          + "/cds-services/order-sign-crd"))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          return response.body();
        }
        if (response.statusCode() < 500) {
          throw new IllegalStateException("refused: " + response.body());
        }
      } catch (IOException noAnswer) {
        // The server was killed, or is not there yet.
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("never answered");
  }

  /** Lets every client finish its call. */
  void finish() throws Exception {
    going.set(false);
    for (Future<?> client : clients) {
      client.get(120, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    going.set(false);
    threads.shutdownNow();
    http.shutdownNow();
  }
}
