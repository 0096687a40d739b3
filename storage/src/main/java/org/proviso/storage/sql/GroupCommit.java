package org.proviso.storage.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.proviso.storage.Appended;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;
import org.proviso.storage.StorageFault.Stored;

/**
 * Lets appends that come at the same time share one transaction: what waits while one transaction
 * reaches the disk goes into the next. One thread writes; the number and the size of what waits are
 * bounded, and so is the time that a caller waits.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MOST_WAITING = 20_000;
  private static final long MOST_BYTES_WAITING = 256L * 1024 * 1024;
  private static final int MOST_IN_ONE = 1_000;
  private static final long MOST_BYTES_IN_ONE = 16L * 1024 * 1024;

  /** Writes what several callers want appended, in one transaction. */
  @FunctionalInterface
  interface Writer {
    /**
     * Writes them, none or more, and completes each: with what came of it, or with a {@link
     * StorageException} for one that is refused by itself.
     *
     * @throws StorageException when the transaction failed, for all that are not yet completed
     */
    void write(List<Waiting> together) throws StorageException;
  }

  /** What one caller wants appended. */
  static final class Waiting {
    private final List<Prepared> entries;
    private final long size;
    private final CompletableFuture<List<Appended>> result = new CompletableFuture<>();

    Waiting(List<Prepared> entries) {
      this.entries = List.copyOf(entries);
      this.size = entries.stream().mapToLong(Prepared::size).sum();
    }

    List<Prepared> entries() {
      return entries;
    }

    void done(List<Appended> appended) {
      result.complete(appended);
    }

    void refused(StorageFault fault) {
      result.completeExceptionally(new StorageException(fault));
    }
  }

  private final String store;
  private final Writer writer;
  private final Duration patience;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private long entriesWaiting;
  private long bytesWaiting;
  private boolean closed;

  /**
   * Starts the thread that writes.
   *
   * @param patience how long a caller waits
   */
  GroupCommit(String store, Duration patience, Writer writer) {
    this.store = store;
    this.patience = patience;
    this.writer = writer;
    this.thread = Thread.ofPlatform().daemon().name("proviso-log").start(this::run);
  }

  List<Appended> append(List<Prepared> entries) throws StorageException {
    var waiting = new Waiting(entries);
    enqueue(waiting);
    try {
      return waiting.result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof StorageException exception) {
        throw new StorageException(exception.fault());
      }
      throw new StorageException(broke(Stored.UNKNOWN));
    } catch (TimeoutException late) {
      throw new StorageException(
          new StorageFault.TooSlow(
              store,
              "It did not store the entries within %d seconds.".formatted(patience.toSeconds()),
              "Try again with the same idempotency keys; look at the load and the disk of the store.",
              withdraw(waiting)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          new StorageFault.TooSlow(
              store,
              "The caller was interrupted while it waited.",
              "Try again with the same idempotency keys.",
              withdraw(waiting)));
    }
  }

  private void enqueue(Waiting waiting) throws StorageException {
    lock.lock();
    try {
      if (closed) {
        throw new StorageException(closed(store));
      }
      if (entriesWaiting >= MOST_WAITING || bytesWaiting >= MOST_BYTES_WAITING) {
        throw new StorageException(
            new StorageFault.Overloaded(
                store,
                "%d entries wait to be stored already.".formatted(entriesWaiting),
                "Try again in a moment; send fewer requests at a time."));
      }
      queue.add(waiting);
      count(waiting, 1);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many entries wait for their turn. */
  long waiting() {
    lock.lock();
    try {
      return entriesWaiting;
    } finally {
      lock.unlock();
    }
  }

  private void count(Waiting waiting, int sign) {
    entriesWaiting += (long) sign * waiting.entries.size();
    bytesWaiting += sign * waiting.size;
  }

  /** Takes back what was not begun; what was begun may be stored or not. */
  private Stored withdraw(Waiting waiting) {
    lock.lock();
    try {
      if (queue.remove(waiting)) {
        count(waiting, -1);
        return Stored.NO;
      }
      return Stored.UNKNOWN;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    boolean more = true;
    while (more) {
      List<Waiting> together = List.of();
      try {
        together = next();
        more = !together.isEmpty();
        writer.write(together);
      } catch (StorageException failure) {
        together.forEach(waiting -> waiting.refused(failure.fault()));
      } catch (RuntimeException | Error failure) {
        // Whatever it was, even no memory: callers get an answer, and the next append its chance.
        together.forEach(waiting -> waiting.refused(broke(Stored.UNKNOWN)));
      }
    }
  }

  /** What goes into the next transaction; nothing when closed and nothing waits. */
  private List<Waiting> next() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      var together = new ArrayList<Waiting>();
      int entries = 0;
      long bytes = 0;
      while (!queue.isEmpty() && entries < MOST_IN_ONE && bytes < MOST_BYTES_IN_ONE) {
        Waiting first = queue.removeFirst();
        count(first, -1);
        entries += first.entries.size();
        bytes += first.size;
        together.add(first);
      }
      return together;
    } finally {
      lock.unlock();
    }
  }

  private StorageFault broke(Stored stored) {
    return new StorageFault.Unavailable(
        store,
        "Storing the entries broke off.",
        "Try again with the same idempotency keys; if it happens again, look at the memory of the server.",
        stored);
  }

  static StorageFault closed(String store) {
    return new StorageFault.Closed(
        store, "It has been closed.", "Nothing more is stored; the server is stopping.");
  }

  /** Takes no more, and waits for what was taken. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException stop) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
