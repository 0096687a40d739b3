package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonReader;

/** The description of the API describes what is there: every operation, and no other. */
class OpenApiTest {
  @Test
  void everyDescribedOperationExistsAndEveryRouteIsDescribed(@TempDir Path folder)
      throws JsonReader.NotJsonException {
    try (Server server = TestServers.start(TestServers.demo(folder, Map.of()));
        Client client = Client.of(server)) {
      Set<String> described = new TreeSet<>();
      if (JsonReader.read(client.get("/openapi.json").body()) instanceof Json.Obj document
          && document.get("paths").orElseThrow() instanceof Json.Obj paths) {
        paths
            .members()
            .forEach(
                (path, operations) -> {
                  if (operations instanceof Json.Obj each) {
                    each.members().keySet().forEach(method -> described.add(method + " " + path));
                  }
                });
      }
      Set<String> served = new TreeSet<>();
      server.routes().stream()
          .filter(route -> !route.endsWith("/cds-services") && !route.contains("/cds-services/"))
          .filter(route -> !route.startsWith("GET /health") && !route.equals("GET /metrics"))
          .forEach(
              route -> {
                int space = route.indexOf(' ');
                served.add(
                    route.substring(0, space).toLowerCase(Locale.ROOT) + route.substring(space));
              });
      assertThat(described).isEqualTo(served);
    }
  }
}
