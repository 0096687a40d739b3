package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.HeaderValue;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;

/**
 * What the caller knows about a measurement and its file may not carry: the timing of LCModel RAW
 * or plain columns, the mixing time of a stimulated echo. A value that stands in the file itself is
 * never replaced.
 *
 * @param dwellTime seconds
 * @param spectrometerFrequency MHz
 * @param echoTime seconds
 * @param repetitionTime seconds
 * @param mixingTime TM of a stimulated echo, seconds
 * @param sequence localisation; unknown when not given
 */
public record SuppliedParameters(
    OptionalDouble dwellTime,
    OptionalDouble spectrometerFrequency,
    OptionalDouble echoTime,
    OptionalDouble repetitionTime,
    OptionalDouble mixingTime,
    Sequence sequence) {

  private static final String WHERE = "supplied by the caller";

  /** Nothing supplied. */
  public static SuppliedParameters none() {
    return new SuppliedParameters(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Sequence.named(""));
  }

  /** Gives a builder the timing that its format cannot carry, saying where it comes from. */
  void apply(MeasurementBuilder builder) {
    dwellTime.ifPresent(
        v -> builder.used("dwell time", v + " s", WHERE).acquisition().dwellTime(v));
    spectrometerFrequency.ifPresent(
        v ->
            builder
                .used("spectrometer frequency", v + " MHz", WHERE)
                .acquisition()
                .spectrometerFrequency(v));
  }

  /** The measurement with what it lacks and the caller knows. */
  MrsData completed(MrsData data) {
    Acquisition a = data.acquisition();
    List<HeaderValue> header = new ArrayList<>(data.header());
    Acquisition.Builder completed = a.toBuilder();
    supply("echo time", a.echoTime(), echoTime, completed::echoTime, header);
    supply(
        "repetition time", a.repetitionTime(), repetitionTime, completed::repetitionTime, header);
    supply("mixing time", a.mixingTime(), mixingTime, completed::mixingTime, header);
    if (a.sequence().localization() == Sequence.Localization.UNKNOWN
        && sequence.localization() != Sequence.Localization.UNKNOWN) {
      completed.sequence(sequence);
      header.add(new HeaderValue("sequence", sequence.name(), WHERE));
    }
    return new MrsData(
        data.signal(), completed.build(), data.voxel(), data.format(), header, data.remarks());
  }

  private static void supply(
      String name,
      OptionalDouble inFile,
      OptionalDouble supplied,
      DoubleConsumer taken,
      List<HeaderValue> header) {
    if (inFile.isEmpty() && supplied.isPresent()) {
      taken.accept(supplied.getAsDouble());
      header.add(new HeaderValue(name, supplied.getAsDouble() + " s", WHERE));
    }
  }
}
