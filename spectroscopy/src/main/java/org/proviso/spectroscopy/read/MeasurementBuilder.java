package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.HeaderValue;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.model.WaterSuppression;

/** Collects what a reader finds, with the source of each value, and checks it once at the end. */
final class MeasurementBuilder {

  /** Longest trace read: far above any spectroscopy acquisition. */
  static final int MAX_POINTS = 1 << 20;

  /** No scanner images further from its centre, nor a longer edge. */
  private static final double MAX_MILLIMETRES = 2000;

  private final SourceFormat format;
  private final List<HeaderValue> header = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private double dwellTime = Double.NaN;
  private double spectrometerFrequency = Double.NaN;
  private double referencePpm = ChemicalShift.WATER_PPM;
  private String nucleus = "1H";
  private OptionalDouble fieldStrength = OptionalDouble.empty();
  private OptionalDouble echoTime = OptionalDouble.empty();
  private OptionalDouble repetitionTime = OptionalDouble.empty();
  private OptionalDouble mixingTime = OptionalDouble.empty();
  private OptionalDouble inversionTime = OptionalDouble.empty();
  private Sequence sequence = Sequence.named("");
  private WaterSuppression waterSuppression = WaterSuppression.UNKNOWN;
  private OptionalInt averages = OptionalInt.empty();
  private String manufacturer = "";
  private Optional<Voxel> voxel = Optional.empty();

  MeasurementBuilder(SourceFormat format) {
    this.format = format;
  }

  /** Notes a header value that was used. */
  MeasurementBuilder used(String name, String rawText, String where) {
    header.add(new HeaderValue(name, rawText.strip(), where));
    return this;
  }

  /** Notes what had to be assumed. */
  MeasurementBuilder remark(String sentence) {
    remarks.add(sentence);
    return this;
  }

  MeasurementBuilder dwellTime(double seconds) {
    dwellTime = seconds;
    return this;
  }

  MeasurementBuilder spectrometerFrequency(double megahertz) {
    spectrometerFrequency = megahertz;
    return this;
  }

  MeasurementBuilder referencePpm(double ppm) {
    referencePpm = ppm;
    return this;
  }

  MeasurementBuilder nucleus(String text) {
    String compact = text.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
    nucleus = compact.matches("[A-Z]+[0-9]+") ? swapped(compact) : compact;
    return this;
  }

  private static String swapped(String compact) {
    int digit = 0;
    while (!Character.isDigit(compact.charAt(digit))) {
      digit++;
    }
    return compact.substring(digit) + compact.substring(0, digit);
  }

  MeasurementBuilder fieldStrength(double tesla) {
    fieldStrength = positive(tesla);
    return this;
  }

  MeasurementBuilder echoTime(double seconds) {
    echoTime = positive(seconds);
    return this;
  }

  MeasurementBuilder repetitionTime(double seconds) {
    repetitionTime = positive(seconds);
    return this;
  }

  MeasurementBuilder mixingTime(double seconds) {
    mixingTime = positive(seconds);
    return this;
  }

  MeasurementBuilder inversionTime(double seconds) {
    inversionTime = positive(seconds);
    return this;
  }

  MeasurementBuilder sequence(Sequence named) {
    sequence = named;
    return this;
  }

  MeasurementBuilder waterSuppression(WaterSuppression state) {
    waterSuppression = state;
    return this;
  }

  MeasurementBuilder averages(double count) {
    averages =
        count >= 1 && count < 1e9 ? OptionalInt.of((int) Math.round(count)) : OptionalInt.empty();
    return this;
  }

  MeasurementBuilder manufacturer(String name) {
    manufacturer = name;
    return this;
  }

  /** Sets the voxel, or remarks why the header's geometry is not one. */
  MeasurementBuilder voxel(Vector3 centre, Vector3 a, Vector3 b, Vector3 c, Vector3 size) {
    if (centre.norm() > MAX_MILLIMETRES || size.norm() > MAX_MILLIMETRES) {
      return remark("The voxel geometry in the header lies outside of any scanner; left out.");
    }
    try {
      voxel = Optional.of(new Voxel(centre, a, b, c, size));
    } catch (IllegalArgumentException e) {
      remark("The voxel geometry in the header is not a box (" + e.getMessage() + "); left out.");
    }
    return this;
  }

  /**
   * The measurement.
   *
   * @param points complex points of each trace
   * @param dimensions the dimensions of the values
   * @param values interleaved values in the module's sign convention
   */
  MrsData build(int points, List<Dimension> dimensions, double[] values)
      throws UnreadableFileException {
    if (!(dwellTime > 1e-7 && dwellTime < 0.1)) {
      throw UnreadableFileException.inconsistent(
          "the dwell time " + dwellTime + " s is outside 1e-7 to 0.1 s.");
    }
    if (!(spectrometerFrequency > 1 && spectrometerFrequency < 2000)) {
      throw UnreadableFileException.inconsistent(
          "the spectrometer frequency " + spectrometerFrequency + " MHz is outside 1 to 2000 MHz.");
    }
    if (points < 16 || points > MAX_POINTS) {
      throw UnreadableFileException.inconsistent(
          "a trace of " + points + " points; 16 to " + MAX_POINTS + " are read.");
    }
    SignalValues.check(values, format.title());
    Acquisition acquisition =
        new Acquisition(
            dwellTime,
            spectrometerFrequency,
            referencePpm,
            nucleus,
            fieldStrength,
            echoTime,
            repetitionTime,
            mixingTime,
            inversionTime,
            sequence,
            waterSuppression,
            averages,
            manufacturer);
    List<Dimension> larger = dimensions.stream().filter(d -> d.size() > 1).toList();
    return new MrsData(
        ComplexSignal.of(points, larger, values), acquisition, voxel, format, header, remarks);
  }

  /** Negates every imaginary part in place: turns the other rotation into this module's. */
  static double[] conjugated(double[] interleaved) {
    for (int i = 1; i < interleaved.length; i += 2) {
      interleaved[i] = -interleaved[i];
    }
    return interleaved;
  }

  private static OptionalDouble positive(double value) {
    return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
