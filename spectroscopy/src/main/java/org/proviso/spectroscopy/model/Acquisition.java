package org.proviso.spectroscopy.model;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a signal was acquired. An empty optional means that the source does not say.
 *
 * @param dwellTime time between complex points, seconds, positive
 * @param spectrometerFrequency frequency of the nucleus, MHz, positive
 * @param referencePpm chemical shift at zero frequency; {@link ChemicalShift#WATER_PPM} where the
 *     source puts the receiver on water or says nothing
 * @param nucleus such as {@code 1H}, as NIfTI-MRS writes it
 * @param fieldStrength nominal field, tesla
 * @param echoTime TE, seconds
 * @param repetitionTime TR, seconds
 * @param mixingTime TM of a stimulated echo, seconds
 * @param inversionTime TI of an inversion before excitation, seconds
 * @param sequence localisation
 * @param waterSuppression whether water was suppressed
 * @param averages acquisitions that the source says were taken (for all traces together)
 * @param manufacturer vendor as written in the header; empty when unknown
 */
public record Acquisition(
    double dwellTime,
    double spectrometerFrequency,
    double referencePpm,
    String nucleus,
    OptionalDouble fieldStrength,
    OptionalDouble echoTime,
    OptionalDouble repetitionTime,
    OptionalDouble mixingTime,
    OptionalDouble inversionTime,
    Sequence sequence,
    WaterSuppression waterSuppression,
    OptionalInt averages,
    String manufacturer) {

  /** Proton gyromagnetic ratio over 2&pi;, MHz/T (CODATA 2018). */
  public static final double PROTON_MEGAHERTZ_PER_TESLA = 42.577478518;

  /** Checks the two values without which nothing can be computed. */
  public Acquisition {
    if (!(dwellTime > 0 && Double.isFinite(dwellTime))) {
      throw new IllegalArgumentException("dwell time must be positive: " + dwellTime);
    }
    if (!(spectrometerFrequency > 0 && Double.isFinite(spectrometerFrequency))) {
      throw new IllegalArgumentException(
          "spectrometer frequency must be positive: " + spectrometerFrequency);
    }
  }

  /**
   * An acquisition of which only the two indispensable values are known.
   *
   * @param dwellTime seconds
   * @param spectrometerFrequency MHz
   * @return a proton acquisition centred on water with everything else unknown
   */
  public static Acquisition of(double dwellTime, double spectrometerFrequency) {
    return new Acquisition(
        dwellTime,
        spectrometerFrequency,
        ChemicalShift.WATER_PPM,
        "1H",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Sequence.named(""),
        WaterSuppression.UNKNOWN,
        OptionalInt.empty(),
        "");
  }

  /** The same with a known field, echo time, repetition time, seconds and tesla. */
  public Acquisition with(double fieldStrength, double echoTime, double repetitionTime) {
    return new Acquisition(
        dwellTime,
        spectrometerFrequency,
        referencePpm,
        nucleus,
        OptionalDouble.of(fieldStrength),
        OptionalDouble.of(echoTime),
        OptionalDouble.of(repetitionTime),
        mixingTime,
        inversionTime,
        sequence,
        waterSuppression,
        averages,
        manufacturer);
  }

  /** The same with a known sequence. */
  public Acquisition with(Sequence sequence) {
    return new Acquisition(
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
  }

  /** The same with water suppression known. */
  public Acquisition with(WaterSuppression waterSuppression) {
    return new Acquisition(
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
  }

  /** Spectral width in Hz: the inverse of the dwell time. */
  public double spectralWidth() {
    return 1 / dwellTime;
  }

  /** Field in tesla: as the source says, else from the proton frequency. */
  public OptionalDouble fieldOrDerived() {
    if (fieldStrength.isPresent()) {
      return fieldStrength;
    }
    return nucleus.equals("1H")
        ? OptionalDouble.of(spectrometerFrequency / PROTON_MEGAHERTZ_PER_TESLA)
        : OptionalDouble.empty();
  }
}
