package org.proviso.server;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.proviso.server.service.HookPort;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.release.GuidelineStore;
import org.proviso.storage.release.PublishingService;

/**
 * What a server stands on that may fail by itself. Tests put faults in front of them; the server
 * between is the real one.
 *
 * @param log where answers are kept; closed with the server
 * @param guidelines where guidelines come from; closed with the server
 * @param publishing what publishes guidelines, where they come from the log
 * @param hook stands in front of what answers hook calls
 * @param wall what tells the time
 * @param nanos what only runs forward, in nanoseconds
 */
record Ports(
    DecisionLog log,
    GuidelineStore guidelines,
    Optional<PublishingService> publishing,
    UnaryOperator<HookPort> hook,
    InstantSource wall,
    LongSupplier nanos)
    implements AutoCloseable {
  /** With the clocks of the machine, and nothing in front. */
  public static Ports of(
      DecisionLog log, GuidelineStore guidelines, Optional<PublishingService> publishing) {
    return new Ports(
        log,
        guidelines,
        publishing,
        UnaryOperator.identity(),
        InstantSource.system(),
        System::nanoTime);
  }

  @Override
  public void close() {
    guidelines.close();
    log.close();
  }

  /** The same, with another log. */
  public Ports with(DecisionLog otherLog) {
    return new Ports(otherLog, guidelines, publishing, hook, wall, nanos);
  }

  /** The same, with something in front of what answers hook calls. */
  public Ports before(UnaryOperator<HookPort> inFront) {
    return new Ports(log, guidelines, publishing, inFront, wall, nanos);
  }

  /** The same, with other clocks. */
  public Ports timed(InstantSource otherWall, LongSupplier otherNanos) {
    return new Ports(log, guidelines, publishing, hook, otherWall, otherNanos);
  }
}
