package org.proviso.command;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rows are done, on standard error: at most once in two seconds, so that a short run says
 * nothing. Any number of threads may add.
 */
public final class Progress implements AutoCloseable {
  private static final long EACH_NANOS = 2_000_000_000L;

  private final Console console;
  private final long start = System.nanoTime();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong next = new AtomicLong(EACH_NANOS);
  private volatile boolean told;

  public Progress(Console console) {
    this.console = console;
  }

  /** So many more rows are done. */
  public void add(long more) {
    long done = rows.addAndGet(more);
    long elapsed = System.nanoTime() - start;
    long due = next.get();
    if (elapsed >= due && next.compareAndSet(due, elapsed + EACH_NANOS)) {
      told = true;
      console
          .err()
          .print(
              String.format(
                  Locale.ROOT, "\rproviso: %,d rows, %,.0f a second", done, done * 1e9 / elapsed));
      console.err().flush();
    }
  }

  @Override
  public void close() {
    if (told) {
      console.err().println();
    }
  }
}
