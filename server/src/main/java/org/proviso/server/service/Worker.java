package org.proviso.server.service;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does a call's work in a bounded time, a bounded number at once. Whatever the work throws, errors
 * of the machine included, becomes a {@link Fault}: the caller always gets something to send.
 */
public final class Worker implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());
  private final Semaphore places;
  private final Duration within;
  private final FaultListener listener;

  /** Work that may fail. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T done() throws Exception;
  }

  /** A fault that was foreseen, thrown by work. */
  public static final class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** For a fault. */
    public FaultException(Fault fault) {
      super(fault.message());
      this.fault = fault;
    }
  }

  /** Is told what was not foreseen. */
  @FunctionalInterface
  public interface FaultListener {
    /** Something was thrown; its message may hold patient data. */
    void thrown(Throwable thrown);
  }

  /**
   * A worker.
   *
   * @param concurrent how many calls are worked on at once
   * @param within how long one may take, waiting for its turn included
   */
  public Worker(int concurrent, Duration within, FaultListener listener) {
    this.places = new Semaphore(concurrent);
    this.within = within;
    this.listener = listener;
  }

  /** Does some work. Never throws. */
  public <T> Outcome<T> run(Work<T> work) {
    long deadline = System.nanoTime() + within.toNanos();
    try {
      if (!places.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Outcome.Failed<>(Fault.BUSY);
      }
      // The place is given back when the work ends, not when its caller stops waiting for it.
      return await(submit(work), deadline);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed<>(Fault.STOPPING);
    } catch (RejectedExecutionException stopping) {
      return new Outcome.Failed<>(Fault.STOPPING);
    } catch (Throwable thrown) {
      return unforeseen(thrown);
    }
  }

  private <T> Future<T> submit(Work<T> work) {
    var task = new FutureTask<>(work::done);
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              // Also when the task was given up before it began, and so never runs.
              places.release();
            }
          });
      return task;
    } catch (Throwable thrown) {
      places.release();
      throw thrown;
    }
  }

  private <T> Outcome<T> await(Future<T> future, long deadline) throws InterruptedException {
    try {
      return new Outcome.Done<>(
          future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      future.cancel(true);
      return new Outcome.Failed<>(Fault.TIME);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      return cause instanceof FaultException foreseen
          ? new Outcome.Failed<>(foreseen.fault)
          : unforeseen(cause);
    }
  }

  private <T> Outcome<T> unforeseen(Throwable thrown) {
    try {
      listener.thrown(thrown);
    } catch (Throwable again) {
      // Telling about it may fail for the same reason; what counts is that the caller is told.
      return new Outcome.Failed<>(Fault.DEFECT);
    }
    return new Outcome.Failed<>(Fault.DEFECT);
  }

  /** Waits for what is being worked on. */
  @Override
  public void close() {
    threads.close();
  }
}
