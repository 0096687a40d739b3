package org.proviso.spectroscopy.yardstick.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The rows of a run, on disk as they come, so that a run that was broken off can go on. */
public final class ResultsFile {

  private final Path file;
  private final List<ResultRow> rows = new ArrayList<>();

  /**
   * Opens a file and reads what it holds.
   *
   * @param file comma-separated values; created when absent
   * @throws IOException when the file system refuses
   * @throws IllegalArgumentException when a line is not a result
   */
  public ResultsFile(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      Files.readAllLines(file).stream().skip(1).map(ResultRow::fromCsv).forEach(rows::add);
    } else {
      Files.writeString(file, ResultRow.header() + "\n");
    }
  }

  /** Whether a spectrum has its row. */
  public boolean has(String cell, int index) {
    return rows.stream().anyMatch(row -> row.cell().equals(cell) && row.index() == index);
  }

  /** Adds a row. */
  public void add(ResultRow row) throws IOException {
    Files.writeString(file, row.toCsv() + "\n", StandardOpenOption.APPEND);
    rows.add(row);
  }

  /** All rows. */
  public List<ResultRow> rows() {
    return List.copyOf(rows);
  }
}
