package org.proviso.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.proviso.storage.Entries.entry;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proviso.ground.digest.Sha256;

/** What every log does, whatever it is kept in. */
abstract class DecisionLogContract {
  private TestStore store;
  private DecisionLog log;

  /** A new store. */
  abstract TestStore newStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = newStore();
    log = store.open();
  }

  @AfterEach
  void close() {
    if (log != null) {
      log.close();
      store.close();
    }
  }

  private void append(int from, int through) throws StorageException {
    log.append(IntStream.rangeClosed(from, through).mapToObj(Entries::entry).toList());
  }

  private Verification verify(Anchor... anchors) throws StorageException {
    return log.verify(List.of(anchors), VerificationProgress.none());
  }

  // Appending and finding

  @Test
  void aNewLogIsEmptyAndWhole() throws Exception {
    assertThat(log.size()).isZero();
    assertThat(log.latest(EntryKind.DECISION)).isEmpty();
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void entriesAreNumberedAndChainedInOrder() throws Exception {
    List<Appended> first = log.append(List.of(entry(1), entry(2)));
    List<Appended> second = log.append(List.of(entry(3)));

    assertThat(first).hasOnlyElementsOfType(Appended.Stored.class);
    List<LoggedEntry> entries =
        Stream.concat(first.stream(), second.stream()).map(Appended::entry).toList();
    assertThat(entries).extracting(LoggedEntry::sequence).containsExactly(1L, 2L, 3L);
    assertThat(entries.get(1).previous()).isEqualTo(entries.get(0).hash());
    assertThat(entries.get(2).previous()).isEqualTo(entries.get(1).hash());
    assertThat(entries.get(2).hash()).isEqualTo(EntryHash.of(3, entry(3), entries.get(1).hash()));
    assertThat(log.head()).isEqualTo(new LogHead(3, entries.get(2).hash()));
  }

  @Test
  void anEntryIsFoundAsItWasAppended() throws Exception {
    append(1, 3);

    LoggedEntry found = log.byAssertion("assertion-2").orElseThrow();

    assertThat(found.entry()).isEqualTo(entry(2));
    assertThat(log.byIdempotencyKey("request-2")).contains(found);
    assertThat(log.bySequence(2)).contains(found);
    assertThat(log.byAssertion("assertion-4")).isEmpty();
    assertThat(log.byIdempotencyKey("assertion-2")).isEmpty();
    assertThat(log.bySequence(0)).isEmpty();
  }

  @Test
  void contentsOfAnySizeComeBackByteForByte() throws Exception {
    for (int size : new int[] {0, 1, 199, 200, 201, 65_536, 3_000_000}) {
      byte[] compressible = new byte[size];
      byte[] random = new byte[size];
      new java.util.Random(size).nextBytes(random);
      var entry =
          new NewEntry(
              "a" + size,
              "k" + size,
              EntryKind.REFUSAL,
              Sha256.of(random),
              Content.of(compressible),
              Content.of(random),
              Instant.EPOCH,
              "test");
      log.append(List.of(entry));
      assertThat(log.byAssertion("a" + size).orElseThrow().entry()).isEqualTo(entry);
    }
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void theLastEntryOfAKindIsFound() throws Exception {
    append(1, 2);
    var release =
        new NewEntry(
            "release-1",
            "release-1",
            EntryKind.RELEASE,
            Sha256.of(new byte[0]),
            Content.of("{}"),
            Content.none(),
            Entries.AT,
            NewEntry.LOCAL_CALLER);
    log.append(List.of(release));
    append(3, 3);

    assertThat(log.latest(EntryKind.RELEASE).orElseThrow().entry()).isEqualTo(release);
    assertThat(log.latest(EntryKind.DECISION).orElseThrow().sequence()).isEqualTo(4);
    assertThat(log.latest(EntryKind.REFUSAL)).isEmpty();
  }

  @Test
  void whatWasAppendedIsThereAfterReopening() throws Exception {
    append(1, 5);
    LogHead head = log.head();
    log.close();

    log = store.open();

    assertThat(log.head()).isEqualTo(head);
    append(6, 6);
    assertThat(verify(Anchor.of(head))).isEqualTo(new Verification(6, log.head(), List.of()));
  }

  @Test
  void nothingIsAppendedToAClosedLog() throws Exception {
    log.close();
    assertThat(fault(() -> log.append(List.of(entry(1))))).isInstanceOf(StorageFault.Closed.class);
    assertThat(fault(() -> log.byAssertion("x"))).isInstanceOf(StorageFault.Closed.class);
    log = store.open();
    assertThat(log.size()).isZero();
  }

  @Test
  void noEntriesAreNothingAndTooManyAreRefused() throws Exception {
    assertThat(log.append(List.of())).isEmpty();
    List<NewEntry> tooMany = IntStream.rangeClosed(1, 1001).mapToObj(Entries::entry).toList();
    assertThatThrownBy(() -> log.append(tooMany)).isInstanceOf(IllegalArgumentException.class);
    assertThat(log.size()).isZero();
  }

  // Repeated requests

  @Test
  void aRepeatedRequestGetsTheFirstEntry() throws Exception {
    LoggedEntry first = log.append(List.of(entry("key", "first", 1))).getFirst().entry();

    List<Appended> again = log.append(List.of(entry("key", "second", 1), entry(2)));

    assertThat(again.get(0)).isEqualTo(new Appended.Repeated(first));
    assertThat(again.get(1)).isInstanceOf(Appended.Stored.class);
    assertThat(log.size()).isEqualTo(2);
    assertThat(log.byAssertion("second")).isEmpty();
  }

  @Test
  void aRequestThatStandsTwiceInOneListIsAppendedOnce() throws Exception {
    List<Appended> appended = log.append(List.of(entry("key", "a", 1), entry("key", "b", 1)));

    assertThat(appended.get(1)).isEqualTo(new Appended.Repeated(appended.get(0).entry()));
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void anIdempotencyKeyStandsForOneRequestOnly() throws Exception {
    log.append(List.of(entry("key", "first", 1)));

    StorageFault fault = fault(() -> log.append(List.of(entry(7), entry("key", "second", 2))));

    assertThat(fault).isInstanceOf(StorageFault.IdentifierReused.class);
    assertThat(fault.message())
        .isEqualTo("The idempotency key key belongs to entry 1, which is for a different request.");
    assertThat(fault.stored()).isEqualTo(StorageFault.Stored.NO);
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void anAssertionIdStandsForOneEntryOnly() throws Exception {
    append(1, 1);
    assertThat(fault(() -> log.append(List.of(entry("other", "assertion-1", 2)))))
        .isInstanceOf(StorageFault.IdentifierReused.class);
    assertThat(fault(() -> log.append(List.of(entry("x", "same", 2), entry("y", "same", 3)))))
        .isInstanceOf(StorageFault.IdentifierReused.class);
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void sixtyFourThreadsWithTheSameKeysAppendEachRequestOnce() throws Exception {
    int threads = 64;
    int requests = 20;
    try (DecisionLog other = store.open();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<List<LoggedEntry>>>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        DecisionLog server = thread % 2 == 0 ? log : other;
        answers.add(
            executor.submit(
                () -> {
                  var entries = new ArrayList<LoggedEntry>();
                  for (int request = 0; request < requests; request++) {
                    NewEntry entry =
                        entry("request-" + request, "by-" + number + "-" + request, request);
                    entries.add(server.append(List.of(entry)).getFirst().entry());
                  }
                  return entries;
                }));
      }
      List<LoggedEntry> first = answers.getFirst().get();
      for (Future<List<LoggedEntry>> answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }
    assertThat(verify()).isEqualTo(new Verification(requests, log.head(), List.of()));
  }

  @Test
  void severalServersMakeOneChain() throws Exception {
    long servers = 3;
    int threads = 8;
    long each = 25;
    try (DecisionLog second = store.open();
        DecisionLog third = store.open();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<DecisionLog> logs = List.of(log, second, third);
      var work = new ArrayList<Callable<Boolean>>();
      for (int thread = 0; thread < servers * threads; thread++) {
        int number = thread;
        work.add(
            () -> {
              for (int request = 0; request < each; request++) {
                logs.get(number % 3).append(List.of(entry(number * 1000 + request)));
              }
              return true;
            });
      }
      for (Future<Boolean> done : executor.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(verify())
        .isEqualTo(new Verification(servers * threads * each, log.head(), List.of()));
  }

  // What is found when someone changes the tables

  @Test
  void everyFieldThatIsAlteredIsFound() throws Exception {
    List<String> changes =
        List.of(
            "assertion_id = 'other'",
            "idempotency_key = 'other'",
            "kind = 'refusal'",
            "request_digest = HASH",
            "record = CONTENT",
            "returned = CONTENT",
            "at_micros = at_micros + 1",
            "previous_hash = HASH",
            "hash = HASH",
            "caller = 'other'",
            "caller = ''");
    append(1, changes.size());
    var tampering = new ArrayList<String>();
    var expected = new ArrayList<Finding>();
    for (int index = 0; index < changes.size(); index++) {
      String change =
          changes
              .get(index)
              .replace("HASH", store.bytes("ab".repeat(32)))
              .replace("CONTENT", store.bytes("007b7d"));
      tampering.add("update log_entry set %s where sequence = %d".formatted(change, index + 1));
      expected.add(new Finding.Altered(index + 1));
    }
    store.tamper(tampering.toArray(String[]::new));
    assertThat(verify().findings()).containsAll(expected);
  }

  @Test
  void aLogOfFormat1IsReadVerifiedAndAppendedTo() throws Exception {
    NewEntry unnamed =
        new NewEntry(
            "old",
            "old",
            EntryKind.DECISION,
            Sha256.of(new byte[0]),
            Content.of("{}"),
            Content.of("{}"),
            Entries.AT,
            "");
    log.append(List.of(unnamed));
    log.close();
    store.toFormat1();
    log = store.open();
    assertThat(log.byAssertion("old").orElseThrow().entry()).isEqualTo(unnamed);
    append(1, 2);
    assertThat(log.byAssertion("assertion-1").orElseThrow().entry().caller()).isEqualTo("clinic-1");
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void anAlteredEntryIsNotGivenOut() throws Exception {
    append(1, 1);
    store.tamper("update log_entry set record = " + store.bytes("007b7d"));
    assertThat(fault(() -> log.byAssertion("assertion-1")))
        .isInstanceOf(StorageFault.Unusable.class);
    assertThat(fault(() -> log.append(List.of(entry(1)))))
        .isInstanceOf(StorageFault.Unusable.class);
  }

  @Test
  void contentsThatAreNoneAreFound() throws Exception {
    append(1, 3);
    store.tamper("update log_entry set record = " + store.bytes("ff00") + " where sequence = 2");
    assertThat(withoutGuardFindings()).containsExactly(new Finding.Unreadable(2, "record"));
  }

  @Test
  void anEntryThatIsRemovedIsFoundFirstMiddleAndLast() throws Exception {
    append(1, 6);
    store.tamper("delete from log_entry where sequence in (1, 3, 4, 6)");
    assertThat(withoutGuardFindings())
        .containsExactly(
            new Finding.Missing(1, 1), new Finding.Missing(3, 4), new Finding.Missing(6, 6));
  }

  @Test
  void entriesThatAreSwappedAreFound() throws Exception {
    append(1, 4);
    store.tamper(
        "update log_entry set sequence = 1000 where sequence = 2",
        "update log_entry set sequence = 2 where sequence = 3",
        "update log_entry set sequence = 3 where sequence = 1000");
    assertThat(withoutGuardFindings())
        .containsExactly(
            new Finding.BrokenLink(2),
            new Finding.Altered(2),
            new Finding.BrokenLink(3),
            new Finding.Altered(3),
            new Finding.BrokenLink(4));
  }

  @Test
  void anEntryThatIsRewrittenWithItsHashIsFoundByTheNext() throws Exception {
    append(1, 3);
    LoggedEntry second = log.bySequence(2).orElseThrow();
    NewEntry forged = entry("request-2", "forged", 2);
    store.tamper(
        "update log_entry set assertion_id = 'forged', hash = %s where sequence = 2"
            .formatted(store.bytes(EntryHash.of(2, forged, second.previous()).hex())));
    assertThat(withoutGuardFindings()).containsExactly(new Finding.BrokenLink(3));
  }

  @Test
  void theLastEntryRewrittenWithItsHashIsFoundByTheHead() throws Exception {
    append(1, 2);
    LoggedEntry last = log.bySequence(2).orElseThrow();
    NewEntry forged = entry("request-2", "forged", 2);
    store.tamper(
        "update log_entry set assertion_id = 'forged', hash = %s where sequence = 2"
            .formatted(store.bytes(EntryHash.of(2, forged, last.previous()).hex())));
    assertThat(withoutGuardFindings()).containsExactly(new Finding.HeadDiffers(2));
  }

  @Test
  void anEntryThatIsInsertedAtTheEndIsFoundAndNothingFollowsIt() throws Exception {
    append(1, 2);
    store.tamper(
        "insert into log_entry select 3, 'x', 'y', kind, request_digest, record, returned,"
            + " at_micros, previous_hash, hash, caller from log_entry where sequence = 2");
    assertThat(withoutGuardFindings()).containsExactly(new Finding.BeyondHead(3, 3));
    assertThat(fault(() -> log.append(List.of(entry(9)))))
        .isInstanceOf(StorageFault.Unusable.class);
  }

  @Test
  void aHeadThatIsMovedOrRemovedIsFound() throws Exception {
    append(1, 3);
    store.tamper("update log_head set sequence = 2");
    assertThat(withoutGuardFindings())
        .containsExactlyInAnyOrder(new Finding.HeadDiffers(2), new Finding.BeyondHead(3, 3));
    store.tamper("delete from log_head");
    assertThat(withoutGuardFindings()).containsExactly(new Finding.HeadMissing(3));
    assertThat(fault(() -> log.append(List.of(entry(9)))))
        .isInstanceOf(StorageFault.Unusable.class);
    assertThat(log.health().ready()).isFalse();
  }

  @Test
  void aLogThatIsCutWithItsHeadIsFoundOnlyWithAHashKeptOutside() throws Exception {
    append(1, 3);
    LogHead kept = log.head();
    LoggedEntry second = log.bySequence(2).orElseThrow();
    store.tamper(
        "delete from log_entry where sequence = 3",
        "update log_head set sequence = 2, hash = " + store.bytes(second.hash().hex()));

    assertThat(withoutGuardFindings()).isEmpty();
    assertThat(verify(Anchor.of(kept)).findings())
        .contains(new Finding.AnchorNotFound(3, Anchor.of(kept)));
    var hashOnly = new Anchor(OptionalLong.empty(), kept.hash());
    assertThat(verify(hashOnly).findings()).contains(new Finding.AnchorNotFound(0, hashOnly));
  }

  @Test
  void hashesKeptOutsideAreFoundInAWholeLog() throws Exception {
    LogHead empty = log.head();
    append(1, 2);
    LogHead middle = log.head();
    append(3, 500);
    assertThat(
            verify(
                    Anchor.of(empty),
                    Anchor.of(middle),
                    Anchor.of(log.head()),
                    new Anchor(OptionalLong.empty(), middle.hash()))
                .findings())
        .isEmpty();
    assertThat(verify(new Anchor(OptionalLong.of(3), middle.hash())).whole()).isFalse();
  }

  @Test
  void theTablesRefuseToBeChanged() throws Exception {
    append(1, 2);
    for (String sql :
        List.of(
            "update log_entry set kind = 'x'",
            "delete from log_entry where sequence = 2",
            "update log_identity set log_id = 'x'",
            "delete from log_identity",
            "delete from log_head",
            "update log_head set sequence = 1")) {
      try (var connection = store.raw();
          var statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(sql))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("append-only");
      }
    }
    assertThat(verify().findings()).isEmpty();
  }

  @Test
  void missingGuardsAreNamed() throws Exception {
    assertThat(log.health().warnings()).noneMatch(warning -> warning.contains("The guard"));
    store.tamper();
    assertThat(verify().findings()).isNotEmpty().hasOnlyElementsOfType(Finding.GuardMissing.class);
    assertThat(log.health().warnings()).anyMatch(warning -> warning.contains("The guard"));
  }

  private List<Finding> withoutGuardFindings() throws StorageException {
    return verify().findings().stream()
        .filter(finding -> !(finding instanceof Finding.GuardMissing))
        .toList();
  }

  // What is told

  @Test
  void progressIsToldAsEntriesAreRead() throws Exception {
    append(1, 450);
    var told = new ArrayList<String>();
    log.verify(List.of(), (entries, size) -> told.add(entries + "/" + size));
    assertThat(told).containsSubsequence("200/450", "400/450", "450/450");
  }

  @Test
  void noMessageHoldsWhatAnEntryHolds() throws Exception {
    append(1, 1);
    LoggedEntry entry = log.bySequence(1).orElseThrow();
    var told = new ArrayList<String>();
    told.add(entry.toString());
    told.add(new Appended.Stored(entry).toString());
    told.add(fault(() -> log.append(List.of(entry("request-1", "b", 2)))).toString());
    told.add(log.health().toString());
    store.tamper("update log_entry set kind = 'forged'");
    told.add(fault(() -> log.byAssertion("assertion-1")).toString());
    told.add(verify().toString());
    assertThat(told).noneMatch(text -> text.contains(Entries.CANARY));
    assertThat(entry.entry().record().text()).contains(Entries.CANARY);
  }

  @FunctionalInterface
  interface Action {
    void run() throws StorageException;
  }

  static StorageFault fault(Action action) {
    try {
      action.run();
    } catch (StorageException exception) {
      assertThat(exception.getMessage()).doesNotContain(Entries.CANARY);
      assertThat(exception.getCause()).isNull();
      return exception.fault();
    }
    throw new AssertionError("it did not fail");
  }
}
