package org.proviso.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.command.ExitCode;
import org.proviso.ground.Problem;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.server.settings.Settings;
import org.proviso.storage.Content;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.StorageException;
import org.proviso.storage.release.LibraryFolder;
import org.proviso.storage.release.LogGuidelineStore;
import org.proviso.storage.release.Publication;
import org.proviso.storage.release.Published;
import org.proviso.storage.release.Release;
import org.proviso.storage.release.ReleasedVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes guidelines: checks them, and makes them the next release or leaves everything. */
@Command(
    name = "publish",
    description = "Publishes guidelines to a running server, or into the store it reads.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every running server on the store takes the release up within guidelines.refresh-ms.",
      "Exit code 0: published, or nothing had changed; 1: a check failed, nothing was published.",
      "With --to, the bearer token is read from PROVISO_TOKEN.",
      "Example: proviso publish guidelines/04-70540-07/2025-05-15.md --by 'Mary Smith'"
    })
final class PublishCommand implements Callable<Integer> {
  private static final String TOKEN = "PROVISO_TOKEN";

  private final Console console;

  @Parameters(
      paramLabel = "FILES",
      arity = "1..*",
      description = "Documents and value sets, or the folder of a library.")
  List<Path> files = List.of();

  @Mixin ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--by",
      paramLabel = "PERSON",
      description = "Who answers for it; default: the user of this machine.")
  String person = System.getProperty("user.name", "");

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, in a few words.")
  String note = "";

  @Option(
      names = "--replaces-versions",
      description = "A published version may get another content: a correction.")
  boolean replaces;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "A running server, for example https://crd.example-payer.com.")
  @Nullable URI server;

  PublishCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SortedMap<String, Content> read = read();
    var publication = new Publication(read, person, note, replaces);
    return server == null ? intoStore(publication) : toServer(server, publication);
  }

  private SortedMap<String, Content> read() {
    var all = new TreeMap<String, Content>();
    for (Path file : files) {
      try {
        if (Files.isDirectory(file)) {
          all.putAll(LibraryFolder.read(file));
        } else {
          all.put(path(file), Content.of(Files.readAllBytes(file)));
        }
      } catch (IOException unreadable) {
        throw new CommandFailure(
            ExitCode.BAD_INPUT,
            "unreadable",
            file.toString(),
            "It cannot be read.",
            "Name a document, a value set, or the folder of a library.");
      }
    }
    return all;
  }

  /** From the library's root on, which is the folder above the document's own. */
  private static String path(Path file) throws IOException {
    Path real = file.toRealPath();
    for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("library.properties"))) {
        return folder.relativize(real).toString().replace('\\', '/');
      }
    }
    Path folder = real.getParent();
    return (folder == null ? "" : folder.getFileName() + "/") + real.getFileName();
  }

  private int intoStore(Publication publication) {
    Settings settings = config.settings(console);
    try (DecisionLog log = Stores.log(settings.storage())) {
      Published published = Stores.publishing(LogGuidelineStore.open(log)).publish(publication);
      return switch (published) {
        case Published.Done(Release release, List<ReleasedVersion> changed) -> {
          console
              .out()
              .printf(
                  "Release %d by %s: %d versions are new or changed.%n",
                  release.number(), release.publishedBy(), changed.size());
          for (ReleasedVersion version : changed) {
            console.out().printf("  %s %s%n", version.guideline(), version.version());
          }
          yield ExitCode.OK;
        }
        case Published.Unchanged(Release release) -> {
          console.out().printf("Release %d has exactly this already.%n", release.number());
          yield ExitCode.OK;
        }
        case Published.Refused(List<Problem> problems) -> {
          console.problems(false, problems);
          console.err().println("proviso: nothing was published.");
          yield ExitCode.FINDINGS;
        }
      };
    } catch (StorageException failure) {
      throw Stores.failure(failure);
    }
  }

  private int toServer(URI address, Publication publication) throws InterruptedException {
    Json body =
        new Json.Members()
            .put("person", publication.person())
            .put("note", publication.note())
            .put("replacesVersions", new Json.Bool(publication.replacesVersions()))
            .put(
                "files",
                Json.array(
                    publication.files().entrySet().stream()
                        .map(
                            file ->
                                new Json.Members()
                                    .put("path", file.getKey())
                                    .put("content", file.getValue().text())
                                    .toObject())
                        .toList()))
            .toObject();
    var request =
        HttpRequest.newBuilder(URI.create(address.toString().replaceFirst("/+$", "") + "/releases"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonWriter.canonical(body)));
    String token = console.environment().get(TOKEN);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      console.out().print(response.body());
      return switch (response.statusCode()) {
        case 200, 201 -> ExitCode.OK;
        case 422 -> ExitCode.FINDINGS;
        default -> ExitCode.UNAVAILABLE;
      };
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "no-server",
          address.toString(),
          "The server does not answer.",
          "See that it runs, and that the address is the one that clients use.");
    }
  }
}
