package org.proviso.storage.release;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.proviso.storage.StorageException;
import org.proviso.storage.StorageFault;

/**
 * Looks for a newer release again and again, so that several servers converge: each has it at most
 * one interval after it was published.
 */
public final class ReleaseFollower implements AutoCloseable {
  /** Who is told. Called one at a time, on a thread of the follower. */
  public interface Listener {
    /** A release is current now. */
    void released(Release release);

    /** It could not be told whether there is a newer one; the current one stays in use. */
    void failed(StorageFault fault);
  }

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("proviso-releases").factory());

  /** Begins to follow. */
  public ReleaseFollower(GuidelineStore store, Duration interval, Listener listener) {
    var looking = new Looking(store, listener);
    long milliseconds = interval.toMillis();
    var _ =
        thread.scheduleWithFixedDelay(
            looking::look, milliseconds, milliseconds, TimeUnit.MILLISECONDS);
  }

  private static final class Looking {
    private final GuidelineStore store;
    private final Listener listener;
    private Release known;

    Looking(GuidelineStore store, Listener listener) {
      this.store = store;
      this.listener = listener;
      this.known = store.current();
    }

    void look() {
      try {
        Release now = store.refresh();
        if (!now.digest().equals(known.digest()) || now.number() != known.number()) {
          known = now;
          listener.released(now);
        }
      } catch (StorageException failure) {
        listener.failed(failure.fault());
      } catch (RuntimeException | Error failure) {
        // Following must not end because of one release, or for want of memory at one moment.
        listener.failed(
            new StorageFault.Unavailable(
                "releases",
                "Taking up a release broke off.",
                "The one before it stays in use; look at the memory of the server.",
                StorageFault.Stored.NO));
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
