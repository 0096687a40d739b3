package org.proviso.analysis.speed;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.proviso.analysis.diff.GuidelineDiff;
import org.proviso.analysis.verify.Verifier;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/**
 * Prints how long {@code verify} takes for each document of the library, and {@code diff} for each
 * version and the one before it: the first time, the shortest of some later times, and how much of
 * that the processor was busy with it, which other work on the machine changes less.
 */
public final class SpeedMain {
  private static final int REPEATS = 3;

  private SpeedMain() {}

  /**
   * Measures the library in the repository.
   *
   * @param arguments nothing, or a part of the names of the files to measure
   */
  public static void main(String[] arguments) throws IOException {
    Library library = Library.load(Path.of(System.getProperty("proviso.root", ".."), "guidelines"));
    String wanted = arguments.length == 0 ? "" : arguments[0];
    System.out.println("| what | document | first | later | processor, later | result |");
    System.out.println("|---|---|---|---|---|---|");
    for (String id : library.identifiers()) {
      List<Guideline> versions = library.versions(id);
      for (int index = 0; index < versions.size(); index++) {
        Guideline version = versions.get(index);
        if (!version.file().contains(wanted)) {
          continue;
        }
        measure("verify", version.file(), () -> Verifier.verify(version).size() + " findings");
        if (index > 0) {
          Guideline before = versions.get(index - 1);
          measure(
              "diff",
              version.file(),
              () -> GuidelineDiff.between(before, version).regions().size() + " regions");
        }
      }
    }
  }

  private static void measure(String what, String file, Supplier<String> work) {
    long first = 0;
    long later = Long.MAX_VALUE;
    long processor = Long.MAX_VALUE;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String result = "";
    for (int repeat = 0; repeat <= REPEATS; repeat++) {
      long busy = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      result = work.get();
      long taken = (System.nanoTime() - start) / 1_000_000;
      if (repeat == 0) {
        first = taken;
      } else {
        later = Math.min(later, taken);
        processor = Math.min(processor, (threads.getCurrentThreadCpuTime() - busy) / 1_000_000);
      }
      if (repeat > 0 && taken > 5_000) {
        break;
      }
    }
    System.out.printf(
        "| %s | %s | %d ms | %d ms | %d ms | %s |%n", what, file, first, later, processor, result);
  }
}
