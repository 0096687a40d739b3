package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.WaterSuppression;

/**
 * Plain columns of numbers: the text of the ISMRM fitting challenge (real and imaginary part of the
 * suppressed signal, then of the water signal) and two-column signals. The rotation is this
 * module's.
 */
final class ColumnsReader {

  // The challenge's own description: 123.2 MHz, 4000 Hz, 2048 points, PRESS with TE 30 ms, TR >>
  // T1.
  private static final int CHALLENGE_POINTS = 2048;
  private static final double CHALLENGE_DWELL = 1 / 4000.0;
  private static final double CHALLENGE_FREQUENCY = 123.2;
  private static final double CHALLENGE_ECHO = 0.030;

  private ColumnsReader() {}

  /** Whether the first lines are two or four numbers each. */
  static boolean matches(String text) {
    int lines = 0;
    for (String line : text.lines().limit(8).toList()) {
      String[] fields = line.strip().split("[\\s,;]+", -1);
      if (fields.length != 2 && fields.length != 4) {
        return false;
      }
      for (String field : fields) {
        if (!field.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
            && !field.toLowerCase(Locale.ROOT).equals("nan")) {
          return false;
        }
      }
      lines++;
    }
    return lines == 8;
  }

  static List<MrsData> read(String text, SuppliedParameters supplied)
      throws UnreadableFileException {
    List<double[]> rows = new ArrayList<>();
    int columns = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String[] fields = line.strip().split("[\\s,;]+", -1);
      columns = rows.isEmpty() ? fields.length : columns;
      if (fields.length != columns) {
        throw UnreadableFileException.truncated(
            "line " + number + " has " + fields.length + " of " + columns + " columns.");
      }
      double[] row = new double[columns];
      for (int i = 0; i < columns; i++) {
        try {
          row[i] = Double.parseDouble(fields[i]);
        } catch (NumberFormatException e) {
          row[i] = Double.NaN;
        }
      }
      rows.add(row);
    }
    boolean known =
        supplied.dwellTime().isPresent() && supplied.spectrometerFrequency().isPresent();
    if (!known && columns == 4 && rows.size() < CHALLENGE_POINTS) {
      throw UnreadableFileException.truncated(
          "the text holds "
              + rows.size()
              + " rows of four columns; the fitting challenge has "
              + CHALLENGE_POINTS
              + ".");
    }
    if (!known && (columns != 4 || rows.size() != CHALLENGE_POINTS)) {
      throw UnreadableFileException.missing(
          "plain columns of numbers carry no dwell time and no frequency.");
    }
    List<MrsData> measurements = new ArrayList<>();
    for (int first = 0; first + 1 < columns; first += 2) {
      MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.FITTING_CHALLENGE_TEXT);
      builder.acquisition().dwellTime(CHALLENGE_DWELL);
      builder.acquisition().spectrometerFrequency(CHALLENGE_FREQUENCY);
      if (known) {
        supplied.apply(builder);
      } else {
        builder.acquisition().echoTime(CHALLENGE_ECHO);
        builder.acquisition().sequence(Sequence.named("PRESS"));
        builder.used(
            "acquisition",
            "123.2 MHz, 4000 Hz, PRESS, TE 30 ms",
            "ISMRM fitting challenge 2016, description of the data");
        builder.remark(
            "The file carries no parameters: 2048 rows of four columns were taken for the fitting "
                + "challenge.");
      }
      builder.used("columns", (first + 1) + " and " + (first + 2), "text");
      boolean water = first == 2;
      builder
          .acquisition()
          .waterSuppression(
              columns == 4
                  ? water ? WaterSuppression.UNSUPPRESSED : WaterSuppression.SUPPRESSED
                  : WaterSuppression.UNKNOWN);
      double[] values = new double[2 * rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        values[2 * i] = rows.get(i)[first];
        values[2 * i + 1] = rows.get(i)[first + 1];
      }
      measurements.add(builder.build(rows.size(), List.of(), values));
    }
    return measurements;
  }
}
