package org.proviso.spectroscopy.read;

import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;

/**
 * Siemens RDA: a text header, then little-endian doubles, already in this module's rotation. The
 * row vector goes with the read-out field of view, the column vector with the phase one.
 */
final class RdaReader {

  private static final String BEGIN = ">>> Begin of header <<<";
  private static final String END = ">>> End of header <<<";
  private static final int MAX_HEADER = 1 << 20;

  private RdaReader() {}

  static boolean matches(FileBytes bytes) {
    return bytes.startsWith(BEGIN, 0);
  }

  static MrsData read(FileBytes bytes) throws UnreadableFileException {
    String head = bytes.text(0, Math.min(bytes.size(), MAX_HEADER));
    int end = head.indexOf(END);
    if (end < 0) {
      throw UnreadableFileException.truncated("the RDA header has no end mark.");
    }
    HeaderFields rda = new HeaderFields("RDA");
    for (String line : head.substring(BEGIN.length(), end).split("\\R", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        rda.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    int dataStart = end + END.length();
    while (dataStart < head.length()
        && (head.charAt(dataStart) == '\r' || head.charAt(dataStart) == '\n')
        && dataStart < end + END.length() + 2) {
      dataStart++;
    }
    for (int axis = 0; axis < 3; axis++) {
      if (rda.number("CSIMatrixSize[" + axis + "]").orElse(1) > 1) {
        throw UnreadableFileException.unsupported(
            "this RDA is a spectroscopic image (CSIMatrixSize["
                + axis
                + "] is "
                + rda.find("CSIMatrixSize[" + axis + "]").orElse("")
                + "), not a single voxel.",
            "Give a single-voxel measurement.");
      }
    }
    int points = rda.count("VectorSize", 16, MeasurementBuilder.MAX_POINTS);
    long expected = 16L * points;
    long present = (long) bytes.size() - dataStart;
    if (present < expected) {
      throw UnreadableFileException.truncated(
          "the RDA header promises "
              + points
              + " points ("
              + expected
              + " bytes), "
              + present
              + " follow.");
    }
    if (present > expected) {
      throw UnreadableFileException.inconsistent(
          "the RDA header promises " + expected + " bytes of signal, " + present + " follow.");
    }
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.SIEMENS_RDA);
    SiemensHeader.RDA.read(rda, builder);
    builder.acquisition().manufacturer("Siemens");
    builder.remark("An RDA rounds the dwell time to whole microseconds.");
    builder.remark("An RDA does not say whether water was suppressed.");
    geometry(builder, rda);
    double[] values = bytes.doubles(dataStart, 2 * points, "the RDA signal");
    return builder.build(points, List.<Dimension>of(), values);
  }

  private static void geometry(MeasurementBuilder builder, HeaderFields rda) {
    Optional<Vector3> row = vector(rda, "RowVector[0]", "RowVector[1]", "RowVector[2]");
    Optional<Vector3> column = vector(rda, "ColumnVector[0]", "ColumnVector[1]", "ColumnVector[2]");
    Optional<Vector3> centre = vector(rda, "VOIPositionSag", "VOIPositionCor", "VOIPositionTra");
    // Old software misspells the read-out field of view.
    String readout = rda.has("VOIReadoutFOV") ? "VOIReadoutFOV" : "VOIReadoutVOV";
    Optional<Vector3> size = sizes(rda, readout);
    if (row.isEmpty() || column.isEmpty() || centre.isEmpty() || size.isEmpty()) {
      builder.remark("The RDA header lacks part of the voxel geometry; there is no voxel.");
      return;
    }
    for (String key :
        List.of(
            "VOIPositionSag",
            "VOIPositionCor",
            "VOIPositionTra",
            "RowVector[0]",
            "RowVector[1]",
            "RowVector[2]",
            "ColumnVector[0]",
            "ColumnVector[1]",
            "ColumnVector[2]",
            readout,
            "VOIPhaseFOV",
            "VOIThickness")) {
      rda.use(builder, "voxel geometry", key);
    }
    builder.voxel(centre.get(), row.get(), column.get(), row.get().cross(column.get()), size.get());
  }

  private static Optional<Vector3> sizes(HeaderFields rda, String readout) {
    if (rda.number(readout).isEmpty()
        || rda.number("VOIPhaseFOV").isEmpty()
        || rda.number("VOIThickness").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Vector3(
            rda.number(readout).getAsDouble(),
            rda.number("VOIPhaseFOV").getAsDouble(),
            rda.number("VOIThickness").getAsDouble()));
  }

  private static Optional<Vector3> vector(HeaderFields rda, String x, String y, String z) {
    if (rda.number(x).isEmpty() || rda.number(y).isEmpty() || rda.number(z).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Vector3.ofLps(
            rda.number(x).getAsDouble(), rda.number(y).getAsDouble(), rda.number(z).getAsDouble()));
  }
}
