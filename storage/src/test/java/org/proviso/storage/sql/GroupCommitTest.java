package org.proviso.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.Appended;
import org.proviso.storage.Content;
import org.proviso.storage.EntryKind;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;

/** Appends that come together are written together, and every caller gets an answer. */
class GroupCommitTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static List<Prepared> entry(String id) {
    return List.of(
        new Prepared(
            new NewEntry(
                id,
                id,
                EntryKind.DECISION,
                Sha256.of(new byte[0]),
                Content.none(),
                Content.none(),
                Instant.EPOCH,
                "test")));
  }

  private static void store(List<GroupCommit.Waiting> together) {
    together.forEach(
        waiting ->
            waiting.done(
                waiting.entries().stream()
                    .<Appended>map(
                        each -> new Appended.Stored(each.after(1, Sha256.of(new byte[0]))))
                    .toList()));
  }

  private static StorageFault fault(GroupCommit commits, String id) {
    try {
      commits.append(entry(id));
    } catch (StorageException failure) {
      return failure.fault();
    }
    throw new AssertionError("it did not fail");
  }

  @Test
  void whatWaitsWhileOneTransactionIsWrittenGoesIntoTheNextTogether() throws Exception {
    var began = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var sizes = new CopyOnWriteArrayList<Integer>();
    try (var commits =
            new GroupCommit(
                "store",
                LONG,
                together -> {
                  sizes.add(together.size());
                  began.countDown();
                  await(go);
                  store(together);
                });
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = executor.submit(() -> commits.append(entry("first")));
      began.await();
      var others = new ArrayList<Future<?>>();
      for (int other = 0; other < 50; other++) {
        String id = "other-" + other;
        others.add(executor.submit(() -> commits.append(entry(id))));
      }
      awaitWaiting(commits, 50);
      go.countDown();
      first.get();
      for (Future<?> other : others) {
        other.get();
      }
    }
    assertThat(sizes).startsWith(1, 50);
  }

  @Test
  void aCallerWhoseTurnDoesNotComeKnowsThatNothingWasStored() throws Exception {
    var began = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var commits =
            new GroupCommit(
                "store",
                Duration.ofMillis(200),
                together -> {
                  began.countDown();
                  await(go);
                  store(together);
                });
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<StorageFault> first = executor.submit(() -> fault(commits, "first"));
      began.await();
      StorageFault second = fault(commits, "second");
      assertThat(second).isInstanceOf(StorageFault.TooSlow.class);
      assertThat(second.stored()).isEqualTo(Stored.NO);
      assertThat(first.get().stored()).isEqualTo(Stored.UNKNOWN);
      go.countDown();
    }
  }

  @Test
  void aFailureOfAnyKindIsAnsweredAndTheNextAppendHasItsChance() throws Exception {
    var failures =
        new ArrayList<Throwable>(List.of(new OutOfMemoryError(), new IllegalStateException("x")));
    try (var commits =
        new GroupCommit(
            "store",
            LONG,
            together -> {
              if (together.isEmpty() || failures.isEmpty()) {
                store(together);
                return;
              }
              switch (failures.removeFirst()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new AssertionError();
              }
            })) {
      for (int failure = 0; failure < 2; failure++) {
        StorageFault fault = fault(commits, "failing");
        assertThat(fault).isInstanceOf(StorageFault.Unavailable.class);
        assertThat(fault.stored()).isEqualTo(Stored.UNKNOWN);
      }
      assertThat(commits.append(entry("good"))).hasSize(1);
    }
  }

  @Test
  void moreThanCanWaitIsRefusedAtOnce() throws Exception {
    var began = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var commits =
            new GroupCommit(
                "store",
                LONG,
                together -> {
                  began.countDown();
                  await(go);
                  store(together);
                });
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Prepared> many = new ArrayList<>();
      for (int number = 0; number < 1000; number++) {
        many.addAll(entry("many-" + number));
      }
      var waiting = new ArrayList<Future<?>>();
      waiting.add(executor.submit(() -> commits.append(entry("first"))));
      began.await();
      for (int caller = 0; caller < 20; caller++) {
        waiting.add(executor.submit(() -> commits.append(many)));
      }
      awaitWaiting(commits, 20_000);
      StorageFault fault = fault(commits, "one-more");
      assertThat(fault).isInstanceOf(StorageFault.Overloaded.class);
      assertThat(fault.stored()).isEqualTo(Stored.NO);
      go.countDown();
      for (Future<?> each : waiting) {
        each.get();
      }
    }
  }

  private static void awaitWaiting(GroupCommit commits, int entries) throws InterruptedException {
    for (int turn = 0; commits.waiting() < entries; turn++) {
      assertThat(turn).isLessThan(5_000);
      Thread.sleep(10);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
