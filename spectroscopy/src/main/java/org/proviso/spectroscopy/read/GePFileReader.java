package org.proviso.spectroscopy.read;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.WaterSuppression;

/**
 * GE raw data (P-file) of PROBE single-voxel sequences, header revisions 9 to 31, little endian.
 * Each coil's block starts with a baseline frame, then the water reference frames, then the
 * water-suppressed ones. The rotation is already this module's.
 *
 * <p>The box stands in the image header: its lengths and its centre in user floats 8 to 13, along
 * right-left, front-back and head-feet, and its axes in the corners of the prescribed plane. The
 * files at hand, of revision 9, have the same numbers in the text header beside them, and their
 * centre in the middle of the plane; for the later revisions only the published layouts vouch.
 */
final class GePFileReader {

  /**
   * Where the fields of a header revision lie. Facts of GE's published header layouts.
   *
   * @param logo text that names the maker
   * @param frameSize 16-bit points of a frame; the bytes of a value follow it
   * @param passSize bytes of all raw data
   * @param longPass whether {@code passSize} has 64 bits
   * @param receivers first and last receiver of the first block, two 16-bit numbers
   * @param user0 first of the 20 user floats of the raw header
   * @param width float, Hz
   * @param frequency 32-bit, tenths of a hertz
   * @param dataOffset 32-bit offset of the data, or negative: the offset itself
   * @param field 32-bit, gauss
   * @param excitations float
   * @param repetitionTime 32-bit µs, followed by inversion time and echo time
   * @param sequence text of 33 bytes
   * @param box six floats: lengths and centre, mm, positive to the right, front and head
   * @param plane nine floats: top left, top right and bottom right corner of the plane, mm
   */
  private record Layout(
      int logo,
      int frameSize,
      int passSize,
      boolean longPass,
      int receivers,
      int user0,
      int width,
      int frequency,
      int dataOffset,
      int field,
      int excitations,
      int repetitionTime,
      int sequence,
      int box,
      int plane) {}

  private static final int DATA_OFFSET_REVISION_9 = 61_464;
  private static final int REFERENCE_FRAMES_USER = 19;

  /** Where the box and the plane stand after the excitations in revisions 11 to 31. */
  private static final int BOX_AFTER_EXCITATIONS = 56;

  private static final int PLANE_AFTER_EXCITATIONS = 388;

  private GePFileReader() {}

  /** Whether the file starts with a known revision and GE's mark, in either byte order. */
  static boolean matches(FileBytes bytes) throws UnreadableFileException {
    if (bytes.size() < 40_000) {
      return false;
    }
    return (layout(revision(bytes)).isPresent() && marked(bytes))
        || (layout(revision(bytes.ordered(ByteOrder.BIG_ENDIAN))).isPresent() && marked(bytes));
  }

  private static boolean marked(FileBytes bytes) {
    for (int offset : new int[] {34, 110}) {
      if (bytes.startsWith("GE_MED_NMR", offset) || bytes.startsWith("INVALIDNMR", offset)) {
        return true;
      }
    }
    return false;
  }

  private static double revision(FileBytes bytes) throws UnreadableFileException {
    return Math.round(bytes.f32(0) * 1000) / 1000.0;
  }

