package org.proviso.server;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.proviso.server.service.HookPort;
import org.proviso.storage.DecisionLog;
import org.proviso.storage.release.GuidelineStore;

/**
 * What a server stands on that may fail by itself. Tests put faults in front of them; the server
 * between is the real one.
 *
 * @param log where answers are kept; closed with the server
 * @param guidelines where guidelines come from; closed with the server
 * @param hook stands in front of what answers hook calls
 * @param wall what tells the time
 * @param nanos what only runs forward, in nanoseconds
 */
public record Ports(
    DecisionLog log,
    GuidelineStore guidelines,
    UnaryOperator<HookPort> hook,
    InstantSource wall,
    LongSupplier nanos) {
  /** With the clocks of the machine, and nothing in front. */
  public static Ports of(DecisionLog log, GuidelineStore guidelines) {
    return new Ports(
        log, guidelines, UnaryOperator.identity(), InstantSource.system(), System::nanoTime);
  }
}
