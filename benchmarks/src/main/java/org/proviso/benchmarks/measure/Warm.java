package org.proviso.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.proviso.benchmarks.report.Figure;

/** Runs benchmarks in virtual machines of their own, warmed up, on one thread. */
final class Warm {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final boolean quick;
  private final int warmUps;

  /**
   * @param quick to see that everything works, with numbers that mean nothing
   * @param warmUps seconds before measuring begins; engines of many classes need more
   */
  Warm(boolean quick, int warmUps) {
    this.quick = quick;
    this.warmUps = warmUps;
  }

  /**
   * Measures one benchmark.
   *
   * @param benchmark its class and method
   * @param parameters names and values in turn
   * @param labelled how to name the figures; part, workload, subject, title and selection count
   */
  List<Figure> measure(String benchmark, List<String> parameters, Figure labelled) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "$")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .forks(1)
            .threads(1)
            .warmupIterations(quick ? 1 : warmUps)
            .warmupTime(TimeValue.milliseconds(quick ? 300 : 1000))
            .measurementIterations(quick ? 2 : 3)
            .measurementTime(TimeValue.milliseconds(quick ? 200 : 1000))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    for (int index = 0; index < parameters.size(); index += 2) {
      options.param(parameters.get(index), parameters.get(index + 1));
    }
    try {
      RunResult result = new Runner(options.build()).runSingle();
      var figures = new ArrayList<Figure>();
      figures.add(figure(labelled, result.getPrimaryResult(), labelled.measure(), "1/s"));
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      if (allocated != null) {
        figures.add(figure(labelled, allocated, labelled.measure() + ", allocated", "B"));
      }
      return figures;
    } catch (RunnerException failure) {
      throw new IllegalStateException(benchmark + " " + parameters + " failed", failure);
    }
  }

  private static Figure figure(Figure labelled, Result<?> result, String measure, String unit) {
    return new Figure(
        labelled.part(),
        labelled.workload(),
        labelled.subject(),
        labelled.title(),
        labelled.selection(),
        measure,
        result.getScore(),
        Optional.of(result.getScoreError()),
        unit);
  }
}
