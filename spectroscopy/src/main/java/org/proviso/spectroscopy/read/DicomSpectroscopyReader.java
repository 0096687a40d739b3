package org.proviso.spectroscopy.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.WaterSuppression;

/**
 * DICOM MR Spectroscopy Storage (PS3.3 A.36.3), as Philips and Siemens XA write it. The rotation is
 * the other one: it is conjugated. Frames that a Philips file marks as water reference become a
 * measurement of their own.
 */
final class DicomSpectroscopyReader {

  static final String STORAGE = "1.2.840.10008.5.1.4.1.1.4.2";

  private static final int SPECTROSCOPY_DATA = 0x56000020;
  private static final int SHARED_GROUPS = 0x52009229;
  private static final int FRAME_GROUPS = 0x52009230;
  private static final int VOLUME_LOCALIZATION = 0x00189126;
  private static final String PHILIPS_FRAMES = "Philips MR Imaging DD 005";
  private static final String PHILIPS_FRAME_FLAGS = "Philips MR Imaging DD 004";

  private final DicomDataset dataset;

  private DicomSpectroscopyReader(DicomDataset dataset) {
    this.dataset = dataset;
  }

  static boolean matches(DicomDataset dataset) throws UnreadableFileException {
    return dataset.text(0x00080016).filter(STORAGE::equals).isPresent();
  }

  static List<MrsData> read(DicomDataset dataset) throws UnreadableFileException {
    return new DicomSpectroscopyReader(dataset).measurements();
  }

  private List<MrsData> measurements() throws UnreadableFileException {
    if (!dataset.has(SPECTROSCOPY_DATA)) {
      throw UnreadableFileException.missing("the DICOM file holds no Spectroscopy Data element.");
    }
    requireText(0x00289108, "COMPLEX", "data representation");
    requireText(0x00289003, "TIME", "signal domain");
    requireOne(0x00280010, "rows");
    requireOne(0x00280011, "columns");
    int points = count(dataset.unsigned32(0x00289002), "Data Point Columns");
    if (dataset.unsigned32(0x00289001).orElse(1) > 1) {
      throw UnreadableFileException.unsupported(
          "the DICOM file has a second spectral dimension.", "Give a one-dimensional spectrum.");
    }
    int frames = count(orElse(dataset.decimal(0x00280008), 1), "Number of Frames");
    FileBytes block = dataset.bytes(SPECTROSCOPY_DATA).orElseThrow();
    long expected = 8L * points * frames;
    if (block.size() < expected) {
      throw UnreadableFileException.truncated(
          "the DICOM header promises "
              + frames
              + " x "
              + points
              + " points, the data hold "
              + block.size() / 8
              + ".");
    }
    if (block.size() > expected) {
      throw UnreadableFileException.inconsistent(
          "the DICOM header promises "
              + frames
              + " x "
              + points
              + " points, the data hold "
              + block.size() / 8
              + ".");
    }
    double[] values =
        MeasurementBuilder.conjugated(
            block.floats(0, 2 * points * frames, "the spectroscopy data"));
    boolean[] reference = referenceFrames(frames);
    List<MrsData> measurements = new ArrayList<>();
    for (boolean water : new boolean[] {false, true}) {
      List<double[]> chosen = new ArrayList<>();
      for (int frame = 0; frame < frames; frame++) {
        if (reference[frame] == water) {
          chosen.add(Arrays.copyOfRange(values, 2 * points * frame, 2 * points * (frame + 1)));
        }
      }
      if (!chosen.isEmpty()) {
        measurements.add(measurement(points, chosen, water, frames));
      }
    }
    return measurements;
  }

