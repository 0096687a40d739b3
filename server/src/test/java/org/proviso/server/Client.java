package org.proviso.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server over HTTP. */
final class Client implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String token;

  Client(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Asks a server without a token. */
  static Client of(Server server) {
    return new Client("http://127.0.0.1:" + server.port(), "");
  }

  /** The management door of a server. */
  static Client management(Server server) {
    return new Client("http://127.0.0.1:" + server.managementPort(), "");
  }

  Client with(String otherToken) {
    return new Client(base, otherToken);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> sign(String body) {
    return post("/cds-services/order-sign-crd", body);
  }

  HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IllegalStateException("no answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
