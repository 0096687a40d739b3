package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few rounds of {@link KillTrial}; twenty are run by its command. */
class KillTrialTest {
  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostFromTheEmbeddedStore() throws Exception {
    var trial = new KillTrial("embedded", folder.toString(), 1);
    for (int round = 0; round < 3; round++) {
      sound(trial.round());
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenOneOfTwoServersOnPostgresIsKilled() throws Exception {
    try (EmbeddedPostgres postgres = postgres()) {
      var trial = new KillTrial("postgres", KillTrial.url(postgres), 2);
      for (int round = 0; round < 2; round++) {
        sound(trial.round());
      }
    }
  }

  private static EmbeddedPostgres postgres() {
    try {
      return KillTrial.durablePostgres();
    } catch (IOException | IllegalStateException failure) {
      return Assumptions.abort("PostgreSQL cannot run here: " + failure.getMessage());
    }
  }

  private static void sound(KillTrial.Round round) {
    assertThat(round.missing()).isZero();
    assertThat(round.verification().findings()).isEmpty();
    assertThat(round.acknowledged()).isPositive();
  }
}
