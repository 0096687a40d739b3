package org.proviso.spectroscopy.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.proviso.spectroscopy.demonstration.Population;
import org.proviso.spectroscopy.demonstration.SimulatedSpectrum;
import org.proviso.spectroscopy.demonstration.SpectrumSimulator;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.FitSettings;
import org.proviso.spectroscopy.fit.Interval;
import org.proviso.spectroscopy.fit.LinearCombinationFit;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.RatioEstimate;

/**
 * Bias, error, failures and interval coverage of the fit on simulated spectra of known truth, and
 * the time of a fit. Seeded: the same arguments print the same numbers, but for the times.
 *
 * <p>Run without arguments for 1,000 spectra of each population and signal-to-noise ratio, or with
 * the number of spectra; a population and a ratio after it run that cell of the table alone.
 */
public final class SimulatedBenchmark {

  private static final Map<String, List<String>> AMOUNTS = amounts();
  private static final List<String> RATIOS =
      List.of("tNAA/tCr", "tCho/tCr", "Ins/tCr", "Glx/tCr", "tCho/tNAA", "Lac/tCr");
  private static final double[] SIGNAL_TO_NOISE = {10, 30, 60, 100};
  private static final int WARM_UP = 100;

  private final SpectrumSimulator simulator = new SpectrumSimulator();
  private final LinearCombinationFit fit =
      new LinearCombinationFit(
          simulator.basis(),
          simulator.acquisition(),
          SpectrumSimulator.POINTS,
          FitSettings.standard());

  private static Map<String, List<String>> amounts() {
    Map<String, List<String>> amounts = new LinkedHashMap<>();
    amounts.put("tNAA", List.of("NAA", "NAAG"));
    amounts.put("tCr", List.of("Cr", "PCr"));
    amounts.put("tCho", List.of("GPC", "PCho"));
    amounts.put("Ins", List.of("Ins"));
    amounts.put("Glx", List.of("Glu", "Gln"));
    amounts.put("Lac", List.of("Lac"));
    amounts.put("Gly", List.of("Gly"));
    amounts.put("GSH", List.of("GSH"));
    return amounts;
  }

  /**
   * One row of the table.
   *
   * @param name amount (mM) or ratio
   * @param mean mean of the truth
   * @param bias mean error; of a ratio the median error, which exists also when the denominator may
   *     vanish
   * @param error root of the mean squared error; of a ratio 1.4826 times the median absolute error
   * @param coverage percent of 95 % intervals that hold the truth
   */
  public record Row(String name, double mean, double bias, double error, double coverage) {}

  /**
   * The outcome for one population and signal-to-noise ratio.
   *
   * @param population concentrations
   * @param signalToNoise ratio
   * @param spectra number of spectra
   * @param failures fits that did not converge or moved the axis by more than 0.05 ppm
   * @param rows one for each amount and ratio
   */
  public record Outcome(
      Population population, double signalToNoise, int spectra, int failures, List<Row> rows) {

    /** Copies the list. */
    public Outcome {
      rows = List.copyOf(rows);
    }

    /** A row by name. */
    public Row row(String name) {
      return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }
  }

  private record Sample(SimulatedSpectrum truth, FitResult result) {}

  /**
   * Runs one cell of the table, on all processors.
   *
   * @param population where concentrations come from
   * @param signalToNoise ratio
   * @param spectra how many
   */
  public Outcome run(Population population, double signalToNoise, int spectra) {
    List<Sample> samples =
        IntStream.range(0, spectra)
            .parallel()
            .mapToObj(
                number -> {
                  SimulatedSpectrum spectrum =
                      simulator.draw(population, signalToNoise, new SplittableRandom(number + 1L));
                  return new Sample(spectrum, fit.fit(spectrum.signal()));
                })
            .toList();
    int failures = 0;
    for (Sample sample : samples) {
      boolean moved = Math.abs(sample.result().lines().shiftPpm()) > 0.05;
      failures += moved || !sample.result().converged() ? 1 : 0;
    }
    List<Row> rows = new ArrayList<>();
    AMOUNTS.forEach((name, members) -> rows.add(amount(samples, name, members)));
    for (String ratio : RATIOS) {
      rows.add(ratio(samples, ratio));
    }
    return new Outcome(population, signalToNoise, spectra, failures, rows);
  }

