package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small version of the trials that benchmarks/serve/kill runs in full. */
class KillTest {
  @TempDir private Path folder;

  @Test
  void aServerThatIsKilledUnderLoadLosesNoAnswer() throws Exception {
    assertThat(KillTrial.embedded(folder, 2, 1).acknowledged()).isGreaterThan(16);
  }

  @Test
  void oneOfTwoServersThatIsKilledTakesNoAnswerWithItAndDoublesNone() throws Exception {
    Optional<EmbeddedPostgres> running = start();
    Assumptions.assumeTrue(running.isPresent(), "PostgreSQL cannot run here");
    try (EmbeddedPostgres postgres = running.orElseThrow()) {
      assertThat(
              KillTrial.twoServers(
                      KillTrial.environment(postgres),
                      KillTrial.opening(postgres),
                      folder.resolve("server.log"),
                      1,
                      1)
                  .acknowledged())
          .isGreaterThan(16);
    }
  }

  private static Optional<EmbeddedPostgres> start() {
    try {
      return Optional.of(EmbeddedPostgres.start());
    } catch (IOException | IllegalStateException cannot) {
      return Optional.empty();
    }
  }
}
