package org.proviso.spectroscopy.read;

import org.proviso.spectroscopy.model.Sequence;

/**
 * Acquisition parameters as Siemens writes them into an RDA header and into a CSA header: the same
 * quantities under other keys, and the dwell time in another unit.
 *
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
          "VectorSize", "DwellTime", 1e6, "MRFrequency", "Nucleus", "TE", "TR", "TM", "TI");

  static final SiemensHeader CSA =
      new SiemensHeader(
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
    header.use(builder, "points", points);
    header.use(builder, "dwell time", dwellTime);
    builder.acquisition().dwellTime(header.required(dwellTime) / dwellTimesPerSecond);
    header.use(builder, "spectrometer frequency", frequency);
    builder.acquisition().spectrometerFrequency(header.required(frequency));
    header.use(builder, "nucleus", nucleus);
    header.find(nucleus).ifPresent(builder.acquisition()::nucleus);
    header.use(builder, "field strength", "MagneticFieldStrength");
    builder.acquisition().fieldStrength(header.number("MagneticFieldStrength").orElse(0));
    header.use(builder, "echo time", echoTime);
    builder.acquisition().echoTime(header.number(echoTime).orElse(0) / 1e3);
    header.use(builder, "repetition time", repetitionTime);
    builder.acquisition().repetitionTime(header.number(repetitionTime).orElse(0) / 1e3);
    if (header.number(mixingTime).orElse(0) > 0) {
      header.use(builder, "mixing time", mixingTime);
      builder.acquisition().mixingTime(header.required(mixingTime) / 1e3);
    }
    if (header.number(inversionTime).orElse(0) > 0) {
      header.use(builder, "inversion time", inversionTime);
      builder.acquisition().inversionTime(header.required(inversionTime) / 1e3);
    }
    header.use(builder, "averages", "NumberOfAverages");
    builder.acquisition().averages(header.number("NumberOfAverages").orElse(0));
    header.use(builder, "sequence", "SequenceName");
    builder.acquisition().sequence(Sequence.named(header.find("SequenceName").orElse("")));
  }
}
