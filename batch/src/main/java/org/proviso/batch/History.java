package org.proviso.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file of past or pending requests, cut in parts that can be read at the same time. Rows are read
 * as slices of bytes: a field of a flat file, or a whole line.
 */
public sealed interface History permits CsvHistory, ParquetHistory, BundleHistory {
  /** The file, for messages. */
  Path file();

  /** The names of the columns, in order; empty when each row is a FHIR bundle. */
  List<String> columns();

  /** How many parts there are. */
  int parts();

  /** What a row is called in messages, {@code line} or {@code row}. */
  String place();

  /**
   * Reads one part. Any number of parts may be read at once, each by one thread.
   *
   * @throws IOException when the file cannot be read, or is not what its name says
   */
  void read(int part, Rows rows) throws IOException;

  /** Takes the rows of a part, in order. */
  interface Rows {
    /**
     * A row. The arrays are valid during the call only.
     *
     * @param place of the row within its part, from 0: a line of a text file, a row of a Parquet
     *     file
     * @param bytes for each column the array that its field is in; of a field that is empty any
     * @param from where each field begins
     * @param until where each field ends; equal to {@code from} where it is empty
     */
    void row(long place, byte[][] bytes, int[] from, int[] until);

    /** A row that cannot be read as one. */
    void malformed(long place, String reason);

    /** The part is at its end and has had so many places. */
    void end(long places);
  }

  /**
   * Opens a file by its name: {@code .csv}, {@code .parquet}, {@code .ndjson} or {@code .jsonl}.
   *
   * @throws IOException when it cannot be read
   * @throws HistoryFormatException when it is none of these, or its header cannot be used
   */
  static History open(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return ParquetHistory.open(file);
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return BundleHistory.open(file);
    }
    if (name.endsWith(".csv")) {
      return CsvHistory.open(file);
    }
    throw new HistoryFormatException(
        "What the file holds cannot be told from its name.",
        "Name it .csv, .parquet, or .ndjson (one FHIR bundle a line).");
  }
}
