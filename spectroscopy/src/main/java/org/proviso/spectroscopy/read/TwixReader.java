package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.WaterSuppression;

/**
 * Siemens raw data (twix) of a single voxel: software VB (one measurement, a 128-byte header for
 * each channel) and VD, VE, XA (a directory of measurements, a 192-byte header for each read-out
 * and 32 bytes for each channel). The last measurement of a file is the one meant; those before it
 * are adjustments. The rotation is the other one: it is conjugated.
 *
 * <p>The receiver samples at twice the wanted rate; the middle half of the band is kept, as the
 * scanner's own reconstruction does.
 */
final class TwixReader {

  private static final int MAX_HEADER = 64 << 20;
  private static final int MAX_BUFFERS = 64;
  private static final int MAX_READOUTS = 1 << 20;

  /** Bound on raw values held at once: 2^26 complex points are a gigabyte. */
  private static final long MAX_TOTAL_POINTS = 1L << 26;

  // Bits of the evaluation mask (measurement data header).
  private static final int END_OF_MEASUREMENT = 1;
  private static final int SYNCHRONISATION = 1 << 5;
  private static final int PHASE_CORRECTION = 1 << 21;
  private static final int NOISE_ADJUSTMENT = 1 << 25;

  /** The free parameters of software VB, from the evaluation mask. */
  private static final long FREE_PARAMETERS = 68;

  private static final int AVERAGE = 1;
  private static final int ECHO = 4;
  private static final int PHASE = 5;
  private static final int REPETITION = 6;
  private static final int SET = 7;

  private final FileBytes bytes;
  private final boolean directory;
  private final int start;

  /** One read-out: where its channels lie, how long they are, and the loop counters used. */
  private record Readout(
      int offset, int samples, int channels, int skip, int echo, int phase, int transientCount) {}

  private TwixReader(FileBytes bytes, boolean directory, int start) {
    this.bytes = bytes;
    this.directory = directory;
    this.start = start;
  }

  static boolean matches(FileBytes bytes) throws UnreadableFileException {
    if (bytes.size() < 10_240) {
      return false;
    }
    return isDirectory(bytes) || bytes.startsWith("Config\0", 8);
  }

  private static boolean isDirectory(FileBytes bytes) throws UnreadableFileException {
    if (bytes.u32(0) >= 10_000 || bytes.u32(4) < 1 || bytes.u32(4) > 64) {
      return false;
    }
    long offset = bytes.i64(16);
    return offset >= 8 && offset + 20 < bytes.size() && bytes.startsWith("Config\0", offset + 8);
  }

  static List<MrsData> read(FileBytes bytes) throws UnreadableFileException {
    if (!isDirectory(bytes)) {
      return new TwixReader(bytes, false, 0).measurements(1);
    }
    int count = (int) bytes.u32(4);
    long last = bytes.i64(8 + 152L * (count - 1) + 8);
    bytes.require(last, 8, "the last measurement of the twix file");
    return new TwixReader(bytes, true, (int) last).measurements(count);
  }

  private List<MrsData> measurements(int inFile) throws UnreadableFileException {
    long headerLength = bytes.u32(start);
    if (headerLength < 16 || headerLength > MAX_HEADER) {
      throw UnreadableFileException.inconsistent(
          "the twix header claims " + headerLength + " bytes.");
    }
    bytes.require(start, headerLength, "the twix header");
    HeaderFields protocol = protocol((int) headerLength);
    int matrix = 1;
    for (String key : List.of("Phase", "Read", "Slice")) {
      matrix *= (int) protocol.number("sSpecPara.lFinalMatrixSize" + key).orElse(1);
    }
    if (matrix > 1) {
      throw UnreadableFileException.unsupported(
          "this twix file is a spectroscopic image of " + matrix + " voxels.",
          "Give a single-voxel measurement.");
    }
    int points = protocol.count("sSpecPara.lVectorSize", 16, MeasurementBuilder.MAX_POINTS);
    List<Readout> readouts = readouts((int) headerLength, 2 * points);
    // With automatic reference scans the product sequences count them as phase 0.
    boolean reference =
        protocol.number("sSpecPara.lAutoRefScanMode").orElse(1) > 1
            && readouts.stream().mapToInt(r -> r.phase()).distinct().count() > 1;
    List<MrsData> measurements = new ArrayList<>();
    List<Readout> main =
        reference ? readouts.stream().filter(r -> r.phase() > 0).toList() : readouts;
    measurements.add(
        measurement(
            protocol,
            points,
            main,
            inFile,
            reference ? WaterSuppression.SUPPRESSED : WaterSuppression.UNKNOWN));
    if (reference) {
      measurements.add(
          measurement(
              protocol,
              points,
              readouts.stream().filter(r -> r.phase() == 0).toList(),
              inFile,
              WaterSuppression.UNSUPPRESSED));
    }
    return measurements;
  }

