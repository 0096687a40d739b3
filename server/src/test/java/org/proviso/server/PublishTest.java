package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proviso.command.CommandFailure;
import org.proviso.command.Console;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;

/** Guidelines are published while a server runs. */
class PublishTest {
  private static final String NEWER = "04-70540-07/2025-06-01.md";

  @TempDir private Path folder;
  private Path library;

  /** A small library: one version, and what it uses. */
  @BeforeEach
  void library() throws IOException {
    library = folder.resolve("library");
    for (String file :
        List.of(
            "library.properties",
            "shared/request.md",
            "shared/brain-mrs.md",
            "04-70540-07/2025-05-15.md")) {
      Path copy = library.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Samples.ROOT.resolve("guidelines").resolve(file), copy);
    }
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("guidelines", "released");
    settings.put("library", library.toString());
    settings.put("guidelines.refresh-ms", "100");
    return settings;
  }

  /** The same guideline, from a later date on. */
  private String newer() throws IOException {
    return Files.readString(library.resolve("04-70540-07/2025-05-15.md"))
        .replace("effective: 2025-05-15", "effective: 2025-06-01")
        .replace("reviewed: 2025-04-24\n", "");
  }

  private static String publication(String path, String content) {
    return JsonWriter.canonical(
        new Json.Members()
            .put("person", "Mary Smith")
            .put(
                "files",
                Json.array(
                    List.of(
                        new Json.Members().put("path", path).put("content", content).toObject())))
            .toObject());
  }

  @Test
  void aReleaseIsActiveAtOnceAndEarlierDecisionsAreReplayedWithTheirs() throws IOException {
    try (Server server = TestServers.start(TestServers.demo(folder, settings()));
        Client client = Client.of(server)) {
      assertThat(client.get("/guidelines").body()).contains("\"release\": 1");
      String before = client.sign(Samples.orderSign()).body();
      assertThat(before).contains("version 2025-05-15");

      HttpResponse<String> published = client.post("/releases", publication(NEWER, newer()));
      assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
      assertThat(published.body()).contains("\"release\": 2", "Mary Smith", "2025-06-01");
      String after = client.sign(Samples.orderSign()).body();
      assertThat(after).contains("version 2025-06-01").doesNotContain("version 2025-05-15");

      for (String answer : List.of(before, after)) {
        assertThat(
                client
                    .post("/decisions/" + ConversationTest.assertionId(answer) + "/replay", "")
                    .body())
            .contains("\"same\": true");
      }
      assertThat(client.post("/releases", publication(NEWER, newer())).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aDocumentThatFailsACheckChangesNothing() throws IOException {
    try (Server server = TestServers.start(TestServers.demo(folder, settings()));
        Client client = Client.of(server)) {
      for (String bad :
          List.of(
              newer().replace("```criteria", "```criteria\n((("),
              "not a guideline",
              newer().replace("effective: 2025-06-01", "effective: 2025-05-15") + "\nchanged\n")) {
        HttpResponse<String> refused = client.post("/releases", publication(NEWER, bad));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("\"problems\"");
      }
      assertThat(client.post("/releases", publication("../outside.md", newer())).statusCode())
          .isEqualTo(422);
      assertThat(client.post("/releases", "{\"person\": 7}").statusCode()).isEqualTo(422);
      assertThat(client.get("/guidelines").body()).contains("\"release\": 1");
      assertThat(client.sign(Samples.orderSign()).body()).contains("version 2025-05-15");
    }
  }

  @Test
  void aPayerOfNoGuidelineIsRefusedWhenItIsPublished() throws IOException {
    try (Server server = TestServers.start(TestServers.demo(folder, settings()));
        Client client = Client.of(server)) {
      HttpResponse<String> refused =
          client.post("/releases", publication("library.properties", "payer=Florida Bleu\n"));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body())
          .contains("payer-without-guideline", "Florida Bleu", "they are of: Florida Blue");
      assertThat(client.get("/guidelines").body()).contains("\"release\": 1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"released", "folder"})
  void aPayerOfNoGuidelineIsNothingToStartWith(String guidelines) throws IOException {
    Files.writeString(library.resolve("library.properties"), "payer=Florida Bleu\n");
    var settings = settings();
    settings.put("guidelines", guidelines);
    assertThatThrownBy(() -> Stores.open(TestServers.demo(folder, settings)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("Florida Bleu");
  }

  @Test
  void aCallThatIsUnderWayKeepsTheVersionThatItBeganWith() throws IOException {
    String publication = publication(NEWER, newer());
    var address = new StringBuilder();
    FakeEhr.Manner publishing =
        (exchange, honest) -> {
          try (Client publisher = new Client(address.toString(), "")) {
            assertThat(publisher.post("/releases", publication).statusCode()).isIn(200, 201);
          }
          FakeEhr.send(exchange, 200, honest);
        };
    try (FakeEhr ehr = new FakeEhr(publishing)) {
      var settings = settings();
      settings.putAll(ehr.settings());
      settings.put("limits.ehr-within-ms", "20000");
      settings.put("limits.answer-within-ms", "30000");
      try (Server server = TestServers.start(TestServers.demo(folder, settings));
          Client client = Client.of(server)) {
        address.append("http://127.0.0.1:").append(server.port());
        String answer =
            client
                .sign(
                    Samples.orderAlone(UUID.randomUUID().toString(), ehr.address(), FakeEhr.TOKEN))
                .body();
        assertThat(client.get("/guidelines").body()).contains("\"release\": 2");
        assertThat(answer).contains("version 2025-05-15").doesNotContain("version 2025-06-01");
      }
    }
  }

  @Test
  void theCommandPublishesIntoTheStoreOfARunningServerAndAuditsIt() throws Exception {
    Path config = folder.resolve("proviso.conf");
    Files.writeString(
        config,
        "storage.folder=%s\nlibrary=%s\nguidelines=released\n"
            .formatted(folder.resolve("store"), library));
    Files.writeString(library.resolve(NEWER), newer());
    try (Server server = TestServers.start(TestServers.demo(folder, settings()));
        Client client = Client.of(server)) {
      // What the first start published is all of the library; the document is there already.
      assertThat(client.get("/guidelines").body()).contains("2025-06-01");
      Path later = library.resolve("04-70540-07/2025-06-10.md");
      Files.writeString(later, newer().replace("effective: 2025-06-01", "effective: 2025-06-10"));
      assertThat(
              run(
                  "publish",
                  later.toString(),
                  "--by",
                  "Mary Smith",
                  "--demo",
                  "--config",
                  config.toString()))
          .contains("exit 0", "Release 2 by Mary Smith", "04-70540-07 2025-06-10");
      for (int count = 0;
          count < 100 && !client.get("/guidelines").body().contains("2025-06-10");
          count++) {
        Thread.sleep(50);
      }
      assertThat(client.sign(Samples.orderSign()).body()).contains("version 2025-06-10");

      Files.writeString(later, "broken");
      assertThat(
              run(
                  "publish",
                  later.toString(),
                  "--by",
                  "Mary Smith",
                  "--demo",
                  "--config",
                  config.toString()))
          .contains("exit 1", "nothing was published");
      String head = run("audit", "head", "--demo", "--config", config.toString());
      assertThat(head).contains("exit 0");
      assertThat(
              run(
                  "audit",
                  "verify",
                  "--demo",
                  "--config",
                  config.toString(),
                  "--anchor",
                  head.substring(0, head.indexOf('\n'))))
          .contains("exit 0", "whole", "head ");
    }
  }

  private static String run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int exitCode =
        Main.run(new Console(stream, stream, InputStream.nullInputStream(), Map.of()), arguments);
    return out.toString(StandardCharsets.UTF_8) + "exit " + exitCode;
  }
}