  private static Row amount(List<Sample> samples, String name, List<String> members) {
    double mean = 0;
    double bias = 0;
    double squares = 0;
    int covered = 0;
    for (Sample sample : samples) {
      double truth = sample.truth().amplitude(members);
      MetaboliteEstimate estimate = sample.result().metabolite(name).orElseThrow();
      mean += truth;
      bias += estimate.amplitude() - truth;
      squares += Math.pow(estimate.amplitude() - truth, 2);
      covered += holds(estimate.interval95(), truth);
    }
    int count = samples.size();
    return new Row(
        name, mean / count, bias / count, Math.sqrt(squares / count), 100.0 * covered / count);
  }

  private static Row ratio(List<Sample> samples, String name) {
    String[] parts = name.split("/", -1);
    List<String> top = AMOUNTS.getOrDefault(parts[0], List.of());
    List<String> bottom = AMOUNTS.getOrDefault(parts[1], List.of());
    double[] truths = new double[samples.size()];
    double[] errors = new double[samples.size()];
    double[] absolute = new double[samples.size()];
    int covered = 0;
    for (int i = 0; i < errors.length; i++) {
      Sample sample = samples.get(i);
      double truth = sample.truth().amplitude(top) / sample.truth().amplitude(bottom);
      RatioEstimate estimate = sample.result().ratio(name).orElseThrow();
      truths[i] = truth;
      errors[i] = estimate.value().orElse(Double.POSITIVE_INFINITY) - truth;
      absolute[i] = Math.abs(errors[i]);
      covered += holds(estimate.interval95(), truth);
    }
    return new Row(
        name,
        median(truths),
        median(errors),
        1.4826 * median(absolute),
        100.0 * covered / errors.length);
  }

  private static int holds(Interval interval, double truth) {
    return interval.contains(truth) ? 1 : 0;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Median processor time of a warmed-up fit on one thread, milliseconds. */
  public double medianMilliseconds(int spectra) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> times = new ArrayList<>();
    for (int number = 0; number < WARM_UP + spectra; number++) {
      SimulatedSpectrum spectrum =
          simulator.draw(Population.NORMATIVE, 30, new SplittableRandom(number + 1L));
      long start = threads.getCurrentThreadCpuTime();
      FitResult result = fit.fit(spectrum.signal());
      if (number >= WARM_UP && result.iterations() > 0) {
        times.add((threads.getCurrentThreadCpuTime() - start) / 1e6);
      }
    }
    Collections.sort(times);
    return times.get(times.size() / 2);
  }

  /**
   * Prints the table.
   *
   * @param arguments number of spectra of each cell, 1,000 when absent; population and
   *     signal-to-noise ratio of a single cell
   */
  public static void main(String[] arguments) {
    int spectra = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    SimulatedBenchmark benchmark = new SimulatedBenchmark();
    PrintStream out = System.out;
    if (arguments.length == 3) {
      Population population = Population.valueOf(arguments[1].toUpperCase(Locale.ROOT));
      print(benchmark.run(population, Double.parseDouble(arguments[2]), spectra), out);
      return;
    }
    out.printf(
        Locale.ROOT,
        "PRESS TE 30 ms, 123.2 MHz, Voigt 2-12 Hz, %d spectra each; mM, ratios as medians%n",
        spectra);
    for (Population population : Population.values()) {
      for (double signalToNoise : SIGNAL_TO_NOISE) {
        print(benchmark.run(population, signalToNoise, spectra), out);
      }
    }
    out.printf(
        Locale.ROOT,
        "median time of one fit (processor time of one thread): %.1f ms%n",
        benchmark.medianMilliseconds(100));
  }

  private static void print(Outcome outcome, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s, signal-to-noise ratio %.0f: failures %.1f %%%n%-10s %9s %9s %9s %9s%n",
        outcome.population(),
        outcome.signalToNoise(),
        100.0 * outcome.failures() / outcome.spectra(),
        "",
        "truth",
        "bias",
        "RMSE",
        "coverage");
    for (Row row : outcome.rows()) {
      out.printf(
          Locale.ROOT,
          "%-10s %9.3f %+9.3f %9.3f %8.1f%%%n",
          row.name(),
          row.mean(),
          row.bias(),
          row.error(),
          row.coverage());
    }
  }
}
