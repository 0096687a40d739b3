package org.proviso.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;
import org.proviso.ground.json.JsonWriter;

/** An EHR's FHIR server over HTTP: an honest one, or one that misbehaves in some way. */
final class FakeEhr implements AutoCloseable {
  /** What it does with a question. */
  @FunctionalInterface
  interface Manner {
    void answer(HttpExchange exchange, String honest) throws IOException, InterruptedException;
  }

  static final String TOKEN = "token-of-the-call";
  static final Manner HONEST = (exchange, honest) -> send(exchange, 200, honest);

  final List<String> questions = new CopyOnWriteArrayList<>();
  final List<String> tokens = new CopyOnWriteArrayList<>();
  private final AtomicReference<Manner> manner = new AtomicReference<>();
  private final Map<String, String> byType = new HashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakeEhr(Manner manner) {
    become(manner);
    fill();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext(
        "/fhir",
        exchange -> {
          questions.add(exchange.getRequestURI().toString());
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          String type =
              exchange.getRequestURI().getPath().substring("/fhir/".length()).split("/", 2)[0];
          try {
            this.manner.get().answer(exchange, byType.getOrDefault(type, searchset(List.of())));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  /** What the sample call has in its prefetch is what the EHR knows. */
  private void fill() {
    try {
      if (JsonReader.read(Samples.orderSign()) instanceof Json.Obj call
          && call.get("prefetch").orElseThrow() instanceof Json.Obj prefetch) {
        for (Json value : prefetch.members().values()) {
          if (value instanceof Json.Obj bundle
              && bundle.get("entry").orElse(null) instanceof Json.Array(List<Json> entries)) {
            byType.put(type(entries.getFirst()), JsonWriter.canonical(bundle));
          }
        }
      }
    } catch (JsonReader.NotJsonException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String type(Json entry) {
    return entry instanceof Json.Obj object
            && object.get("resource").orElseThrow() instanceof Json.Obj resource
            && resource.get("resourceType").orElseThrow() instanceof Json.Text(String name)
        ? name
        : "";
  }

  static String searchset(List<String> entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Behaves in another way from now on, and forgets what it was asked. */
  void become(Manner other) {
    manner.set(other);
    questions.clear();
    tokens.clear();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
  }

  /** The settings that let it be asked. */
  Map<String, String> settings() {
    return Map.of(
        "client.ehr.issuer",
        TestIssuer.ISSUER,
        "client.ehr.keys",
        "http://127.0.0.1:9/keys",
        "client.ehr.fhir-servers",
        address());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
