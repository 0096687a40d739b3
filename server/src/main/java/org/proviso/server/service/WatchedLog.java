package org.proviso.server.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
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
 * A log whose failed appends are told, and show in its health. A store that can be read may still
 * not take what is new, a full disk for one: a server is not ready then, though its log answers.
 * Half a minute after the last failure it counts as ready again, so that it is tried again.
 */
public final class WatchedLog implements DecisionLog {
  /** How long a failed append shows. */
  static final Duration SHOWN = Duration.ofSeconds(30);

  private final DecisionLog log;
  private final Consumer<StorageFault> listener;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

  private record Failure(StorageFault fault, long at) {}

  /**
   * Watches a log.
   *
   * @param listener is told each fault of an append; holds nothing of what was to be appended
   * @param nanos what only runs forward, in nanoseconds
   */
  public WatchedLog(DecisionLog log, Consumer<StorageFault> listener, LongSupplier nanos) {
    this.log = log;
    this.listener = listener;
    this.nanos = nanos;
  }

  @Override
  public List<Appended> append(List<NewEntry> entries) throws StorageException {
    try {
      List<Appended> appended = log.append(entries);
      failure.set(null);
      return appended;
    } catch (StorageException failed) {
      if (isOfTheStore(failed.fault())) {
        failure.set(new Failure(failed.fault(), nanos.getAsLong()));
      }
      listener.accept(failed.fault());
      throw failed;
    }
  }

  /** Whether the store is at fault, not the call or the moment. */
  private static boolean isOfTheStore(StorageFault fault) {
    return switch (fault) {
      case StorageFault.Unavailable _,
          StorageFault.TooSlow _,
          StorageFault.Full _,
          StorageFault.NotPermitted _,
          StorageFault.Unusable _,
          StorageFault.Closed _ ->
          true;
      case StorageFault.Overloaded _, StorageFault.IdentifierReused _ -> false;
    };
  }

  @Override
  public Health health() {
    Health health = log.health();
    Failure last = failure.get();
    if (last == null || nanos.getAsLong() - last.at() > SHOWN.toNanos()) {
      return health;
    }
    return new Health(
        false,
        health.store(),
        "The last append failed. " + last.fault().message() + " " + last.fault().help(),
        health.warnings());
  }

  @Override
  public Optional<LoggedEntry> byAssertion(String assertionId) throws StorageException {
    return log.byAssertion(assertionId);
  }

  @Override
  public Optional<LoggedEntry> byIdempotencyKey(String idempotencyKey) throws StorageException {
    return log.byIdempotencyKey(idempotencyKey);
  }

  @Override
  public Optional<LoggedEntry> bySequence(long sequence) throws StorageException {
    return log.bySequence(sequence);
  }

  @Override
  public Optional<LoggedEntry> latest(EntryKind kind) throws StorageException {
    return log.latest(kind);
  }

  @Override
  public long latestSequence(EntryKind kind) throws StorageException {
    return log.latestSequence(kind);
  }

  @Override
  public LogHead head() throws StorageException {
    return log.head();
  }

  @Override
  public long size() throws StorageException {
    return log.size();
  }

  @Override
  public Verification verify(List<Anchor> anchors, VerificationProgress progress)
      throws StorageException {
    return log.verify(anchors, progress);
  }

  @Override
  public void close() {
    log.close();
  }
}
