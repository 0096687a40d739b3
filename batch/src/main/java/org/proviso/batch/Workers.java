package org.proviso.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Reads the parts of a history, each by one of several threads. */
final class Workers {
  private Workers() {}

  /** What one thread does. */
  interface Worker {
    /** Reads one part. Parts come in ascending order to each worker. */
    void part(int part) throws IOException;
  }

  /**
   * Lets workers read all parts.
   *
   * @param threads how many at most, one or more; more than there are parts would have nothing to
   *     do
   * @param workers makes a worker for each thread
   * @return the workers, done
   * @throws IOException as a worker does; the others stop at their next part
   */
  static <W extends Worker> List<W> read(int parts, int threads, Supplier<W> workers)
      throws IOException {
    int useful = Math.max(1, Math.min(threads, parts));
    var next = new AtomicInteger();
    var failed = new AtomicBoolean();
    List<W> made = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(useful)) {
      for (int index = 0; index < useful; index++) {
        W worker = workers.get();
        made.add(worker);
        running.add(
            executor.submit(
                () -> {
                  try {
                    for (int part = next.getAndIncrement();
                        part < parts && !failed.get();
                        part = next.getAndIncrement()) {
                      worker.part(part);
                    }
                  } catch (IOException | RuntimeException failure) {
                    failed.set(true);
                    throw failure;
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      return made;
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException known -> throw known;
        case RuntimeException known -> throw known;
        case Error known -> throw known;
        case null, default -> throw new IllegalStateException(failure);
      }
    } catch (InterruptedException stopped) {
      failed.set(true);
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", stopped);
    }
  }
}