  static List<MrsData> read(FileBytes bytes) throws UnreadableFileException {
    double revision = revision(bytes);
    Optional<Layout> found = layout(revision);
    if (found.isEmpty()) {
      throw new UnreadableFileException(
          Refusal.Reason.WRONG_BYTE_ORDER,
          "the P-file is big endian, as revisions before 9 and byte-swapped copies are.",
          "Give the file as the scanner wrote it (little endian, revision 9 or later).");
    }
    Layout layout = found.get();
    int points = bytes.u16(layout.frameSize());
    int valueBytes = bytes.u16(layout.frameSize() + 2L);
    long passBytes =
        layout.longPass() ? bytes.i64(layout.passSize()) : bytes.u32(layout.passSize());
    int coils = bytes.u16(layout.receivers() + 2L) - bytes.u16(layout.receivers()) + 1;
    long dataStart =
        layout.dataOffset() < 0 ? -layout.dataOffset() : bytes.u32(layout.dataOffset());
    if (points < 16 || (valueBytes != 2 && valueBytes != 4) || coils < 1 || coils > 256) {
      throw UnreadableFileException.inconsistent(
          "the P-file header gives "
              + points
              + " points of "
              + valueBytes
              + " bytes and "
              + coils
              + " coils.");
    }
    bytes.require(dataStart, passBytes, "the P-file's raw data");
    long frameBytes = 2L * valueBytes * points;
    if (passBytes % (frameBytes * coils) != 0) {
      throw UnreadableFileException.inconsistent(
          "the P-file's " + passBytes + " bytes are not whole frames of " + coils + " coils.");
    }
    int frames = (int) (passBytes / frameBytes / coils);
    double referenceFrames = bytes.f32(layout.user0() + 4L * REFERENCE_FRAMES_USER);
    int references = (int) referenceFrames;
    if (references != referenceFrames || references < 0 || references > frames - 2) {
      throw UnreadableFileException.inconsistent(
          "the P-file claims " + referenceFrames + " reference frames of " + (frames - 1) + ".");
    }
    List<MrsData> measurements = new ArrayList<>();
    Block block = new Block(bytes, layout, revision, points, valueBytes, coils, frames, dataStart);
    measurements.add(block.measurement(1 + references, frames, WaterSuppression.SUPPRESSED));
    if (references > 0) {
      measurements.add(block.measurement(1, 1 + references, WaterSuppression.UNSUPPRESSED));
    }
    return measurements;
  }

  private record Block(
      FileBytes bytes,
      Layout layout,
      double revision,
      int points,
      int valueBytes,
      int coils,
      int frames,
      long dataStart) {

    MrsData measurement(int first, int end, WaterSuppression suppression)
        throws UnreadableFileException {
      MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.GE_P_FILE);
      builder.used("header revision", Double.toString(revision), "byte 0");
      builder.used("points", Integer.toString(points), "byte " + layout.frameSize());
      double width = bytes.f32(layout.width());
      builder.used("spectral width", Double.toString(width), "byte " + layout.width());
      builder.acquisition().dwellTime(1 / width);
      long tenths = bytes.u32(layout.frequency());
      builder.used("spectrometer frequency", Long.toString(tenths), "byte " + layout.frequency());
      builder.acquisition().spectrometerFrequency(tenths / 1e7);
      long gauss = bytes.u32(layout.field());
      builder.used("field strength", Long.toString(gauss), "byte " + layout.field());
      builder.acquisition().fieldStrength(gauss / 1e4);
      long repetition = bytes.u32(layout.repetitionTime());
      builder.used("repetition time", Long.toString(repetition), "byte " + layout.repetitionTime());
      builder.acquisition().repetitionTime(repetition / 1e6);
      builder.acquisition().inversionTime(bytes.u32(layout.repetitionTime() + 4L) / 1e6);
      long echo = bytes.u32(layout.repetitionTime() + 8L);
      builder.used("echo time", Long.toString(echo), "byte " + (layout.repetitionTime() + 8));
      builder.acquisition().echoTime(echo / 1e6);
      String name = bytes.field(layout.sequence(), 33);
      builder.used("sequence", name, "byte " + layout.sequence());
      builder.acquisition().sequence(Sequence.named(name));
      double excitations = bytes.f32(layout.excitations());
      builder.used(
          "excitations of a frame", Double.toString(excitations), "byte " + layout.excitations());
      builder.acquisition().averages(Math.max(1, excitations) * (end - first));
      builder.acquisition().manufacturer("GE");
      builder.acquisition().waterSuppression(suppression);
      builder.remark("The first frame of each coil is a baseline and was left out.");
      geometry(builder);
      boolean chopped = Math.ceil(excitations) <= 1;
      if (chopped) {
        builder.remark(
            "Frames alternate in sign with one excitation each; every other was turned.");
      }
      double[] values = new double[2 * points * coils * (end - first)];
      int filled = 0;
      for (int coil = 0; coil < coils; coil++) {
        for (int frame = first; frame < end; frame++) {
          long offset = dataStart + 2L * valueBytes * points * ((long) coil * frames + frame);
          int sign = chopped && (frame & 1) == 0 ? -1 : 1;
          for (int i = 0; i < 2 * points; i++) {
            long at = offset + (long) valueBytes * i;
            values[filled++] = sign * (valueBytes == 4 ? bytes.i32(at) : bytes.i16(at));
          }
        }
      }
      return builder.build(
          points,
          List.of(
              new Dimension(Dimension.Kind.COIL, coils),
              new Dimension(Dimension.Kind.TRANSIENT, end - first)),
          values);
    }

