package org.proviso.spectroscopy.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.proviso.spectroscopy.demonstration.SimulatedSpectrum;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.FitSettings;
import org.proviso.spectroscopy.fit.Interval;
import org.proviso.spectroscopy.fit.LinearCombinationFit;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/**
 * Bias, error, interval coverage and interval width of the ratios to creatine, misfit by misfit, on
 * the development spectra. Seeded: the same arguments print the same numbers.
 */
public final class MisfitBenchmark {

  private static final Map<String, List<String>> AMOUNTS = amounts();
  private static final List<String> CREATINE = List.of("Cr", "PCr");

  private final MisfitSimulator simulator = new MisfitSimulator();
  private final LinearCombinationFit fit;

  /** A benchmark of the fit with given settings and the standard basis. */
  MisfitBenchmark(FitSettings settings) {
    fit =
        new LinearCombinationFit(
            BasisSimulator.shared()
                .basis(
                    BasisSimulator.BRAIN_METABOLITES,
                    BasisSimulator.BROAD_COMPONENTS,
                    PulseSequence.Press.ofEchoTime(0.03),
                    simulator.acquisition().spectrometerFrequency()),
            simulator.acquisition(),
            MisfitSimulator.POINTS,
            settings);
  }

  private static Map<String, List<String>> amounts() {
    Map<String, List<String>> amounts = new LinkedHashMap<>();
    amounts.put("tNAA", List.of("NAA", "NAAG"));
    amounts.put("tCho", List.of("GPC", "PCho"));
    amounts.put("Ins", List.of("Ins"));
    amounts.put("Glx", List.of("Glu", "Gln"));
    return amounts;
  }

  /**
   * One ratio in one cell; bias, error and width in percent of the mean truth.
   *
   * @param name numerator of the ratio to creatine
   * @param bias mean error
   * @param error root of the mean squared error
   * @param coverage percent of 95 % intervals of the ratio that hold the truth
   * @param width median full width of the interval
   * @param amountCoverage the same as coverage for the amount
   */
  record Row(
      String name,
      double bias,
      double error,
      double coverage,
      double width,
      double amountCoverage) {}

  /** Runs one cell. */
  List<Row> run(Misfit misfit, double signalToNoise, int spectra, long firstSeed) {
    List<SimulatedSpectrum> truths = new ArrayList<>();
    List<FitResult> results = new ArrayList<>();
    for (int i = 0; i < spectra; i++) {
      SimulatedSpectrum drawn =
          simulator.draw(misfit, signalToNoise, new SplittableRandom(firstSeed + i));
      truths.add(drawn);
      results.add(fit.fit(drawn.signal()));
    }
    List<Row> rows = new ArrayList<>();
    AMOUNTS.forEach((name, members) -> rows.add(row(name, members, truths, results)));
    return rows;
  }

  private static Row row(
      String name, List<String> members, List<SimulatedSpectrum> truths, List<FitResult> results) {
    int count = truths.size();
    double mean = 0;
    double bias = 0;
    double squares = 0;
    int covered = 0;
    int amountsCovered = 0;
    double[] widths = new double[count];
    for (int i = 0; i < count; i++) {
      double truth = truths.get(i).amplitude(members) / truths.get(i).amplitude(CREATINE);
      var ratio = results.get(i).ratio(name + "/tCr").orElseThrow();
      double error = ratio.value().orElse(0) - truth;
      Interval interval = ratio.interval95();
      mean += truth / count;
      bias += error / count;
      squares += error * error / count;
      covered += interval.contains(truth) ? 1 : 0;
      amountsCovered +=
          results
                  .get(i)
                  .metabolite(name)
                  .orElseThrow()
                  .interval95()
                  .contains(truths.get(i).amplitude(members))
              ? 1
              : 0;
      widths[i] = interval.upper() - interval.lower();
    }
    Arrays.sort(widths);
    return new Row(
        name,
        100 * bias / mean,
        100 * Math.sqrt(squares) / mean,
        100.0 * covered / count,
        100 * widths[count / 2] / mean,
        100.0 * amountsCovered / count);
  }

  /**
   * Prints the table.
   *
   * @param arguments number of spectra of each cell (default 300), signal-to-noise ratio (60), then
   *     misfits (all)
   */
  public static void main(String[] arguments) {
    int spectra = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
    double signalToNoise = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 60;
    List<Misfit> misfits =
        arguments.length > 2
            ? Arrays.stream(arguments).skip(2).map(Misfit::valueOf).toList()
            : List.of(Misfit.values());
    MisfitBenchmark benchmark = new MisfitBenchmark(FitSettings.standard());
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        "%d spectra each, signal-to-noise ratio %.0f; ratios to tCr: bias, RMSE, coverage (of the"
            + " amount), width of the interval, percent%n",
        spectra,
        signalToNoise);
    for (Misfit misfit : misfits) {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-21s", misfit));
      for (Row row : benchmark.run(misfit, signalToNoise, spectra, 1)) {
        line.append(
            String.format(
                Locale.ROOT,
                " | %-4s %+6.1f %5.1f %5.1f (%5.1f) %5.1f",
                row.name(),
                row.bias(),
                row.error(),
                row.coverage(),
                row.amountCoverage(),
                row.width()));
      }
      out.println(line);
    }
  }
}
