package org.proviso.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.facts.Request;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;

/**
 * How long compiling and deciding take: {@code DecideTimes GUIDELINES-FOLDER [ROUNDS [NAME-PART]]}.
 * Prints for each document the milliseconds of its first compilation in this process and, over its
 * cases decided with all explanations, the median and the greatest time of a case in the last
 * round, in microseconds. Times are those of the processor, so that other work on the machine
 * counts as little as possible.
 */
public final class DecideTimes {
  private DecideTimes() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    String part = arguments.length > 2 ? arguments[2] : "";
    System.out.printf(
        "%-40s %10s %6s %10s %10s%n", "document", "compile ms", "cases", "median us", "most us");
    for (Guideline guideline : Library.load(Path.of(arguments[0])).guidelines()) {
      String name = guideline.id() + " " + guideline.version();
      if (name.contains(part)) {
        measure(name, guideline, rounds);
      }
    }
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void measure(String name, Guideline guideline, int rounds) {
    long start = now();
    Compilation compilation = Engine.compile(guideline);
    double compiling = (now() - start) / 1e6;
    switch (compilation) {
      case Compilation.Rejected(var diagnostics) ->
          System.out.printf("%-40s %10.1f rejected: %s%n", name, compiling, diagnostics);
      case Compilation.Compiled(CompiledGuideline compiled, var _) -> {
        List<Request> requests =
            guideline.cases().stream().map(of -> CaseRunner.request(guideline, of)).toList();
        var times = new long[requests.size()];
        for (int round = 0; round < rounds; round++) {
          for (int index = 0; index < times.length; index++) {
            start = now();
            compiled.decide(requests.get(index));
            times[index] = now() - start;
          }
        }
        Arrays.sort(times);
        System.out.printf(
            "%-40s %10.1f %6d %10.0f %10.0f%n",
            name,
            compiling,
            times.length,
            times.length == 0 ? 0.0 : times[times.length / 2] / 1e3,
            times.length == 0 ? 0.0 : times[times.length - 1] / 1e3);
      }
    }
  }
}
