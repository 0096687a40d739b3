package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;

/**
 * LCModel RAW and H2O (LCModel manual, section 5.2): a namelist, then real and imaginary parts.
 * Dwell time and frequency stand in LCModel's control file or come from the caller. The rotation is
 * this module's.
 */
final class LcmodelRawReader {

  private static final Pattern FIXED =
      Pattern.compile("(?i)\\(\\s*(\\d*)\\s*[EFG](\\d+)\\.\\d+\\s*\\)");

  private LcmodelRawReader() {}

  static boolean matches(String text) {
    return Namelist.has(text, "NMID");
  }

  static MrsData read(String text, Optional<String> control, SuppliedParameters supplied)
      throws UnreadableFileException {
    int start = Namelist.endOfLast(text);
    if (start < 0) {
      throw UnreadableFileException.truncated("the LCModel namelist has no $END.");
    }
    HeaderFields identity = Namelist.parse(text, "NMID");
    HeaderFields sequence = Namelist.parse(text, "SEQPAR");
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.LCMODEL_RAW);
    supplied.apply(builder);
    double[] values = values(text.substring(start), identity.find("fmtdat").orElse(""));
    int expected = -1;
    if (control.isPresent()) {
      HeaderFields fields = Namelist.parse(control.get(), "LCMODL");
      expected = (int) fields.number("nunfil").orElse(-1);
      use(builder, fields, "points", "nunfil");
      OptionalDouble dwell = fields.number("deltat");
      if (dwell.isPresent()) {
        use(builder, fields, "dwell time", "deltat");
        builder.acquisition().dwellTime(dwell.getAsDouble());
      }
      OptionalDouble frequency = fields.number("hzpppm");
      if (frequency.isPresent()) {
        use(builder, fields, "spectrometer frequency", "hzpppm");
        builder.acquisition().spectrometerFrequency(frequency.getAsDouble());
      }
      OptionalDouble echo = fields.number("echot");
      if (echo.isPresent()) {
        use(builder, fields, "echo time", "echot");
        builder.acquisition().echoTime(echo.getAsDouble() / 1e3);
      }
    } else if (supplied.dwellTime().isEmpty() || supplied.spectrometerFrequency().isEmpty()) {
      throw UnreadableFileException.missing(
          "LCModel RAW does not carry dwell time and frequency, and no control file beside it "
              + "names it.");
    }
    OptionalDouble frequency = sequence.number("hzpppm");
    if (frequency.isPresent()) {
      use(builder, sequence, "spectrometer frequency", "hzpppm");
      builder.acquisition().spectrometerFrequency(frequency.getAsDouble());
    }
    OptionalDouble echo = sequence.number("echot");
    if (echo.isPresent()) {
      use(builder, sequence, "echo time", "echot");
      builder.acquisition().echoTime(echo.getAsDouble() / 1e3);
    }
    Optional<String> name = sequence.find("seq");
    if (name.isPresent()) {
      use(builder, sequence, "sequence", "seq");
      builder.acquisition().sequence(Sequence.named(name.get()));
    }
    // LCModel scales every value by TRAMP / VOLUME (manual, section 5.2).
    double amplitude = identity.number("tramp").orElse(1);
    double volume = identity.number("volume").orElse(1);
    use(builder, identity, "amplitude scale", "tramp");
    use(builder, identity, "volume scale", "volume");
    if (!(amplitude > 0 && volume > 0)) {
      throw UnreadableFileException.inconsistent("TRAMP and VOLUME must be positive.");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= amplitude / volume;
    }
    if (values.length % 2 != 0 || (expected > 0 && values.length < 2 * expected)) {
      throw UnreadableFileException.truncated(
          "the RAW holds "
              + values.length
              + " numbers; "
              + (expected > 0 ? 2 * expected + " were announced." : "an even count was expected."));
    }
    builder.remark("LCModel RAW carries no voxel position and no water-suppression state.");
    return builder.build(values.length / 2, List.of(), values);
  }

  private static void use(
      MeasurementBuilder builder, HeaderFields fields, String name, String key) {
    fields.find(key).ifPresent(raw -> builder.used(name, raw, fields.title() + " " + key));
  }

  /** Numbers separated by blanks, or in Fortran columns that may touch each other. */
  private static double[] values(String body, String format) throws UnreadableFileException {
    Matcher fixed = FIXED.matcher(format);
    int width = fixed.find() ? Integer.parseInt(fixed.group(2)) : 0;
    List<Double> values = new ArrayList<>();
    int line = 0;
    for (String row : body.split("\\R", -1)) {
      line++;
      if (row.isBlank()) {
        continue;
      }
      List<String> fields = new ArrayList<>();
      if (width > 0 && row.length() % width == 0) {
        for (int i = 0; i < row.length(); i += width) {
          fields.add(row.substring(i, i + width).strip());
        }
      } else {
        fields.addAll(List.of(row.strip().split("\\s+", -1)));
      }
      for (String field : fields) {
        values.add(number(field, line));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double number(String field, int line) throws UnreadableFileException {
    try {
      return Double.parseDouble(field.replace('D', 'E').replace('d', 'e'));
    } catch (NumberFormatException e) {
      if (field.equalsIgnoreCase("nan")
          || field.toLowerCase(java.util.Locale.ROOT).contains("inf")) {
        return Double.NaN;
      }
      throw UnreadableFileException.inconsistent(
          "the RAW data hold \"" + field + "\" at line " + line + " after the namelist.");
    }
  }
}
