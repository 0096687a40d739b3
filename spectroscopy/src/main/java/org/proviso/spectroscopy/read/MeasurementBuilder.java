package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.HeaderValue;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;

/** Collects what a reader finds, with the source of each value, and checks it once at the end. */
final class MeasurementBuilder {

  /** Longest trace read: far above any spectroscopy acquisition. */
  static final int MAX_POINTS = 1 << 20;

  /** No scanner images further from its centre, nor a longer edge. */
  private static final double MAX_MILLIMETRES = 2000;

  private final SourceFormat format;
  private final List<HeaderValue> header = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Acquisition.Builder acquisition = new Acquisition.Builder();
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

  /** How it was acquired, to be filled in. */
  Acquisition.Builder acquisition() {
    return acquisition;
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
    double dwellTime = acquisition.dwellTime();
    if (!(dwellTime > 1e-7 && dwellTime < 0.1)) {
      throw UnreadableFileException.inconsistent(
          "the dwell time " + dwellTime + " s is outside 1e-7 to 0.1 s.");
    }
    double spectrometerFrequency = acquisition.spectrometerFrequency();
    if (!(spectrometerFrequency > 1 && spectrometerFrequency < 2000)) {
      throw UnreadableFileException.inconsistent(
          "the spectrometer frequency " + spectrometerFrequency + " MHz is outside 1 to 2000 MHz.");
    }
    if (points < 16 || points > MAX_POINTS) {
      throw UnreadableFileException.inconsistent(
          "a trace of " + points + " points; 16 to " + MAX_POINTS + " are read.");
    }
    SignalValues.check(values, format.title());
    List<Dimension> larger = dimensions.stream().filter(d -> d.size() > 1).toList();
    return new MrsData(
        ComplexSignal.of(points, larger, values),
        acquisition.build(),
        voxel,
        format,
        header,
        remarks);
  }

  /** Negates every imaginary part in place: turns the other rotation into this module's. */
  static double[] conjugated(double[] interleaved) {
    for (int i = 1; i < interleaved.length; i += 2) {
      interleaved[i] = -interleaved[i];
    }
    return interleaved;
  }
}
