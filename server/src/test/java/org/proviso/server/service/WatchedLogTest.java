package org.proviso.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.ground.digest.Sha256;
import org.proviso.storage.Content;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.EntryKind;
import org.proviso.storage.NewEntry;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.embedded.EmbeddedLog;

/** A store that can be read and not written is not ready, and says why. */
class WatchedLogTest {
  private static final Instant AT = Instant.parse("2026-11-22T13:00:00Z");

  @TempDir private Path folder;

  private final List<StorageFault> told = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();

  private static List<NewEntry> entry(String id) {
    return List.of(
        new NewEntry(
            id,
            "key-" + id,
            EntryKind.REFUSAL,
            Sha256.of(new byte[] {1}),
            Content.of("{}"),
            Content.of("{}"),
            AT,
            "test"));
  }

  @Test
  void aFailedAppendIsToldAndShowsUntilOneSucceeds() throws StorageException, IOException {
    try (DecisionLog log = new WatchedLog(EmbeddedLog.open(folder), told::add, nanos::get)) {
      log.append(entry("first"));
      assertThat(log.health().ready()).isTrue();
      move(EmbeddedLog.FILE, "moved");
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> log.append(entry("second")));
      assertThat(told).hasSize(1);
      assertThat(log.health().ready()).isFalse();
      assertThat(log.health().detail())
          .contains("The last append failed.", told.getFirst().message());
      move("moved", EmbeddedLog.FILE);
      log.append(entry("second"));
      assertThat(log.health().ready()).isTrue();
      assertThat(told).hasSize(1);
    }
  }

  @Test
  void afterHalfAMinuteTheStoreIsTriedAgain() throws StorageException, IOException {
    try (DecisionLog log = new WatchedLog(EmbeddedLog.open(folder), told::add, nanos::get)) {
      log.append(entry("first"));
      move(EmbeddedLog.FILE, "moved");
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> log.append(entry("second")));
      nanos.addAndGet(WatchedLog.SHOWN.toNanos());
      assertThat(log.health().ready()).isFalse();
      nanos.incrementAndGet();
      assertThat(log.health().detail()).doesNotContain("append failed");
    }
  }

  @Test
  void whatTheCallIsAtFaultForLeavesTheStoreReady() throws StorageException {
    try (DecisionLog log = new WatchedLog(EmbeddedLog.open(folder), told::add, nanos::get)) {
      log.append(entry("first"));
      var other = entry("first").getFirst();
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(
              () ->
                  log.append(
                      List.of(
                          new NewEntry(
                              other.assertionId(),
                              other.idempotencyKey(),
                              other.kind(),
                              Sha256.of(new byte[] {2}),
                              other.record(),
                              other.returned(),
                              AT,
                              "test"))));
      assertThat(told).hasSize(1).first().isInstanceOf(StorageFault.IdentifierReused.class);
      assertThat(log.health().ready()).isTrue();
    }
  }

  private void move(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to));
  }
}
