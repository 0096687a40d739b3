package org.proviso.spectroscopy.read;

import org.proviso.spectroscopy.model.Sequence;

/**
 * Acquisition parameters as Siemens writes them into an RDA header and into a CSA header: the same
 * quantities under other keys, and the dwell time in another unit.
 *
 * @param name of the header, as sources are cited
 * @param points key of the number of complex points
 * @param dwellTime key of the dwell time
 * @param dwellTimesPerSecond what one second is in the dwell time's unit
 * @param frequency key of the spectrometer frequency, MHz
 * @param nucleus key of the nucleus
 * @param echoTime key of TE, ms
 * @param repetitionTime key of TR, ms
 * @param mixingTime key of TM, ms
 * @param inversionTime key of TI, ms
 */
record SiemensHeader(
    String name,
    String points,
    String dwellTime,
    double dwellTimesPerSecond,
    String frequency,
    String nucleus,
    String echoTime,
    String repetitionTime,
    String mixingTime,
    String inversionTime) {

  static final SiemensHeader RDA =
      new SiemensHeader(
          "RDA", "VectorSize", "DwellTime", 1e6, "MRFrequency", "Nucleus", "TE", "TR", "TM", "TI");

  static final SiemensHeader CSA =
      new SiemensHeader(
          "CSA",
          "DataPointColumns",
          "RealDwellTime",
          1e9,
          "ImagingFrequency",
          "ImagedNucleus",
          "EchoTime",
          "RepetitionTime",
          "MixingTime",
          "InversionTime");

  /** Hands all parameters over, each with the header value it came from. */
  void read(HeaderFields header, MeasurementBuilder builder) throws UnreadableFileException {
    use(builder, header, "points", points);
    use(builder, header, "dwell time", dwellTime);
    builder.dwellTime(header.required(dwellTime) / dwellTimesPerSecond);
    use(builder, header, "spectrometer frequency", frequency);
    builder.spectrometerFrequency(header.required(frequency));
    use(builder, header, "nucleus", nucleus);
    header.find(nucleus).ifPresent(builder::nucleus);
    use(builder, header, "field strength", "MagneticFieldStrength");
    builder.fieldStrength(header.number("MagneticFieldStrength").orElse(0));
    use(builder, header, "echo time", echoTime);
    builder.echoTime(header.number(echoTime).orElse(0) / 1e3);
    use(builder, header, "repetition time", repetitionTime);
    builder.repetitionTime(header.number(repetitionTime).orElse(0) / 1e3);
    builder.mixingTime(header.number(mixingTime).orElse(0) / 1e3);
    builder.inversionTime(header.number(inversionTime).orElse(0) / 1e3);
    use(builder, header, "averages", "NumberOfAverages");
    builder.averages(header.number("NumberOfAverages").orElse(0));
    use(builder, header, "sequence", "SequenceName");
    builder.sequence(Sequence.named(header.find("SequenceName").orElse("")));
  }

  /** Keeps a header value as the source of a quantity. */
  void use(MeasurementBuilder builder, HeaderFields header, String quantity, String key) {
    header.find(key).ifPresent(raw -> builder.used(quantity, raw, name + " " + key));
  }
}
