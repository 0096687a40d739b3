package org.proviso.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.proviso.benchmarks.contestants.Contestants;
import org.proviso.benchmarks.contestants.Entry;
import org.proviso.benchmarks.ours.Versions;
import org.proviso.benchmarks.report.Figure;
import org.proviso.benchmarks.requests.Workload;

/** Starts virtual machines anew to see how long contestants take to get going. */
final class Cold {
  private static final List<String> MEASURES =
      List.of("load", "first decision", "start to first decision", "heap kept");

  private final int starts;

  Cold(boolean quick) {
    this.starts = quick ? 1 : 3;
  }

  /** The medians over several starts, and the lines of the guideline's source. */
  List<Figure> measure() throws IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    for (Workload workload : Workload.values()) {
      for (Entry entry : Contestants.of(workload)) {
        figures.add(
            figure(
                workload, entry, "lines", Lines.count(Versions.root(), entry.sources()), "lines"));
        var runs = new ArrayList<long[]>();
        for (int start = 0; start < starts; start++) {
          runs.add(start(workload, entry));
        }
        for (int measure = 0; measure < MEASURES.size(); measure++) {
          boolean heap = measure == MEASURES.size() - 1;
          int column = measure;
          double[] sorted = runs.stream().mapToDouble(run -> run[column]).sorted().toArray();
          double median = sorted[sorted.length / 2];
          figures.add(
              figure(
                  workload,
                  entry,
                  MEASURES.get(measure),
                  heap ? median : median / 1000,
                  heap ? "B" : "ms"));
        }
      }
    }
    return figures;
  }

  private static Figure figure(
      Workload workload, Entry entry, String measure, double value, String unit) {
    return new Figure(
        "cold",
        workload.id(),
        entry.id(),
        entry.title(),
        "",
        measure,
        value,
        Optional.empty(),
        unit);
  }

  private static long[] start(Workload workload, Entry entry)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dproviso.root=" + Versions.root(),
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName(),
                workload.id(),
                entry.id())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(entry.id() + " did not start: " + output);
    }
    String last = output.lines().reduce("", (_, line) -> line);
    return Arrays.stream(last.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }
}
