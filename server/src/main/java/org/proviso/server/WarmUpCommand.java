package org.proviso.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.proviso.command.ExitCode;
import org.proviso.server.settings.InvalidSettingsException;
import org.proviso.server.settings.Settings;
import org.proviso.server.settings.SettingsReader;
import org.proviso.terminology.Terminology;
import picocli.CommandLine.Command;

/**
 * Starts a demonstration on a store that is thrown away, asks it some things and stops it, so that
 * the ahead-of-time cache holds what a server needs. The launcher calls it once.
 */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  private static final int CALLS = 300;

  @Override
  public Integer call() throws IOException, InvalidSettingsException, InterruptedException {
    Path folder = Files.createTempDirectory("proviso-warm-up");
    try {
      Settings settings =
          SettingsReader.read(
              Map.of(
                  "listen.port", "0",
                  "management.port", "0",
                  "storage.folder", folder.toString(),
                  "limits.requests-per-second", "100000"),
              "warm-up",
              Map.of(),
              true,
              ConfigOptions.home());
      Ports ports = Stores.open(settings);
      try (Server server = Server.start(settings, () -> ports, Terminology.standard());
          HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        ask(http, server);
      }
      return ExitCode.OK;
    } finally {
      remove(folder);
    }
  }

  private static void ask(HttpClient http, Server server) throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + server.port();
    String call = new String(WarmUp.call(), StandardCharsets.UTF_8);
    for (String path : new String[] {"/", "/cds-services", "/guidelines", "/openapi.json"}) {
      http.send(
          HttpRequest.newBuilder(URI.create(base + path)).build(),
          HttpResponse.BodyHandlers.discarding());
    }
    http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.managementPort() + "/health"))
            .build(),
        HttpResponse.BodyHandlers.discarding());
    for (int count = 0; count < CALLS; count++) {
      var request =
          HttpRequest.newBuilder(URI.create(base + "/cds-services/order-sign-crd"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      call.replace("-000000000000", "-%012d".formatted(count))))
              .build();
      http.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
    }
  }
}
