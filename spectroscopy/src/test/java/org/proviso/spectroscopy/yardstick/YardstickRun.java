package org.proviso.spectroscopy.yardstick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proviso.spectroscopy.yardstick.fitter.Fitter;
import org.proviso.spectroscopy.yardstick.fitter.LcmodelFitter;
import org.proviso.spectroscopy.yardstick.fitter.ProvisoFitter;
import org.proviso.spectroscopy.yardstick.score.ResultRow;
import org.proviso.spectroscopy.yardstick.score.ResultsFile;
import org.proviso.spectroscopy.yardstick.score.ScoreTables;
import org.proviso.spectroscopy.yardstick.signal.Protocol;
import org.proviso.spectroscopy.yardstick.signal.YardstickSpectrum;

/**
 * Scores a fitter on the yardstick. Exit codes: 0 done; 2 wrong options; 3 the fitter is not
 * installed.
 */
public final class YardstickRun {

  private static final int PROGRESS_EVERY = 5;

  private YardstickRun() {}

  /** Runs the command; see {@link RunOptions#USAGE}. */
  public static void main(String[] arguments) throws IOException {
    RunOptions options;
    try {
      options = RunOptions.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(RunOptions.USAGE);
      System.exit(2);
      return;
    }
    Optional<Fitter> fitter = fitter(options.fitter());
    if (fitter.isEmpty()) {
      System.err.println(
          "The fitter "
              + options.fitter()
              + " was not found; nothing was run. For LCModel set "
              + LcmodelFitter.VARIABLE
              + " to its executable.");
      System.exit(3);
      return;
    }
    RunLog.add(options, fitter.get().name(), Clock.systemUTC());
    run(options, fitter.get());
  }

  private static Optional<Fitter> fitter(String name) {
    return switch (name) {
      case "proviso" -> Optional.of(new ProvisoFitter());
      case "lcmodel" -> LcmodelFitter.find(Protocol.press30());
      default -> Optional.empty();
    };
  }

  /** Index by index over all cells, so that a run that is broken off has all cells alike. */
  private static void run(RunOptions options, Fitter fitter) throws IOException {
    Yardstick yardstick = new Yardstick(Protocol.press30());
    ResultsFile results = new ResultsFile(options.results());
    List<Cell> cells = Cell.all().stream().filter(options::includes).toList();
    int most = cells.stream().mapToInt(options::spectraOf).max().orElse(0);
    for (int index = 0; index < most; index++) {
      for (Cell cell : cells) {
        if (index < options.spectraOf(cell) && !results.has(cell.name(), index)) {
          YardstickSpectrum spectrum = yardstick.spectrum(options.masterSeed(), cell, index);
          results.add(fitted(cell, index, spectrum, fitter));
        }
      }
      if (index % PROGRESS_EVERY == PROGRESS_EVERY - 1 || index == most - 1) {
        System.err.println("spectra of each cell: " + (index + 1) + " of " + most);
        writeTables(options, fitter.name(), results);
      }
    }
  }

  private static ResultRow fitted(Cell cell, int index, YardstickSpectrum spectrum, Fitter fitter)
      throws IOException {
    Path folder = Files.createTempDirectory("yardstick");
    try {
      return ResultRow.of(cell.name(), index, spectrum, fitter.fit(spectrum, folder));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void writeTables(RunOptions options, String fitter, ResultsFile results)
      throws IOException {
    List<String> names = Cell.all().stream().map(Cell::name).toList();
    String title = fitter + " on the yardstick, master seed " + options.masterSeed();
    Files.writeString(beside(options, ".md"), ScoreTables.markdown(title, results.rows(), names));
    Files.writeString(beside(options, "-scores.csv"), ScoreTables.csv(results.rows(), names));
  }

  private static Path beside(RunOptions options, String ending) {
    String name = String.valueOf(options.results().getFileName()).replaceFirst("\\.csv$", "");
    return options.results().resolveSibling(name + ending);
  }
}