  /** Finds the text buffer named MeasYaps in the header. */
  private HeaderFields protocol(int headerLength) throws UnreadableFileException {
    long buffers = bytes.u32(start + 4L);
    if (buffers < 1 || buffers > MAX_BUFFERS) {
      throw UnreadableFileException.inconsistent("the twix header claims " + buffers + " buffers.");
    }
    int end = start + headerLength;
    int offset = start + 8;
    for (int buffer = 0; buffer < buffers; buffer++) {
      int zero = offset;
      while (zero < end && zero < offset + 64 && bytes.u8(zero) != 0) {
        zero++;
      }
      String name = bytes.text(offset, zero - (long) offset);
      long length = bytes.u32(zero + 1L);
      if (length > end - (zero + 5L)) {
        throw UnreadableFileException.truncated(
            "the twix buffer " + name + " claims " + length + " bytes.");
      }
      if (name.equals("MeasYaps")) {
        return SiemensProtocol.parse(bytes.text(zero + 5L, length));
      }
      offset = zero + 5 + (int) length;
    }
    throw UnreadableFileException.missing("the twix header has no protocol buffer MeasYaps.");
  }

  private List<Readout> readouts(int headerLength, int wanted) throws UnreadableFileException {
    List<Readout> readouts = new ArrayList<>();
    int offset = start + headerLength;
    int evaluation = directory ? 40 : 20;
    int length = directory ? 192 : 128;
    boolean ended = false;
    long total = 0;
    for (int count = 0; offset + length <= bytes.size() && count < MAX_READOUTS; count++) {
      int mask = bytes.i32(offset + (long) evaluation);
      if ((mask & END_OF_MEASUREMENT) != 0) {
        ended = true;
        break;
      }
      long block = bytes.u32(offset) & 0x1ffffff;
      int samples = bytes.u16(offset + evaluation + 8L);
      int channels = bytes.u16(offset + evaluation + 10L);
      if ((mask & SYNCHRONISATION) != 0) {
        if (block < length) {
          throw UnreadableFileException.inconsistent(
              "a twix block at byte " + offset + " claims " + block + " bytes.");
        }
        offset = advance(offset, block);
        continue;
      }
      long size =
          directory ? 192 + channels * (32 + 8L * samples) : channels * (128 + 8L * samples);
      if (channels < 1 || channels > 256 || samples < 1) {
        throw UnreadableFileException.inconsistent(
            "a twix read-out at byte "
                + offset
                + " has "
                + channels
                + " channels of "
                + samples
                + " samples.");
      }
      bytes.require(offset, size, "a twix read-out");
      if ((mask & (PHASE_CORRECTION | NOISE_ADJUSTMENT)) == 0) {
        long counters = offset + evaluation + 12L;
        int skip = samplesBeforeEcho(offset + evaluation);
        if (skip + wanted > samples) {
          throw UnreadableFileException.truncated(
              "a twix read-out has "
                  + samples
                  + " samples, "
                  + (skip + wanted)
                  + " are needed for the vector size.");
        }
        total += (long) channels * samples;
        if (total > MAX_TOTAL_POINTS) {
          throw new UnreadableFileException(
              Refusal.Reason.TOO_LARGE,
              "the twix file holds more than " + MAX_TOTAL_POINTS + " points.",
              "Split the measurement, or combine its coils on the scanner.");
        }
        int phase = bytes.u16(counters + 2L * PHASE);
        readouts.add(
            new Readout(
                offset,
                samples,
                channels,
                skip,
                bytes.u16(counters + 2L * ECHO),
                phase,
                bytes.u16(counters + 2L * AVERAGE)
                    + bytes.u16(counters + 2L * SET)
                    + bytes.u16(counters + 2L * REPETITION)
                    + phase));
      }
      offset = advance(offset, directory ? Math.max(block, size) : size);
    }
    if (readouts.isEmpty()) {
      throw UnreadableFileException.truncated("the twix file holds no read-out of the voxel.");
    }
    if (!ended) {
      throw UnreadableFileException.truncated(
          "the twix file ends after " + readouts.size() + " read-outs without its end mark.");
    }
    int channels = readouts.getFirst().channels();
    if (readouts.stream().anyMatch(r -> r.channels() != channels)) {
      throw UnreadableFileException.inconsistent("the twix read-outs differ in their channels.");
    }
    return readouts;
  }

  /**
   * How many samples of a read-out come before the echo's signal begins. Software VB writes the
   * number into the first free parameter (as FID-A takes it); where there is none, and in VD to XA,
   * it is the echo's column. In the only scan at hand that is there as raw data and as the
   * scanner's DICOM object this makes the two start at the same point.
   */
  private int samplesBeforeEcho(int evaluation) throws UnreadableFileException {
    int cut = bytes.u16(evaluation + 40L);
    int centre = bytes.u16(evaluation + 44L);
    int free = directory ? 0 : bytes.u16(evaluation + FREE_PARAMETERS);
    return Math.max(cut, free > 0 ? free : centre);
  }

  private int advance(int offset, long by) throws UnreadableFileException {
    bytes.require(offset, by, "a twix block");
    return offset + (int) by;
  }

