package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.StorageException;
import org.proviso.storage.Verification;
import org.proviso.storage.VerificationProgress;
import org.proviso.storage.embedded.EmbeddedLog;
import org.proviso.storage.postgres.PostgresLog;
import org.proviso.storage.postgres.PostgresSettings;

/**
 * Kills servers under load and looks whether an answer that a client was given is missing from the
 * log, is there twice, or is another when it is asked for again. Run by benchmarks/serve/kill.
 */
final class KillTrial {
  private static final int CONNECTIONS = 8;
  private static final int SAMPLE = 20;

  private final Random random;

  private KillTrial(long seed) {
    this.random = new Random(seed);
  }

  /** What came of a trial; it throws when something was lost, doubled or changed. */
  record Report(int kills, int acknowledged, long entries) {}

  /** Opens the log of a trial. */
  @FunctionalInterface
  interface Opening {
    DecisionLog open() throws StorageException;
  }

  /**
   * Kills one server again and again under load.
   *
   * @param environment where it keeps its answers
   */
  static Report oneServer(
      Map<String, String> environment, Opening opening, Path printed, int kills, long seed)
      throws Exception {
    var trial = new KillTrial(seed);
    var server = new ServerProcess(environment, printed);
    try {
      server.awaitReady();
      try (Load load = new Load(List.of(server.address()), CONNECTIONS)) {
        for (int kill = 0; kill < kills; kill++) {
          trial.awaitSome(load);
          server.kill();
          server.startAgain();
          server.awaitReady();
        }
        load.finish();
        trial.sameAgain(load);
        int ended = server.stop();
        assertThat(ended).as("how the last server ended").isIn(0, 143);
        return trial.check(load, opening, kills);
      }
    } finally {
      server.kill();
    }
  }

  /** Kills one of two servers on one database, under load, again and again. */
  static Report twoServers(
      Map<String, String> environment, Opening opening, Path printed, int kills, long seed)
      throws Exception {
    var trial = new KillTrial(seed);
    var one = new ServerProcess(environment, printed);
    var other = new ServerProcess(environment, printed);
    try {
      one.awaitReady();
      other.awaitReady();
      try (Load load = new Load(List.of(one.address(), other.address()), CONNECTIONS)) {
        for (int kill = 0; kill < kills; kill++) {
          trial.awaitSome(load);
          ServerProcess victim = kill % 2 == 0 ? one : other;
          victim.kill();
          // The other one carries on alone for a while.
          trial.awaitSome(load);
          victim.startAgain();
          victim.awaitReady();
        }
        load.finish();
        trial.sameAgain(load);
        one.stop();
        other.stop();
        return trial.check(load, opening, kills);
      }
    } finally {
      one.kill();
      other.kill();
    }
  }

  /** Waits until some more calls were answered, and a moment that is never the same. */
  private void awaitSome(Load load) throws InterruptedException {
    int before = load.acknowledged.size();
    for (int waits = 0; load.acknowledged.size() < before + CONNECTIONS && waits < 6000; waits++) {
      Thread.sleep(10);
    }
    Thread.sleep(random.nextInt(400));
  }

  private void sameAgain(Load load) throws InterruptedException {
    int count = 0;
    for (var answered : load.acknowledged.entrySet()) {
      if (count++ == SAMPLE) {
        break;
      }
      assertThat(load.sign(answered.getKey(), count))
          .as("the same call again")
          .isEqualTo(answered.getValue());
    }
  }

  private Report check(Load load, Opening opening, int kills) throws StorageException {
    try (DecisionLog log = opening.open()) {
      for (String answer : load.acknowledged.values()) {
        String id = ConversationTest.assertionId(answer);
        assertThat(log.byAssertion(id)).as("the acknowledged assertion %s", id).isPresent();
      }
      Verification verification = log.verify(List.of(), VerificationProgress.none());
      assertThat(verification.findings()).isEmpty();
      // An answer is two entries, the answer and its one assertion: as many as were acknowledged,
      // because every call was sent until it was.
      assertThat(verification.entries()).isEqualTo(2L * load.acknowledged.size());
      return new Report(kills, load.acknowledged.size(), verification.entries());
    }
  }

  static Report embedded(Path folder, int kills, long seed) throws Exception {
    Path store = folder.resolve("store-" + UUID.randomUUID());
    return oneServer(
        Map.of("PROVISO_STORAGE_FOLDER", store.toString()),
        () -> EmbeddedLog.open(store),
        folder.resolve("server.log"),
        kills,
        seed);
  }

  static Map<String, String> environment(EmbeddedPostgres postgres) {
    return Map.of(
        "PROVISO_STORAGE", "postgresql",
        "PROVISO_DATABASE_URL", url(postgres),
        "PROVISO_DATABASE_USER", "postgres",
        "PROVISO_DATABASE_PASSWORD", "postgres");
  }

  private static String url(EmbeddedPostgres postgres) {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
  }

  static Opening opening(EmbeddedPostgres postgres) {
    return () -> PostgresLog.open(new PostgresSettings(url(postgres), "postgres", "postgres"));
  }

  /**
   * Runs a trial and prints what came of it.
   *
   * @param arguments {@code embedded}, {@code postgresql} or {@code two-servers}; then how many
   *     kills
   */
  public static void main(String[] arguments) throws Exception {
    String kind = arguments[0];
    int kills = Integer.parseInt(arguments[1]);
    long seed = System.nanoTime();
    Path folder = Files.createTempDirectory("proviso-kill");
    Report report =
        switch (kind) {
          case "embedded" -> embedded(folder, kills, seed);
          case "postgresql", "two-servers" -> postgresql(kind, folder, kills, seed);
          default -> throw new IllegalArgumentException("embedded, postgresql or two-servers");
        };
    System.out.printf(
        "%s: %d kills, %d acknowledged answers, %d entries, chain whole, none missing, none doubled%n",
        kind, report.kills(), report.acknowledged(), report.entries());
  }

  private static Report postgresql(String kind, Path folder, int kills, long seed)
      throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Path printed = folder.resolve("server.log");
      return kind.equals("two-servers")
          ? twoServers(environment(postgres), opening(postgres), printed, kills, seed)
          : oneServer(environment(postgres), opening(postgres), printed, kills, seed);
    } catch (IOException failure) {
      throw new IllegalStateException("PostgreSQL cannot run here", failure);
    }
  }
}
