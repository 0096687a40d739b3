package org.proviso.spectroscopy.model;

import java.util.Locale;
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
    return new Builder().dwellTime(dwellTime).spectrometerFrequency(spectrometerFrequency).build();
  }

  /** The same with a known field, echo time, repetition time, seconds and tesla. */
  public Acquisition with(double fieldStrength, double echoTime, double repetitionTime) {
    return toBuilder()
        .fieldStrength(fieldStrength)
        .echoTime(echoTime)
        .repetitionTime(repetitionTime)
        .build();
  }

  /** The same with a known sequence. */
  public Acquisition with(Sequence sequence) {
    return toBuilder().sequence(sequence).build();
  }

  /** The same with water suppression known. */
  public Acquisition with(WaterSuppression waterSuppression) {
    return toBuilder().waterSuppression(waterSuppression).build();
  }

  /** A builder that holds these values. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.dwellTime = dwellTime;
    builder.spectrometerFrequency = spectrometerFrequency;
    builder.referencePpm = referencePpm;
    builder.nucleus = nucleus;
    builder.fieldStrength = fieldStrength;
    builder.echoTime = echoTime;
    builder.repetitionTime = repetitionTime;
    builder.mixingTime = mixingTime;
    builder.inversionTime = inversionTime;
    builder.sequence = sequence;
    builder.waterSuppression = waterSuppression;
    builder.averages = averages;
    builder.manufacturer = manufacturer;
    return builder;
  }

  /**
   * Collects an acquisition, as headers give it. A time or a field that is not positive is taken
   * for one that is not known: headers write zero for it.
   */
  public static final class Builder {
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

    /** Time between complex points; {@code NaN} until it is set. */
    public double dwellTime() {
      return dwellTime;
    }

    /** Frequency of the nucleus, MHz; {@code NaN} until it is set. */
    public double spectrometerFrequency() {
      return spectrometerFrequency;
    }

    /** Sets the time between complex points. */
    public Builder dwellTime(double seconds) {
      dwellTime = seconds;
      return this;
    }

    /** Sets the frequency of the nucleus. */
    public Builder spectrometerFrequency(double megahertz) {
      spectrometerFrequency = megahertz;
      return this;
    }

    /** Sets the chemical shift at zero frequency. */
    public Builder referencePpm(double ppm) {
      referencePpm = ppm;
      return this;
    }

    /** Sets the nucleus, written {@code 1H}, {@code H1}, {@code ^1^H} or the like. */
    public Builder nucleus(String text) {
      String compact = text.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
      nucleus = compact.replaceFirst("^([A-Z]+)([0-9]+)$", "$2$1");
      return this;
    }

    /** Sets the nominal field. */
    public Builder fieldStrength(double tesla) {
      fieldStrength = positive(tesla);
      return this;
    }

    /** Sets TE. */
    public Builder echoTime(double seconds) {
      echoTime = positive(seconds);
      return this;
    }

    /** Sets TR. */
    public Builder repetitionTime(double seconds) {
      repetitionTime = positive(seconds);
      return this;
    }

    /** Sets TM. */
    public Builder mixingTime(double seconds) {
      mixingTime = positive(seconds);
      return this;
    }

    /** Sets TI. */
    public Builder inversionTime(double seconds) {
      inversionTime = positive(seconds);
      return this;
    }

    /** Sets the localisation. */
    public Builder sequence(Sequence named) {
      sequence = named;
      return this;
    }

    /** Sets whether water was suppressed. */
    public Builder waterSuppression(WaterSuppression state) {
      waterSuppression = state;
      return this;
    }

    /** Sets how many acquisitions were taken; a number below one is taken for none known. */
    public Builder averages(double count) {
      averages =
          count >= 1 && count < 1e9 ? OptionalInt.of((int) Math.round(count)) : OptionalInt.empty();
      return this;
    }

    /** Sets the vendor. */
    public Builder manufacturer(String name) {
      manufacturer = name;
      return this;
    }

    /**
     * The acquisition.
     *
     * @throws IllegalArgumentException when dwell time or frequency is not positive
     */
    public Acquisition build() {
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

    private static OptionalDouble positive(double value) {
      return value > 0 && Double.isFinite(value)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    }
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