  private MrsData measurement(
      HeaderFields protocol,
      int points,
      List<Readout> readouts,
      int inFile,
      WaterSuppression suppression)
      throws UnreadableFileException {
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.SIEMENS_TWIX);
    protocol.use(builder, "points", "sSpecPara.lVectorSize");
    protocol.use(builder, "dwell time, oversampled", "sRXSPEC.alDwellTime[0]");
    builder.acquisition().dwellTime(2 * protocol.required("sRXSPEC.alDwellTime[0]") / 1e9);
    protocol.use(builder, "spectrometer frequency", "sTXSPEC.asNucleusInfo[0].lFrequency");
    builder
        .acquisition()
        .spectrometerFrequency(protocol.required("sTXSPEC.asNucleusInfo[0].lFrequency") / 1e6);
    protocol.use(builder, "nucleus", "sTXSPEC.asNucleusInfo[0].tNucleus");
    protocol.find("sTXSPEC.asNucleusInfo[0].tNucleus").ifPresent(builder.acquisition()::nucleus);
    protocol.use(builder, "field strength", "sProtConsistencyInfo.flNominalB0");
    builder
        .acquisition()
        .fieldStrength(protocol.number("sProtConsistencyInfo.flNominalB0").orElse(0));
    protocol.use(builder, "echo time", "alTE[0]");
    builder.acquisition().echoTime(protocol.number("alTE[0]").orElse(0) / 1e6);
    protocol.use(builder, "repetition time", "alTR[0]");
    builder.acquisition().repetitionTime(protocol.number("alTR[0]").orElse(0) / 1e6);
    builder.acquisition().inversionTime(protocol.number("alTI[0]").orElse(0) / 1e6);
    protocol.use(builder, "averages", "lAverages");
    builder.acquisition().averages(readouts.size());
    protocol.use(builder, "sequence", "tSequenceFileName");
    builder.acquisition().sequence(Sequence.named(protocol.find("tSequenceFileName").orElse("")));
    builder.acquisition().manufacturer("Siemens");
    builder.acquisition().waterSuppression(suppression);
    if (suppression == WaterSuppression.UNKNOWN) {
      builder.remark("The twix protocol does not settle whether water was suppressed.");
    } else {
      builder.remark("Read-outs of phase 0 are the automatic water reference.");
    }
    if (inFile > 1) {
      builder.remark("The file holds " + inFile + " measurements; the last was read.");
    }
    builder.remark("Twofold oversampling was removed by keeping the middle half of the band.");
    SiemensProtocol.volume(builder, protocol);
    int channels = readouts.getFirst().channels();
    List<Dimension> dimensions =
        List.of(
            new Dimension(transientKind(readouts), readouts.size()),
            new Dimension(Dimension.Kind.COIL, channels));
    double[] values = new double[2 * points * channels * readouts.size()];
    int filled = 0;
    for (Readout readout : readouts) {
      for (int channel = 0; channel < channels; channel++) {
        double[] trace = decimated(trace(readout, channel));
        // Two samples of the receiver are one point.
        System.arraycopy(trace, readout.skip() / 2 * 2, values, filled, 2 * points);
        filled += 2 * points;
      }
    }
    return builder.build(points, dimensions, MeasurementBuilder.conjugated(values));
  }

  private static Dimension.Kind transientKind(List<Readout> readouts)
      throws UnreadableFileException {
    if (readouts.stream().anyMatch(r -> r.echo() != 0)) {
      throw UnreadableFileException.unsupported(
          "the twix file counts several echoes, as edited sequences do.",
          "Give a measurement with one echo and no editing.");
    }
    // Which counter runs over transients differs by software; all of them are transients here.
    boolean counted = readouts.stream().anyMatch(r -> r.transientCount() > 0);
    return counted || readouts.size() == 1 ? Dimension.Kind.TRANSIENT : Dimension.Kind.USER;
  }

  /**
   * All samples of a channel, those before the echo included, with zeros up to a multiple of four:
   * a quarter of the band is cut off on either side.
   */
  private double[] trace(Readout readout, int channel) throws UnreadableFileException {
    long offset =
        directory
            ? readout.offset() + 192 + channel * (32 + 8L * readout.samples()) + 32
            : readout.offset() + channel * (128 + 8L * readout.samples()) + 128;
    int odd = readout.skip() & 1;
    int samples = readout.samples() - odd;
    return Arrays.copyOf(
        bytes.floats(offset + 8L * odd, 2 * samples, "a twix channel"),
        2 * ((samples + 3) / 4 * 4));
  }

  /**
   * Keeps the middle half of the band: half as many points at twice the dwell time. Of the whole
   * read-out, so that the ripple of its two ends lies before the echo and behind the last point.
   */
  private static double[] decimated(double[] oversampled) {
    double[] spectrum = FourierTransform.spectrum(oversampled);
    int half = spectrum.length / 4;
    double[] middle = Arrays.copyOfRange(spectrum, half, half + spectrum.length / 2);
    double[] signal = FourierTransform.timeSignal(middle);
    for (int i = 0; i < signal.length; i++) {
      // The shorter inverse transform divides by half as many points.
      signal[i] *= 0.5;
    }
    return signal;
  }
}
