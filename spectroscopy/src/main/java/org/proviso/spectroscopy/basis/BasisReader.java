package org.proviso.spectroscopy.basis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.Sequence.Localization;

/**
 * Reads basis sets: the LCModel {@code .basis} file and the text files of the ISMRM fitting
 * challenge.
 *
 * <p>An LCModel file holds each signal as an unshifted spectrum with NAA at a positive frequency
 * (the convention of {@link ChemicalShift}), rotated by {@code ISHIFT} points. Several writers
 * halve the first time point so that the spectrum has no offset; it is restored, because a fit
 * models the signal itself.
 */
public final class BasisReader {

  private static final Pattern BLOCK = Pattern.compile("\\$(\\w+)(.*?)\\$END", Pattern.DOTALL);
  private static final Pattern ENTRY =
      Pattern.compile("(\\w+)\\s*=\\s*('[^']*'|[^,\\s$']*)", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[EeDd][-+]?\\d+)?");
  private static final int MAX_POINTS = 1 << 20;

  private BasisReader() {}

  /**
   * Reads an LCModel basis file.
   *
   * @param file the file
   * @return its signals
   * @throws IOException when the file cannot be read
   * @throws BasisFormatException when it is not an LCModel basis, or is cut short
   */
  public static BasisSet readLcModel(Path file) throws IOException, BasisFormatException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return parseLcModel(text, file.getFileName().toString());
  }

  static BasisSet parseLcModel(String text, String name) throws BasisFormatException {
    Map<String, String> header = new HashMap<>();
    Map<String, double[]> signals = new LinkedHashMap<>();
    int withoutLastPoint = 0;
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      Map<String, String> entries = entries(blocks.group(2));
      if (blocks.group(1).equalsIgnoreCase("BASIS")) {
        String metabolite = unquote(entries.getOrDefault("METABO", "")).strip();
        if (metabolite.isEmpty()) {
          throw new BasisFormatException(
              name + ": a $BASIS block has no METABO name; is the file complete?");
        }
        int points = (int) number(header, "NDATAB", name);
        if (points < 2 || points > MAX_POINTS) {
          throw new BasisFormatException(name + ": NDATAB = " + points + " is out of range");
        }
        double[] spectrum = values(text, blocks.end(), points, metabolite, name);
        withoutLastPoint += closeCircle(spectrum) ? 1 : 0;
        int rotation = (int) Double.parseDouble(entries.getOrDefault("ISHIFT", "0"));
        signals.put(BasisNames.canonical(metabolite), toTime(spectrum, rotation));
      } else {
        entries.forEach(header::putIfAbsent);
      }
    }
    if (signals.isEmpty()) {
      throw new BasisFormatException(
          name
              + " is no LCModel basis: it has no $BASIS block. Expected a text file as written by"
              + " MakeBasis.");
    }
    if (withoutLastPoint > 0 && withoutLastPoint < signals.size()) {
      throw new BasisFormatException(
          name + ": the last point of a signal is missing; the file is cut short");
    }
    restoreFirstPoint(signals);
    double frequency = number(header, "HZPPPM", name);
    double dwellTime = number(header, "BADELT", name);
    OptionalDouble echo = optionalNumber(header, "ECHOT");
    double reference = optionalNumber(header, "PPMSEP").orElse(ChemicalShift.WATER_PPM);
    String sequence = unquote(header.getOrDefault("SEQ", "")).strip();
    return assemble(
        "LCModel basis "
            + name
            + (withoutLastPoint > 0
                ? " (its spectra lack their last point, which was interpolated)"
                : ""),
        frequency,
        echo.isPresent() && echo.getAsDouble() > 0
            ? OptionalDouble.of(echo.getAsDouble() / 1000)
            : OptionalDouble.empty(),
        Optional.of(Sequence.named(sequence).localization())
            .filter(family -> family != Localization.UNKNOWN),
        dwellTime,
        reference,
        signals);
  }

  /**
   * Reads a folder of two-column text files, one for each signal, named after it.
   *
   * @param folder the folder
   * @param dwellTime seconds
   * @param frequency spectrometer frequency, MHz
   * @param echoTime TE, seconds
   * @param localization sequence family
   * @return its signals, in the order of their names
   * @throws IOException when a file cannot be read
   * @throws BasisFormatException when a file holds something else than pairs of numbers
   */
  public static BasisSet readTextFolder(
      Path folder, double dwellTime, double frequency, double echoTime, Localization localization)
      throws IOException, BasisFormatException {
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    Map<String, double[]> signals = new LinkedHashMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      List<Double> numbers = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length < 2) {
          continue;
        }
        numbers.add(parse(columns[0], name));
        numbers.add(parse(columns[1], name));
      }
      signals.put(
          BasisNames.canonical(name.substring(0, name.length() - ".txt".length())),
          numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
    if (signals.isEmpty()) {
      throw new BasisFormatException(folder + " holds no .txt file");
    }
    return assemble(
        "text basis " + folder.getFileName(),
        frequency,
        OptionalDouble.of(echoTime),
        Optional.of(localization),
        dwellTime,
        ChemicalShift.WATER_PPM,
        signals);
  }

  private static BasisSet assemble(
      String description,
      double frequency,
      OptionalDouble echoTime,
      Optional<Localization> localization,
      double dwellTime,
      double reference,
      Map<String, double[]> samples) {
    List<BasisSignal> signals = new ArrayList<>();
    int points = 0;
    for (Map.Entry<String, double[]> entry : samples.entrySet()) {
      signals.add(
          new BasisSignal(
              entry.getKey(),
              SignalKind.of(entry.getKey()),
              new SampledWaveform(entry.getValue(), dwellTime, reference, frequency)));
      points = Math.max(points, entry.getValue().length / 2);
    }
    return new BasisSet(
        description,
        frequency,
        echoTime,
        localization,
        Optional.of(new BasisSet.Sampling(points, dwellTime)),
        signals);
  }

  private static double[] toTime(double[] spectrum, int rotation) {
    int points = spectrum.length / 2;
    double[] unrotated = new double[spectrum.length];
    for (int k = 0; k < points; k++) {
      int target = Math.floorMod(k - rotation, points);
      unrotated[2 * target] = spectrum[2 * k];
      unrotated[2 * target + 1] = spectrum[2 * k + 1];
    }
    FourierTransform.ofLength(points).inverse(unrotated);
    return unrotated;
  }

  /**
   * Doubles the first points where a writer has halved them. A signal changes little between its
   * first two points, so a ratio near one half over the whole set tells.
   */
  private static void restoreFirstPoint(Map<String, double[]> signals) {
    double[] ratios =
        signals.values().stream()
            .mapToDouble(s -> Math.hypot(s[0], s[1]) / Math.hypot(s[2], s[3]))
            .sorted()
            .toArray();
    double median = ratios[ratios.length / 2];
    if (median > 0.35 && median < 0.7) {
      for (double[] signal : signals.values()) {
        signal[0] *= 2;
        signal[1] *= 2;
      }
    }
  }

  /**
   * Fills the last point of a spectrum where it is missing with the mean of its neighbours; a
   * spectrum is a circle. Some versions of the package spant write every signal of a basis so.
   *
   * @return whether it was missing
   */
  private static boolean closeCircle(double[] spectrum) {
    int last = spectrum.length - 2;
    if (!Double.isNaN(spectrum[last])) {
      return false;
    }
    spectrum[last] = (spectrum[last - 2] + spectrum[0]) / 2;
    spectrum[last + 1] = (spectrum[last - 1] + spectrum[1]) / 2;
    return true;
  }

  /** Reads a spectrum; a last point that is missing is not a number. */
  private static double[] values(String text, int from, int points, String metabolite, String name)
      throws BasisFormatException {
    int end = text.indexOf('$', from);
    // Fixed-width columns may leave no blank before a minus sign.
    Matcher numbers = NUMBER.matcher(text).region(from, end < 0 ? text.length() : end);
    double[] values = new double[2 * points];
    for (int i = 0; i < values.length; i++) {
      if (!numbers.find()) {
        if (i == values.length - 2 && i > 2) {
          values[i] = Double.NaN;
          values[i + 1] = Double.NaN;
          break;
        }
        throw new BasisFormatException(
            name
                + ": the signal of "
                + metabolite
                + " ends after "
                + i
                + " of "
                + values.length
                + " numbers; the file is cut short");
      }
      values[i] = parse(numbers.group(), name);
    }
    return values;
  }

  private static double parse(String token, String name) throws BasisFormatException {
    double value;
    try {
      value = Double.parseDouble(token.replace('D', 'E').replace('d', 'e'));
    } catch (NumberFormatException notNumber) {
      throw new BasisFormatException(name + ": expected a number, found '" + token + "'");
    }
    if (!Double.isFinite(value)) {
      throw new BasisFormatException(name + ": a value is not finite: " + token);
    }
    return value;
  }

  private static Map<String, String> entries(String block) {
    Map<String, String> entries = new HashMap<>();
    Matcher matcher = ENTRY.matcher(block);
    while (matcher.find()) {
      entries.put(matcher.group(1).toUpperCase(Locale.ROOT), matcher.group(2));
    }
    return entries;
  }

  private static String unquote(String text) {
    return text.replace("'", "");
  }

  private static double number(Map<String, String> header, String key, String name)
      throws BasisFormatException {
    OptionalDouble value = optionalNumber(header, key);
    if (value.isEmpty() || !(value.getAsDouble() > 0)) {
      throw new BasisFormatException(name + ": the header has no positive " + key);
    }
    return value.getAsDouble();
  }

  private static OptionalDouble optionalNumber(Map<String, String> header, String key) {
    String text = header.get(key);
    if (text == null || text.isBlank()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text.replace('D', 'E')));
    } catch (NumberFormatException notNumber) {
      return OptionalDouble.empty();
    }
  }
}
