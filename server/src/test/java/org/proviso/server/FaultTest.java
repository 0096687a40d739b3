package org.proviso.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proviso.storage.Anchor;
import org.proviso.storage.Appended;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.EntryKind;
import org.proviso.storage.Health;
import org.proviso.storage.LogHead;
import org.proviso.storage.LoggedEntry;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.Verification;
import org.proviso.storage.VerificationProgress;

/**
 * Faults in front of everything that the server stands on, at every step that a call takes. Never
 * is a call answered as covered that is not in the log, never is an answer lost or doubled, and
 * always is something said in time.
 */
class FaultTest {
  private static final Map<String, String> QUICK =
      Map.of(
          "limits.answer-within-ms", "10000",
          "limits.ehr-within-ms", "500",
          // The refresher asks the clock too, and would meet faults that are meant for calls.
          "guidelines.refresh-ms", "3600000");

  @TempDir private Path folder;

  /** Something that goes wrong. */
  interface Trouble {
    void happen() throws StorageException;
  }

  record Kind(String name, Trouble trouble) {
    /** How long a call may take: short where that is what is waited for. */
    int answerWithinMillis() {
      return name.equals("no answer") ? 1500 : 10_000;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind(
            "an exception",
            () -> {
              throw new IllegalStateException("canary");
            }),
        new Kind(
            "no memory",
            () -> {
              throw new OutOfMemoryError("canary");
            }),
        new Kind(
            "no stack",
            () -> {
              throw new StackOverflowError();
            }),
        new Kind(
            "a missing class",
            () -> {
              throw new NoClassDefFoundError("canary");
            }),
        new Kind(
            "the store away",
            () -> {
              throw storage(StorageFault.Stored.NO);
            }),
        new Kind(
            "a store that may have stored",
            () -> {
              throw storage(StorageFault.Stored.UNKNOWN);
            }),
        new Kind("no answer", FaultTest::hang));
  }

  private static StorageException storage(StorageFault.Stored stored) {
    return new StorageException(
        new StorageFault.Unavailable("test", "It is away.", "Wait.", stored));
  }

