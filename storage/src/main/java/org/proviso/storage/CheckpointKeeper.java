package org.proviso.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Adds the head of a log to a file of {@link Checkpoints} again and again, when it has moved. What
 * is appended and cut off again between two checkpoints leaves no trace in them: the interval is
 * how much of the end of a log can be lost unseen.
 */
final class CheckpointKeeper implements AutoCloseable {
  private final DecisionLog log;
  private final Path file;
  private final Clock clock;
  private final Consumer<String> failed;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("proviso-checkpoints").factory());

  /** The last head that was added; only the thread uses it. */
  private long added = -1;

  /**
   * Begins to keep checkpoints.
   *
   * @param failed is told why a checkpoint could not be added; the next is tried all the same
   */
  public CheckpointKeeper(
      DecisionLog log, Path file, Duration interval, Clock clock, Consumer<String> failed) {
    this.log = log;
    this.file = file;
    this.clock = clock;
    this.failed = failed;
    long milliseconds = interval.toMillis();
    var _ = thread.scheduleWithFixedDelay(this::add, 0, milliseconds, TimeUnit.MILLISECONDS);
  }

  private void add() {
    try {
      LogHead head = log.head();
      if (head.sequence() != added) {
        Checkpoints.add(file, head, clock.instant());
        added = head.sequence();
      }
    } catch (StorageException failure) {
      failed.accept(failure.fault().message() + " " + failure.fault().help());
    } catch (IOException | RuntimeException failure) {
      failed.accept(
          "The checkpoint cannot be added to %s. Check that the server may write it."
              .formatted(file));
    }
  }

  /** Adds the last head. Close it before the log. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
        add();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
