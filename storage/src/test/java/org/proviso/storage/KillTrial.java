package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.proviso.ground.digest.Sha256;

/**
 * Kills servers with signal 9 while they append, again and again on the same store, and looks
 * whether everything that was acknowledged is there, the chain is whole, the store opens, and
 * requests that were in doubt are stored once when they are sent again.
 *
 * <p>{@code KillTrial embedded 20}, {@code KillTrial postgres 20} or {@code KillTrial two-servers
 * 20}; prints one line a round.
 */
final class KillTrial {
  private final String kind;
  private final String where;
  private final int servers;
  private final Random random = new Random(20_261_122);
  private final Map<String, LoggedEntryLine> acknowledged = new HashMap<>();

  /** What a server said of an entry that it had stored. */
  private record LoggedEntryLine(long sequence, String hash) {}

  /**
   * What one round showed.
   *
   * @param acknowledged entries acknowledged in this round
   * @param inDoubt entries sent and not answered when the server was killed
   * @param inDoubtStored those of them that turned out to be stored
   * @param missing acknowledged entries, of all rounds, that are not there as they were
   * @param openMilliseconds how long the store took to open after the kill
   */
  record Round(
      int acknowledged,
      int inDoubt,
      int inDoubtStored,
      int missing,
      Verification verification,
      long openMilliseconds) {
    boolean sound() {
      return missing == 0 && verification.whole() && acknowledged > 0;
    }
  }

  KillTrial(String kind, String where, int servers) {
    this.kind = kind;
    this.where = where;
    this.servers = servers;
  }

  /** Runs servers, kills the first under load, lets the others go on, and kills them too. */
  Round round() throws IOException, InterruptedException, StorageException {
    var running = new ArrayList<Server>();
    for (int server = 0; server < servers; server++) {
      running.add(new Server());
    }
    for (Server server : running) {
      server.awaitAcknowledged(50);
    }
    Thread.sleep(random.nextInt(20, 800));
    running.getFirst().kill();
    for (Server survivor : running.subList(1, servers)) {
      survivor.awaitAcknowledged(survivor.acknowledged.size() + 200);
      survivor.kill();
    }
    Set<String> inDoubt = new HashSet<>();
    int count = 0;
    for (Server server : running) {
      count += server.acknowledged.size();
      acknowledged.putAll(server.acknowledged);
      inDoubt.addAll(server.sent);
      inDoubt.removeAll(server.acknowledged.keySet());
    }
    long start = System.nanoTime();
    try (DecisionLog log = Appender.open(kind, where)) {
      long opened = (System.nanoTime() - start) / 1_000_000;
      int missing = missing(log);
      int stored = 0;
      for (String id : inDoubt) {
        Appended again = log.append(List.of(Appender.entry(id))).getFirst();
        stored += again instanceof Appended.Repeated ? 1 : 0;
      }
      Verification verification = log.verify(anchors(), VerificationProgress.none());
      return new Round(count, inDoubt.size(), stored, missing, verification, opened);
    }
  }

  private int missing(DecisionLog log) throws StorageException {
    int missing = 0;
    for (var each : acknowledged.entrySet()) {
      Optional<LoggedEntry> found = log.byAssertion(each.getKey());
      boolean there =
          found.isPresent()
              && found.get().sequence() == each.getValue().sequence()
              && found.get().hash().hex().equals(each.getValue().hash());
      missing += there ? 0 : 1;
    }
    return missing;
  }

  private List<Anchor> anchors() {
    return acknowledged.values().stream()
        .limit(100)
        .map(line -> Anchor.of(new LogHead(line.sequence(), new Sha256(line.hash()))))
        .toList();
  }

  /** A process that appends. */
  private final class Server {
    private final Process process;
    private final Thread reader;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, LoggedEntryLine> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong target = new AtomicLong(Long.MAX_VALUE);
    private volatile CountDownLatch reached = new CountDownLatch(1);

    Server() throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dslf4j.internal.verbosity=ERROR",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Appender.class.getName(),
                  kind,
                  where)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] words = line.split(" ", -1);
          if (words[0].equals("sent") && words.length == 2 && words[1].length() == 36) {
            sent.add(words[1]);
          } else if (words[0].equals("kept") && words.length == 4 && Sha256.isOne(words[3])) {
            acknowledged.put(words[1], new LoggedEntryLine(Long.parseLong(words[2]), words[3]));
            if (acknowledged.size() >= target.get()) {
              reached.countDown();
            }
          }
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    void awaitAcknowledged(int entries) throws InterruptedException {
      reached = new CountDownLatch(1);
      target.set(entries);
      if (acknowledged.size() < entries && !reached.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "the server acknowledged only %d entries".formatted(acknowledged.size()));
      }
    }

    /**
     * Signal 9; then reads to the end what it had said, which killing by the process would close.
     */
    void kill() throws InterruptedException {
      assertThat(process.toHandle().destroyForcibly()).isTrue();
      reader.join();
      process.waitFor();
    }
  }

  /** Runs a trial by command. */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[1]);
    int servers = arguments[0].equals("two-servers") ? 2 : 1;
    if (arguments[0].equals("embedded")) {
      Path folder = Files.createTempDirectory("kill-trial");
      rounds(new KillTrial("embedded", folder.toString(), servers), rounds);
    } else {
      try (EmbeddedPostgres postgres = durablePostgres()) {
        rounds(new KillTrial("postgres", url(postgres), servers), rounds);
      }
    }
  }

  private static void rounds(KillTrial trial, int rounds) throws Exception {
    int sound = 0;
    for (int number = 1; number <= rounds; number++) {
      Round round = trial.round();
      sound += round.sound() ? 1 : 0;
      System.out.printf(
          "round %d: %d acknowledged, %d of all missing, %d in doubt (%d stored), %d entries, chain %s, opened in %d ms%n",
          number,
          round.acknowledged(),
          round.missing(),
          round.inDoubt(),
          round.inDoubtStored(),
          round.verification().entries(),
          round.verification().whole() ? "whole" : round.verification().findings(),
          round.openMilliseconds());
    }
    System.out.printf(
        "%d of %d rounds sound; %d entries acknowledged in all%n",
        sound, rounds, trial.acknowledged.size());
  }

  /** A server that keeps what it acknowledges, which the library's own defaults do not. */
  static EmbeddedPostgres durablePostgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  static String url(EmbeddedPostgres postgres) {
    return "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort());
  }
}
