package org.proviso.spectroscopy.yardstick;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run does.
 *
 * @param fitter {@code proviso} or {@code lcmodel}
 * @param masterSeed names the set of spectra
 * @param spectra spectra of each cell but the last
 * @param together spectra of the cell with all misfits
 * @param cells names of the cells; empty for all
 * @param results file of the rows; a spectrum that has its row is not fitted again
 * @param log page of all runs
 * @param note a few words for the log
 */
record RunOptions(
    String fitter,
    int masterSeed,
    int spectra,
    int together,
    List<String> cells,
    Path results,
    Path log,
    String note) {

  static final String USAGE =
      """
      Usage: YardstickRun --fitter proviso|lcmodel --seed N --results FILE.csv
             [--spectra 300] [--together 1000] [--cells "none,lipids"] [--note TEXT]
             [--log docs/yardstick-runs.md]

      Fits the spectra of the yardstick, writes a row for each to FILE.csv and the tables to
      FILE.md and FILE-scores.csv, and adds a line to the log. A run that was broken off goes on
      where it stopped. LCModel is found by the environment variable LCMODEL.

      Example: YardstickRun --fitter lcmodel --seed 2 --spectra 60 --together 60 --results lc.csv
      """;

  /** Copies the list. */
  RunOptions {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when an option is unknown or missing
   */
  static RunOptions parse(String... arguments) {
    RunOptions options =
        new RunOptions(
            "", -1, 300, 1000, List.of(), Path.of(""), Path.of("docs/yardstick-runs.md"), "");
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " has no value.");
      }
      options = options.with(arguments[i], arguments[i + 1]);
    }
    if (options.masterSeed < 0
        || options.fitter.isEmpty()
        || options.results.toString().isEmpty()) {
      throw new IllegalArgumentException("--fitter, --seed and --results are needed.");
    }
    List<String> known = Cell.all().stream().map(Cell::name).toList();
    for (String cell : options.cells) {
      if (!known.contains(cell)) {
        throw new IllegalArgumentException(
            "Unknown cell: " + cell + ". Cells are: " + String.join(", ", known) + ".");
      }
    }
    return options;
  }

  private RunOptions with(String option, String value) {
    return switch (option) {
      case "--fitter" ->
          new RunOptions(value, masterSeed, spectra, together, cells, results, log, note);
      case "--seed" ->
          new RunOptions(fitter, whole(value), spectra, together, cells, results, log, note);
      case "--spectra" ->
          new RunOptions(fitter, masterSeed, whole(value), together, cells, results, log, note);
      case "--together" ->
          new RunOptions(fitter, masterSeed, spectra, whole(value), cells, results, log, note);
      case "--cells" ->
          new RunOptions(
              fitter, masterSeed, spectra, together, List.of(value.split(",")), results, log, note);
      case "--results" ->
          new RunOptions(fitter, masterSeed, spectra, together, cells, Path.of(value), log, note);
      case "--log" ->
          new RunOptions(
              fitter, masterSeed, spectra, together, cells, results, Path.of(value), note);
      case "--note" ->
          new RunOptions(fitter, masterSeed, spectra, together, cells, results, log, value);
      default -> throw new IllegalArgumentException("Unknown option: " + option);
    };
  }

  private static int whole(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException notWhole) {
      throw new IllegalArgumentException("Not a whole number: " + value, notWhole);
    }
  }

  /** Whether a cell is part of the run. */
  boolean includes(Cell cell) {
    return cells.isEmpty() || cells.contains(cell.name());
  }

  /** Spectra of a cell. */
  int spectraOf(Cell cell) {
    return cell.name().equals(Cell.TOGETHER) ? together : spectra;
  }
}
