package org.proviso.spectroscopy.read;

import java.util.OptionalDouble;
import org.proviso.spectroscopy.model.Sequence;

/**
 * What the caller knows about a file whose format does not carry it (LCModel RAW, plain columns). A
 * value that stands in the file itself is never replaced.
 *
 * @param dwellTime seconds
 * @param spectrometerFrequency MHz
 * @param echoTime seconds
 * @param repetitionTime seconds
 * @param sequence localisation; unknown when not given
 */
public record SuppliedParameters(
    OptionalDouble dwellTime,
    OptionalDouble spectrometerFrequency,
    OptionalDouble echoTime,
    OptionalDouble repetitionTime,
    Sequence sequence) {

  /** Nothing supplied. */
  public static SuppliedParameters none() {
    return new SuppliedParameters(
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Sequence.named(""));
  }

  /** Applies what was supplied to a builder, saying where it comes from. */
  void apply(MeasurementBuilder builder) {
    String where = "supplied by the caller";
    dwellTime.ifPresent(v -> builder.used("dwell time", v + " s", where).dwellTime(v));
    spectrometerFrequency.ifPresent(
        v -> builder.used("spectrometer frequency", v + " MHz", where).spectrometerFrequency(v));
    echoTime.ifPresent(v -> builder.used("echo time", v + " s", where).echoTime(v));
    repetitionTime.ifPresent(
        v -> builder.used("repetition time", v + " s", where).repetitionTime(v));
    if (!sequence.name().isEmpty()) {
      builder.used("sequence", sequence.name(), where).sequence(sequence);
    }
  }
}