  private static void hang() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException given) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("given up", given);
    }
  }

  /** Makes trouble at one step, counted from the moment it is armed. */
  private static final class Steps {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger at = new AtomicInteger(-1);
    private final AtomicReference<Trouble> trouble = new AtomicReference<>();

    void arm(int step, Trouble what) {
      trouble.set(what);
      next.set(0);
      at.set(step);
    }

    void disarm() {
      at.set(-1);
    }

    /** Whether the step was reached. */
    boolean fired() {
      return next.get() > at.get();
    }

    void pass() throws StorageException {
      int armed = at.get();
      if (armed >= 0 && next.getAndIncrement() == armed) {
        trouble.get().happen();
      }
    }

    /** For steps that may not throw what a store throws. */
    void passUnchecked() {
      try {
        pass();
      } catch (StorageException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  /** A log with a step before and after whatever a call does with it. */
  private record TroubledLog(DecisionLog inner, Steps steps) implements DecisionLog {
    @Override
    public List<Appended> append(List<NewEntry> entries) throws StorageException {
      steps.pass();
      List<Appended> appended = inner.append(entries);
      steps.pass();
      return appended;
    }

    @Override
    public Optional<LoggedEntry> byAssertion(String assertionId) throws StorageException {
      return inner.byAssertion(assertionId);
    }

    @Override
    public Optional<LoggedEntry> byIdempotencyKey(String key) throws StorageException {
      steps.pass();
      Optional<LoggedEntry> entry = inner.byIdempotencyKey(key);
      steps.pass();
      return entry;
    }

    @Override
    public Optional<LoggedEntry> bySequence(long sequence) throws StorageException {
      return inner.bySequence(sequence);
    }

    @Override
    public Optional<LoggedEntry> latest(EntryKind kind) throws StorageException {
      return inner.latest(kind);
    }

    @Override
    public long latestSequence(EntryKind kind) throws StorageException {
      return inner.latestSequence(kind);
    }

    @Override
    public LogHead head() throws StorageException {
      return inner.head();
    }

    @Override
    public Verification verify(List<Anchor> anchors, VerificationProgress progress)
        throws StorageException {
      return inner.verify(anchors, progress);
    }

    @Override
    public Health health() {
      return inner.health();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private static UnaryOperator<Ports> troubled(Steps steps, AtomicReference<DecisionLog> log) {
    return ports -> {
      log.set(ports.log());
      return ports
          .with(new TroubledLog(ports.log(), steps))
          .before(
              hook ->
                  (service, body, ehr, now) -> {
                    steps.passUnchecked();
                    var answer = hook.answer(service, body, ehr, now);
                    steps.passUnchecked();
                    return answer;
                  })
          .timed(
              () -> {
                steps.passUnchecked();
                return ports.wall().instant();
              },
              ports.nanos());
    };
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void atEveryStepACallIsRefusedCleanlyAndItsRetryIsAnsweredOnce(Kind kind)
      throws StorageException {
    var steps = new Steps();
    var log = new AtomicReference<DecisionLog>();
    var settings = new HashMap<>(QUICK);
    settings.put("limits.answer-within-ms", Integer.toString(kind.answerWithinMillis()));
    try (Server server =
            TestServers.start(TestServers.demo(folder, settings), troubled(steps, log));
        Client client = Client.of(server)) {
      client.sign(Samples.orderSign());
      int reached = 0;
      for (int step = 0; step < 50; step++) {
        String call = Samples.orderSign();
        long before = log.get().size();
        steps.arm(step, kind.trouble());
        long start = System.nanoTime();
        HttpResponse<String> answer = client.sign(call);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        boolean fired = steps.fired();
        steps.disarm();
        if (!fired) {
          assertThat(answer.statusCode()).isEqualTo(200);
          break;
        }
        reached++;
        assertThat(millis)
            .as("step %d answered in time", step)
            .isLessThan(kind.answerWithinMillis() + 2500);
        assertThat(answer.statusCode()).as("step %d", step).isIn(500, 503);
        assertThat(answer.body())
            .contains("OperationOutcome")
            .doesNotContain("covered", "canary", "Exception", "java.");

        HttpResponse<String> retry = client.sign(call);
        assertThat(retry.statusCode()).isEqualTo(200);
        assertThat(retry.body()).contains("\"valueCode\":\"covered\"");
        assertThat(client.sign(call).body()).isEqualTo(retry.body());
        assertThat(log.get().size() - before).as("entries after step %d", step).isEqualTo(2);
        String id = ConversationTest.assertionId(retry.body());
        assertThat(log.get().byAssertion(id)).isPresent();
      }
      assertThat(reached).as("steps of a call").isGreaterThanOrEqualTo(7);
      assertThat(log.get().verify(List.of(), VerificationProgress.none()).whole()).isTrue();
    }
  }

  @Test
  void nativeDecisionsAreRefusedWhenTheyCannotBeStored() {
    var steps = new Steps();
    try (Server server =
            TestServers.start(
                TestServers.demo(folder, QUICK), troubled(steps, new AtomicReference<>()));
        Client client = Client.of(server)) {
      String bundle = Samples.bundle("recurrent-glioma");
      for (String path : List.of("/decide", "/ask", "/explain")) {
        // The clock is step 0 of a native call, the log step 1.
        steps.arm(
            1,
            () -> {
              throw storage(StorageFault.Stored.NO);
            });
        HttpResponse<String> answer = client.post(path, bundle);
        steps.disarm();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("storage").doesNotContain("approvable");
        assertThat(client.post(path, bundle).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void whenTheClockJumpsNothingIsDecidedUntilItHasSettled() {
    var offset = new AtomicReference<>(Duration.ZERO);
    var nanos = new AtomicLong();
    UnaryOperator<Ports> faults =
        ports ->
            ports.timed(
                () ->
                    Instant.parse("2026-11-22T12:00:00Z").plusNanos(nanos.get()).plus(offset.get()),
                nanos::get);
    try (Server server = TestServers.start(TestServers.demo(folder, QUICK), faults);
        Client client = Client.of(server);
        Client management = Client.management(server)) {
      assertThat(client.sign(Samples.orderSign()).statusCode()).isEqualTo(200);
      for (Duration jump : List.of(Duration.ofDays(400), Duration.ofDays(-4000))) {
        offset.set(offset.get().plus(jump));
        HttpResponse<String> answer = client.sign(Samples.orderSign());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("clock").doesNotContain("covered");
        assertThat(management.get("/health/readiness").statusCode()).isEqualTo(503);
        assertThat(management.get("/health/liveness").statusCode()).isEqualTo(200);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(client.sign(Samples.orderSign()).statusCode()).isEqualTo(503);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(client.sign(Samples.orderSign()).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aBrokenGuidelineDecidesNothing() throws IOException {
    Path library = folder.resolve("library");
    try (Stream<Path> files = Files.walk(Samples.ROOT.resolve("guidelines"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = library.resolve(Samples.ROOT.resolve("guidelines").relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path document = library.resolve("04-70540-07").resolve("2025-05-15.md");
    Files.writeString(
        document, Files.readString(document).replace("```criteria", "```criteria\n((("));
    try (Server server =
            TestServers.start(TestServers.demo(folder, Map.of("library", library.toString())));
        Client client = Client.of(server)) {
      HttpResponse<String> answer = client.sign(Samples.orderSign(UUID.randomUUID().toString()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .contains("coverage-assertion-id")
          .doesNotContain("\"valueCode\":\"covered\"")
          .doesNotContain("\"valueCode\":\"not-covered\"");
      HttpResponse<String> decided = client.post("/decide", Samples.bundle("recurrent-glioma"));
      assertThat(decided.statusCode()).isEqualTo(422);
      assertThat(decided.body()).contains("guideline-broken");
    }
  }
}
