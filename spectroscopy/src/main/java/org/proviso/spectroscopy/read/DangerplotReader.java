package org.proviso.spectroscopy.read;

import java.util.List;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.SourceFormat;

/**
 * Dangerplot text: keyed header lines, then real and imaginary part of each point. The header knows
 * phases and a reference, which a viewer applies; the signal is as measured and is left so. The
 * rotation is this module's.
 */
final class DangerplotReader {

  private DangerplotReader() {}

  static boolean matches(String text) {
    return text.startsWith("Dangerplot_version");
  }

  static MrsData read(String text) throws UnreadableFileException {
    HeaderFields header = new HeaderFields("dangerplot");
    List<String> lines = text.lines().toList();
    int line = 0;
    while (line < lines.size() && !lines.get(line).startsWith("Real_FID")) {
      String[] pair = lines.get(line).strip().split("\\s+", 2);
      if (pair.length == 2) {
        header.put(pair[0], pair[1]);
      }
      line++;
    }
    int points = header.count("Number_of_points", 16, MeasurementBuilder.MAX_POINTS);
    if (lines.size() - line - 1 < points) {
      throw UnreadableFileException.truncated(
          "the dangerplot promises "
              + points
              + " points, "
              + (lines.size() - line - 1)
              + " lines follow.");
    }
    double[] values = new double[2 * points];
    for (int i = 0; i < points; i++) {
      String[] pair = lines.get(line + 1 + i).strip().split("\\s+", -1);
      if (pair.length < 2) {
        throw UnreadableFileException.truncated(
            "line " + (line + 2 + i) + " of the dangerplot is not two numbers.");
      }
      values[2 * i] = number(pair[0], line + 2 + i);
      values[2 * i + 1] = number(pair[1], line + 2 + i);
    }
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.DANGERPLOT);
    use(builder, header, "points", "Number_of_points");
    use(builder, header, "spectral width", "Sampling_frequency");
    builder.acquisition().dwellTime(1 / header.required("Sampling_frequency"));
    use(builder, header, "spectrometer frequency", "Transmitter_frequency");
    builder.acquisition().spectrometerFrequency(header.required("Transmitter_frequency") / 1e6);
    builder.remark("The dangerplot's display phases and reference were not applied.");
    builder.remark("A dangerplot carries no echo time, sequence or voxel position.");
    return builder.build(points, List.of(), values);
  }

  private static double number(String text, int line) throws UnreadableFileException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw UnreadableFileException.inconsistent(
          "line " + line + " of the dangerplot holds \"" + text + "\", which is no number.");
    }
  }

  private static void use(
      MeasurementBuilder builder, HeaderFields header, String name, String key) {
    header.find(key).ifPresent(raw -> builder.used(name, raw, "dangerplot " + key));
  }
}
