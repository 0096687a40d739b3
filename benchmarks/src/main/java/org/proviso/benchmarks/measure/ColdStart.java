package org.proviso.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import org.proviso.benchmarks.contestants.Contestant;
import org.proviso.benchmarks.contestants.Contestants;
import org.proviso.benchmarks.contestants.Entry;
import org.proviso.benchmarks.requests.SampleRequest;
import org.proviso.benchmarks.requests.Workload;

/**
 * In a fresh virtual machine: how long until the guideline is loaded and the first request decided,
 * and how much memory it keeps.
 *
 * <p>Usage: {@code ColdStart WORKLOAD CONTESTANT}. Prints four whole numbers: microseconds to load,
 * microseconds for the first decision after that, microseconds from the start of the virtual
 * machine to the first decision, and the bytes of heap that are kept.
 */
public final class ColdStart {
  private static final int COLLECTIONS = 3;

  private ColdStart() {}

  /** See the class. */
  public static void main(String[] arguments) {
    long entered = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    Workload workload = Workload.named(arguments[0]);
    Entry entry = Contestants.find(workload, arguments[1]);
    SampleRequest request = workload.requests(2).getFirst();
    long before = used();
    long start = System.nanoTime();
    Contestant<?, ?> contestant = entry.load().get();
    long loaded = System.nanoTime();
    String verdict = decide(contestant, request);
    long decided = System.nanoTime();
    long after;
    try {
      after = used();
    } finally {
      Reference.reachabilityFence(contestant);
    }
    if (verdict.isEmpty()) {
      throw new IllegalStateException("the first request was not decided");
    }
    System.out.println(
        "%d %d %d %d"
            .formatted(
                (loaded - start) / 1000,
                (decided - loaded) / 1000,
                1000 * entered + (decided - start) / 1000,
                Math.max(0, after - before)));
    System.out.flush();
    // Contestants may have left threads behind.
    Runtime.getRuntime().halt(0);
  }

  private static <I, A> String decide(Contestant<I, A> contestant, SampleRequest request) {
    return contestant.verdict(contestant.answer(contestant.input(request)));
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
