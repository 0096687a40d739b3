package org.proviso.spectroscopy.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proviso.spectroscopy.read.LcmodelResult.Curves;
import org.proviso.spectroscopy.read.LcmodelResult.Row;
import org.proviso.spectroscopy.read.Refusal.Reason;

/** Reads LCModel's {@code .table} and {@code .coord} files, as reference answers. */
final class LcmodelResultReader {

  /** What came of reading. */
  public sealed interface Outcome {
    /**
     * A result.
     *
     * @param result the result
     */
    record Found(LcmodelResult result) implements Outcome {}

    /**
     * None.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements Outcome {}
  }

  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_POINTS = 1 << 17;
  private static final Pattern ROW =
      Pattern.compile("^\\s*([-+.0-9Ee]+)\\s+(\\d+)%\\s+([-+.0-9Ee]+)\\s+(\\S+)\\s*$");
  private static final Pattern ROW_WITHOUT_RATIO =
      Pattern.compile("^\\s*([-+.0-9Ee]+)\\s+(\\d+)%\\s+(\\S+)\\s*$");
  private static final Pattern QUALITY =
      Pattern.compile("FWHM\\s*=\\s*([.0-9Ee+-]+)\\s*ppm\\s+S/N\\s*=\\s*([.0-9Ee+-]+)");
  private static final Pattern AXIS = Pattern.compile("^\\s*(\\d+) points on ppm-axis");

  private LcmodelResultReader() {}

  /**
   * Reads a result.
   *
   * @param file a {@code .table} or {@code .coord} file, told by its content
   * @return the result or the reason why there is none; never throws for bad content
   */
  public static Outcome read(Path file) {
    try {
      FileBytes bytes = FileBytes.of(file);
      if (bytes.size() > MAX_BYTES) {
        throw new UnreadableFileException(
            Reason.TOO_LARGE, "the file has " + bytes.size() + " bytes.", "Is it the right one?");
      }
      return new Outcome.Found(parse(bytes.text(0, bytes.size()).lines().toList()));
    } catch (UnreadableFileException e) {
      return new Outcome.Refused(e.refusal(file.toString()));
    } catch (IOException | SecurityException e) {
      return new Outcome.Refused(
          new Refusal(
              Reason.INACCESSIBLE,
              file.toString(),
              "the file cannot be opened (" + e.getClass().getSimpleName() + ").",
              "Check the path."));
    }
  }

  private static LcmodelResult parse(List<String> lines) throws UnreadableFileException {
    int start = -1;
    for (int i = 0; i < lines.size() && start < 0; i++) {
      start = lines.get(i).contains("lines in following concentration table") ? i + 2 : -1;
    }
    if (start < 0) {
      throw new UnreadableFileException(
          Reason.UNKNOWN_FORMAT,
          "the file holds no concentration table of LCModel.",
          "Give a .table or .coord file.");
    }
    List<Row> rows = new ArrayList<>();
    int line = start;
    for (; line < lines.size(); line++) {
      Optional<Row> row = row(lines.get(line));
      if (row.isEmpty()) {
        break;
      }
      rows.add(row.get());
    }
    if (rows.isEmpty()) {
      throw UnreadableFileException.truncated("the concentration table of LCModel is empty.");
    }
    OptionalDouble linewidth = OptionalDouble.empty();
    OptionalDouble signalToNoise = OptionalDouble.empty();
    Optional<Curves> curves = Optional.empty();
    for (; line < lines.size(); line++) {
      Matcher quality = QUALITY.matcher(lines.get(line));
      if (quality.find()) {
        linewidth = OptionalDouble.of(number(quality.group(1)));
        signalToNoise = OptionalDouble.of(number(quality.group(2)));
      }
      Matcher axis = AXIS.matcher(lines.get(line));
      if (axis.find()) {
        curves = Optional.of(curves(lines, line, (int) number(axis.group(1))));
        break;
      }
    }
    return new LcmodelResult(rows, linewidth, signalToNoise, curves);
  }

  private static Optional<Row> row(String line) throws UnreadableFileException {
    Matcher full = ROW.matcher(line);
    if (full.matches()) {
      return Optional.of(
          new Row(
              full.group(4), number(full.group(1)), number(full.group(2)), number(full.group(3))));
    }
    Matcher partial = ROW_WITHOUT_RATIO.matcher(line);
    return partial.matches()
        ? Optional.of(
            new Row(partial.group(3), number(partial.group(1)), number(partial.group(2)), 0))
        : Optional.empty();
  }

  private static Curves curves(List<String> lines, int start, int points)
      throws UnreadableFileException {
    if (points < 2 || points > MAX_POINTS) {
      throw UnreadableFileException.inconsistent("the ppm axis claims " + points + " points.");
    }
    double[] ppm = block(lines, start, points, "points on ppm-axis");
    double[] data = block(lines, start, points, "phased data points follow");
    double[] fit = block(lines, start, points, "points of the fit to the data follow");
    double[] baseline = block(lines, start, points, "background values follow");
    return new Curves(ppm, data, fit, baseline);
  }

  private static double[] block(List<String> lines, int start, int points, String heading)
      throws UnreadableFileException {
    int line = start;
    while (line < lines.size() && !lines.get(line).contains(heading)) {
      line++;
    }
    double[] values = new double[points];
    int filled = 0;
    for (line++; line < lines.size() && filled < points; line++) {
      for (String field : lines.get(line).strip().split("\\s+", -1)) {
        if (filled < points) {
          values[filled++] = number(field);
        }
      }
    }
    if (filled < points) {
      throw UnreadableFileException.truncated(
          "the block \"" + heading + "\" holds " + filled + " of " + points + " values.");
    }
    return values;
  }

  private static double number(String text) throws UnreadableFileException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw UnreadableFileException.inconsistent("\"" + text + "\" is no number.");
    }
  }
}
