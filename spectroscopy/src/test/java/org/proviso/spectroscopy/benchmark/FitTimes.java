package org.proviso.spectroscopy.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.proviso.spectroscopy.Spectroscopy;
import org.proviso.spectroscopy.SpectrumOutcome;
import org.proviso.spectroscopy.SpectrumRequest;
import org.proviso.spectroscopy.demonstration.DemoScan;
import org.proviso.spectroscopy.demonstration.Population;
import org.proviso.spectroscopy.demonstration.SpectrumSimulator;
import org.proviso.spectroscopy.fit.FitSettings;
import org.proviso.spectroscopy.fit.LinearCombinationFit;
import org.proviso.spectroscopy.read.SuppliedParameters;

/**
 * Time of the fit alone and of a voxel from its files to its report, memory, and throughput of many
 * reports at once, as a table in Markdown. Run with a folder to write into, on a machine that does
 * nothing else, with {@code taskset -c 0} for one core; the first report is that of a process just
 * started.
 */
public final class FitTimes {

  private static final int WARM_UP = 60;
  private static final int FITS = 200;
  private static final int REPORTS = 40;

  private FitTimes() {}

  /**
   * Prints the times.
   *
   * @param arguments the folder
   * @throws IOException when a file cannot be written
   * @throws InterruptedException when the process is told to stop
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected a folder to write into");
    }
    Path folder = Path.of(arguments[0]);
    PrintStream out = System.out;
    DemoScan.write(Population.NORMATIVE, folder);
    double start = System.nanoTime();
    report(folder, 0);
    row(out, "what", "value");
    row(out, "---", "---");
    row(
        out,
        "first report of the process, basis simulated",
        String.format(Locale.ROOT, "%.0f ms", (System.nanoTime() - start) / 1e6));
    row(
        out,
        "start of the process to its first report",
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime() + " ms");
    fits(out);
    double[] times = new double[REPORTS];
    for (int i = 0; i < REPORTS; i++) {
      start = System.nanoTime();
      report(folder, 0);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    times(out, "files to report, one thread, warm", times);
    for (int threads = 1; threads <= 2; threads++) {
      row(
          out,
          "reports a second, " + threads + " thread(s), warm",
          String.format(Locale.ROOT, "%.1f", rate(folder, threads)));
    }
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    row(out, "largest use of the heap", (peak >> 20) + " MB");
    row(out, "largest resident size of the process", resident());
  }

  /** The kernel's high-water mark, where there is one to read. */
  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return "not known on this system";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
        .findFirst()
        .orElse("not known on this system");
  }

  private static void row(PrintStream out, String what, String value) {
    out.println("| " + what + " | " + value + " |");
  }

  private static void fits(PrintStream out) {
    SpectrumSimulator simulator = new SpectrumSimulator();
    LinearCombinationFit fit =
        new LinearCombinationFit(
            simulator.basis(),
            simulator.acquisition(),
            SpectrumSimulator.POINTS,
            FitSettings.standard());
    double[] times = new double[FITS];
    int iterations = 0;
    for (int number = -WARM_UP; number < FITS; number++) {
      double[] signal =
          simulator.draw(Population.NORMATIVE, 30, new SplittableRandom(number)).signal();
      double start = System.nanoTime();
      int taken = fit.fit(signal).iterations();
      if (number >= 0) {
        times[number] = (System.nanoTime() - start) / 1e6;
        iterations += taken;
      }
    }
    times(out, "fit alone, one thread, warm", times);
    row(
        out,
        "iterations of a fit, mean",
        String.format(Locale.ROOT, "%.1f", (double) iterations / FITS));
  }

  private static void times(PrintStream out, String what, double[] times) {
    Arrays.sort(times);
    row(
        out,
        what,
        String.format(
            Locale.ROOT,
            "median %.1f ms, ninth decile %.1f ms",
            times[times.length / 2],
            times[times.length * 9 / 10]));
  }

  private static void report(Path folder, int number) throws IOException {
    SpectrumRequest request =
        new SpectrumRequest(
            folder.resolve("metabolites.nii.gz"),
            Optional.of(folder.resolve("water.nii.gz")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SuppliedParameters.none(),
            folder.resolve("report-" + number));
    SpectrumOutcome outcome = new Spectroscopy(Clock.systemUTC()).run(request, step -> {});
    if (outcome instanceof SpectrumOutcome.Refused refused) {
      throw new IllegalStateException("the demo scan was refused: " + refused.reasons());
    }
  }

  private static double rate(Path folder, int threads) throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    double start = System.nanoTime();
    for (int number = 0; number < REPORTS; number++) {
      int own = number;
      workers.execute(
          () -> {
            try {
              report(folder, own);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    workers.shutdown();
    if (!workers.awaitTermination(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the reports took longer than ten minutes");
    }
    return REPORTS / ((System.nanoTime() - start) / 1e9);
  }
}