  private MrsData measurement(int points, List<double[]> frames, boolean water, int total)
      throws UnreadableFileException {
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.DICOM_MR_SPECTROSCOPY);
    double width = one(dataset.doubles(0x00189052), "Spectral Width (0018,9052)");
    builder
        .used("spectral width", Double.toString(width), "(0018,9052)")
        .acquisition()
        .dwellTime(1 / width);
    double frequency = one(dataset.doubles(0x00189098), "Transmitter Frequency (0018,9098)");
    builder
        .used("spectrometer frequency", Double.toString(frequency), "(0018,9098)")
        .acquisition()
        .spectrometerFrequency(frequency);
    builder.used("points", Integer.toString(points), "(0028,9002)");
    builder.used("frames", Integer.toString(total), "(0028,0008)");
    Optional<String> nucleus = dataset.text(0x00189100);
    if (nucleus.isPresent()) {
      builder.used("nucleus", nucleus.get(), "(0018,9100)").acquisition().nucleus(nucleus.get());
    }
    OptionalDouble field = dataset.decimal(0x00180087);
    if (field.isPresent()) {
      builder
          .used("field strength", Double.toString(field.getAsDouble()), "(0018,0087)")
          .acquisition()
          .fieldStrength(field.getAsDouble());
    }
    Optional<DicomDataset> echo = group(0x00189114);
    if (echo.isPresent() && echo.get().doubles(0x00189082).length > 0) {
      double milliseconds = echo.get().doubles(0x00189082)[0];
      builder
          .used("echo time", Double.toString(milliseconds), "(0018,9082)")
          .acquisition()
          .echoTime(milliseconds / 1e3);
    }
    Optional<DicomDataset> timing = group(0x00189112);
    if (timing.isPresent() && timing.get().decimal(0x00180080).isPresent()) {
      double milliseconds = timing.get().decimal(0x00180080).getAsDouble();
      builder
          .used("repetition time", Double.toString(milliseconds), "(0018,0080)")
          .acquisition()
          .repetitionTime(milliseconds / 1e3);
    }
    Optional<DicomDataset> averages = group(0x00189119);
    if (averages.isPresent() && averages.get().decimal(0x00180083).isPresent()) {
      double number = averages.get().decimal(0x00180083).getAsDouble();
      builder
          .used("averages", Double.toString(number), "(0018,0083)")
          .acquisition()
          .averages(number);
    }
    sequence(builder);
    builder.acquisition().manufacturer(dataset.text(0x00080070).orElse(""));
    if (water) {
      builder.acquisition().waterSuppression(WaterSuppression.UNSUPPRESSED);
      builder.used("water reference frame", "1", "Philips private (2005,xx04) of the frame");
    } else if (total > frames.size()) {
      builder.acquisition().waterSuppression(WaterSuppression.SUPPRESSED);
    } else {
      builder.remark("The DICOM header does not settle whether water was suppressed.");
    }
    geometry(builder);
    double[] values = new double[2 * points * frames.size()];
    for (int frame = 0; frame < frames.size(); frame++) {
      System.arraycopy(frames.get(frame), 0, values, 2 * points * frame, 2 * points);
    }
    return builder.build(
        points, List.of(new Dimension(Dimension.Kind.TRANSIENT, frames.size())), values);
  }

  private void sequence(MeasurementBuilder builder) throws UnreadableFileException {
    // The technique is a defined term; the names are free text that may say more.
    for (int tag : new int[] {0x00189054, 0x00189005, 0x00181030}) {
      Optional<String> name = dataset.text(tag);
      if (name.isPresent()) {
        Sequence sequence = Sequence.named(name.get());
        if (sequence.localization() != Sequence.Localization.UNKNOWN) {
          builder
              .used("sequence", name.get(), DicomDataset.name(tag))
              .acquisition()
              .sequence(sequence);
          return;
        }
      }
    }
    builder.acquisition().sequence(Sequence.named(dataset.text(0x00189005).orElse("")));
  }

  private boolean[] referenceFrames(int frames) throws UnreadableFileException {
    boolean[] reference = new boolean[frames];
    Optional<Integer> tag = dataset.privateTag(0x2005, PHILIPS_FRAMES, 0x0F);
    if (tag.isEmpty()) {
      return reference;
    }
    List<DicomDataset> items = dataset.items(tag.get());
    if (items.size() != frames) {
      return reference;
    }
    for (int frame = 0; frame < frames; frame++) {
      Optional<Integer> flag = items.get(frame).privateTag(0x2005, PHILIPS_FRAME_FLAGS, 0x04);
      reference[frame] = flag.isPresent() && items.get(frame).unsigned16(flag.get()).orElse(0) == 1;
    }
    return reference;
  }

  private void geometry(MeasurementBuilder builder) throws UnreadableFileException {
    List<DicomDataset> slabs = dataset.items(VOLUME_LOCALIZATION);
    if (slabs.size() == 3 && slabs(builder, slabs)) {
      return;
    }
    if (philipsVolume(builder)) {
      return;
    }
    builder.remark("The DICOM header does not give three slabs; there is no voxel.");
  }

  /** Three slabs, each with its normal and thickness, are the box (PS3.3 C.8.14.2). */
  private static boolean slabs(MeasurementBuilder builder, List<DicomDataset> slabs)
      throws UnreadableFileException {
    Vector3[] normal = new Vector3[3];
    double[] thickness = new double[3];
    for (int i = 0; i < 3; i++) {
      double[] n = slabs.get(i).doubles(0x00189105);
      double[] t = slabs.get(i).doubles(0x00189104);
      if (n.length != 3 || t.length != 1 || (n[0] == 0 && n[1] == 0 && n[2] == 0)) {
        return false;
      }
      normal[i] = Vector3.ofLps(n[0], n[1], n[2]);
      thickness[i] = t[0];
      builder.used("voxel slab " + i, Arrays.toString(n) + " " + t[0], "(0018,9105) (0018,9104)");
    }
    double[] p = slabs.get(0).doubles(0x00189106);
    if (p.length != 3) {
      return false;
    }
    builder.used("voxel centre", Arrays.toString(p), "(0018,9106)");
    builder.voxel(
        Vector3.ofLps(p[0], p[1], p[2]),
        normal[0],
        normal[1],
        normal[2],
        new Vector3(thickness[0], thickness[1], thickness[2]));
    return true;
  }

  /**
   * Older Philips files write one slab only; the box stands in the private volume sequence, in the
   * SPAR's own terms: sizes, off-centres and angulations along AP, FH and RL.
   */
  private boolean philipsVolume(MeasurementBuilder builder) throws UnreadableFileException {
    String creator = "Philips MR Imaging DD 001";
    Optional<Integer> sequence = dataset.privateTag(0x2005, creator, 0x85);
    if (sequence.isEmpty() || dataset.items(sequence.get()).isEmpty()) {
      return false;
    }
    DicomDataset volume = dataset.items(sequence.get()).getFirst();
    double[] value = new double[9];
    int[] element = {0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x5B, 0x5C};
    for (int i = 0; i < 9; i++) {
      Optional<Integer> tag = volume.privateTag(0x2005, creator, element[i]);
      if (tag.isEmpty() || volume.floats(tag.get()).length != 1) {
        return false;
      }
      value[i] = volume.floats(tag.get())[0];
    }
    if (value[0] != 0 || value[1] != 0 || value[2] != 0) {
      builder.remark(
          "The Philips volume is angulated and its DICOM orientation is not given; no voxel.");
      return true;
    }
    builder.used("voxel geometry (AP, FH, RL)", Arrays.toString(value), "(2005,xx54-5C)");
    builder.voxel(
        Vector3.ofLps(value[8], value[6], value[7]),
        new Vector3(1, 0, 0),
        new Vector3(0, 1, 0),
        new Vector3(0, 0, 1),
        new Vector3(value[5], value[3], value[4]));
    return true;
  }

  /** A functional group: of the first frame, else shared by all. */
  private Optional<DicomDataset> group(int tag) throws UnreadableFileException {
    for (int sequence : new int[] {FRAME_GROUPS, SHARED_GROUPS}) {
      Optional<DicomDataset> groups = dataset.item(sequence);
      if (groups.isPresent()) {
        Optional<DicomDataset> group = groups.get().item(tag);
        if (group.isPresent()) {
          return group;
        }
      }
    }
    return Optional.empty();
  }

  private void requireText(int tag, String expected, String what) throws UnreadableFileException {
    Optional<String> text = dataset.text(tag);
    if (text.isPresent() && !text.get().equals(expected)) {
      throw UnreadableFileException.unsupported(
          "the DICOM " + what + " is " + text.get() + ", not " + expected + ".",
          "Export the complex time signal.");
    }
  }

  private void requireOne(int tag, String what) throws UnreadableFileException {
    if (dataset.unsigned16(tag).orElse(1) > 1) {
      throw UnreadableFileException.unsupported(
          "this DICOM file is a spectroscopic image (" + what + " > 1).",
          "Give a single-voxel measurement.");
    }
  }

  private static double one(double[] values, String what) throws UnreadableFileException {
    if (values.length != 1) {
      throw UnreadableFileException.missing(
          "the DICOM file has " + values.length + " values of " + what + ", one is needed.");
    }
    return values[0];
  }

  private static OptionalDouble orElse(OptionalDouble value, double other) {
    return value.isPresent() ? value : OptionalDouble.of(other);
  }

  private static int count(OptionalDouble value, String what) throws UnreadableFileException {
    double number = value.orElse(0);
    if (!(number >= 1 && number <= MeasurementBuilder.MAX_POINTS) || number != Math.rint(number)) {
      throw UnreadableFileException.inconsistent("DICOM " + what + " is " + number + ".");
    }
    return (int) number;
  }
}