    private void geometry(MeasurementBuilder builder) throws UnreadableFileException {
      Vector3 lengths = vector(layout.box());
      Vector3 centre = vector(layout.box() + 12);
      Vector3 topRight = vector(layout.plane() + 12);
      Vector3 row = topRight.minus(vector(layout.plane()));
      Vector3 column = vector(layout.plane() + 24).minus(topRight);
      Vector3 normal = row.cross(column);
      if (!(normal.norm() > 0) || !Double.isFinite(normal.norm())) {
        builder.remark("The P-file prescribes no plane; there is no voxel.");
        return;
      }
      builder.used("voxel size", lengths.toString(), "byte " + layout.box());
      builder.used("voxel centre", centre.toString(), "byte " + (layout.box() + 12));
      builder.used("voxel axes", row + " " + column, "byte " + layout.plane());
      // Each length belongs to the axis that is nearest to its direction.
      List<Vector3> axes = new ArrayList<>(List.of(row.unit(), column.unit(), normal.unit()));
      Vector3 right = nearest(axes, new Vector3(1, 0, 0));
      Vector3 front = nearest(axes, new Vector3(0, 1, 0));
      builder.voxel(centre, right, front, axes.getFirst(), lengths);
    }

    private Vector3 vector(int offset) throws UnreadableFileException {
      return new Vector3(bytes.f32(offset), bytes.f32(offset + 4L), bytes.f32(offset + 8L));
    }

    /** Takes the axis out that is nearest to a direction. */
    private static Vector3 nearest(List<Vector3> axes, Vector3 direction) {
      Vector3 nearest =
          Collections.max(axes, Comparator.comparingDouble(axis -> Math.abs(axis.dot(direction))));
      axes.remove(nearest);
      return nearest;
    }
  }

  private static Optional<Layout> layout(double revision) {
    if (revision == 9) {
      return Optional.of(
          new Layout(
              34,
              80,
              116,
              false,
              200,
              216,
              368,
              424,
              -DATA_OFFSET_REVISION_9,
              57_436,
              60_152,
              60_128,
              60_248,
              60_384,
              60_088));
    }
    if (revision == 11) {
      return Optional.of(early(false, 61_560, 64_564, 65_024, 65_374));
    }
    if (revision >= 14 && revision < 16) {
      return Optional.of(early(false, 140_980, 143_952, 144_572, 145_132));
    }
    if (revision == 16) {
      return Optional.of(early(false, 140_980, 144_000, 144_620, 145_180));
    }
    if ((revision >= 20 && revision < 20.1) || (revision >= 23 && revision < 26)) {
      return Optional.of(early(true, 143_392, 147_672, 148_396, 148_972));
    }
    if (revision >= 26 && revision <= 27) {
      return Optional.of(late(194_232, 198_512, 199_236, 199_812));
    }
    if (revision > 27 && revision < 31) {
      return Optional.of(late(202_424, 206_704, 207_428, 208_004));
    }
    if (revision == 31) {
      return Optional.of(late(202_728, 207_008, 207_732, 208_308));
    }
    return Optional.empty();
  }

  private static Layout early(
      boolean longPass, int field, int excitations, int repetition, int sequence) {
    return new Layout(
        34,
        80,
        longPass ? 1660 : 116,
        longPass,
        200,
        216,
        368,
        424,
        1468,
        field,
        excitations,
        repetition,
        sequence,
        excitations + BOX_AFTER_EXCITATIONS,
        excitations + PLANE_AFTER_EXCITATIONS);
  }

  private static Layout late(int field, int excitations, int repetition, int sequence) {
    return new Layout(
        110,
        156,
        1540,
        true,
        264,
        280,
        432,
        488,
        4,
        field,
        excitations,
        repetition,
        sequence,
        excitations + BOX_AFTER_EXCITATIONS,
        excitations + PLANE_AFTER_EXCITATIONS);
  }
}
