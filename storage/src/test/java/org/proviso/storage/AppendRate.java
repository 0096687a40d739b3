package org.proviso.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many appends a second are acknowledged as durable, and how long one takes: {@code AppendRate
 * embedded RECORD SECONDS} or {@code AppendRate postgres RECORD SECONDS}, where RECORD is a file
 * with a record as {@code proviso decide --record} writes it.
 */
final class AppendRate {
  private AppendRate() {}

  /** Measures at 1, 8 and 32 callers. */
  public static void main(String[] arguments) throws Exception {
    byte[] record = Files.readAllBytes(Path.of(arguments[1]));
    int seconds = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("embedded")) {
      Path folder = Files.createTempDirectory("append-rate");
      measure("embedded", folder.toString(), record, seconds);
    } else {
      try (EmbeddedPostgres postgres = KillTrial.durablePostgres()) {
        measure("postgres", KillTrial.url(postgres), record, seconds);
      }
    }
  }

  private static void measure(String kind, String where, byte[] record, int seconds)
      throws Exception {
    long start = System.nanoTime();
    try (DecisionLog log = Appender.open(kind, where)) {
      System.out.printf("%s: opened in %d ms%n", kind, (System.nanoTime() - start) / 1_000_000);
      for (int callers : new int[] {8, 1, 8, 32}) {
        measure(log, kind, callers, record, seconds);
      }
      long verifying = System.nanoTime();
      Verification verification = log.verify(List.of(), VerificationProgress.none());
      double took = (System.nanoTime() - verifying) / 1e9;
      System.out.printf(
          "%s: verified %d entries in %.1f s (%.0f a second), %s%n",
          kind,
          verification.entries(),
          took,
          verification.entries() / took,
          verification.whole() ? "whole" : verification.findings());
    }
  }

  private static void measure(DecisionLog log, String kind, int callers, byte[] record, int seconds)
      throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    var work = new ArrayList<Callable<long[]>>();
    for (int caller = 0; caller < callers; caller++) {
      work.add(() -> append(log, record, end));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var times = new ArrayList<long[]>();
      for (Future<long[]> done : executor.invokeAll(work)) {
        times.add(done.get());
      }
      long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      System.out.printf(
          "%s: %d callers, records of %d bytes: %d appends a second; p50 %.1f ms, p99 %.1f ms,"
              + " worst %.0f ms%n",
          kind,
          callers,
          record.length,
          all.length / seconds,
          all[all.length / 2] / 1e6,
          all[all.length * 99 / 100] / 1e6,
          all[all.length - 1] / 1e6);
    }
  }

  private static long[] append(DecisionLog log, byte[] record, long end) throws StorageException {
    var times = new ArrayList<Long>();
    for (long now = System.nanoTime(); now < end; ) {
      String id = UUID.randomUUID().toString();
      log.append(
          List.of(
              new NewEntry(
                  id,
                  "key-" + id,
                  EntryKind.DECISION,
                  Content.of(id).sha256(),
                  Content.of(record),
                  Content.of(Arrays.copyOf(record, record.length / 4)),
                  Instant.now(),
                  "test")));
      long after = System.nanoTime();
      times.add(after - now);
      now = after;
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }
}
