package org.proviso.spectroscopy.read;

import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;

/**
 * Siemens spectroscopy as DICOM of software VA to VE: floats in a private element, parameters in
 * the CSA image header. The rotation is already this module's.
 */
final class CsaDicomReader {

  private static final String DATA_CREATOR = "SIEMENS CSA NON-IMAGE";
  private static final String HEADER_CREATOR = "SIEMENS CSA HEADER";

  private CsaDicomReader() {}

  static boolean matches(DicomDataset dataset) throws UnreadableFileException {
    return dataset.privateTag(0x7FE1, DATA_CREATOR, 0x10).filter(dataset::has).isPresent();
  }

  static MrsData read(DicomDataset dataset) throws UnreadableFileException {
    Optional<FileBytes> signal =
        dataset.bytes(dataset.privateTag(0x7FE1, DATA_CREATOR, 0x10).orElseThrow());
    Optional<Integer> headerTag = dataset.privateTag(0x0029, HEADER_CREATOR, 0x10);
    if (headerTag.isEmpty() || dataset.bytes(headerTag.get()).isEmpty() || signal.isEmpty()) {
      throw UnreadableFileException.missing("the Siemens DICOM file has no CSA image header.");
    }
    HeaderFields csa = CsaHeader.of(dataset.bytes(headerTag.get()).get()).fields();
    for (String key : List.of("Rows", "Columns", "NumberOfFrames")) {
      if (csa.number(key).orElse(1) > 1) {
        throw UnreadableFileException.unsupported(
            "this is a spectroscopic image (CSA " + key + " is " + csa.find(key).orElse("") + ").",
            "Give a single-voxel measurement.");
      }
    }
    HeaderFields protocol = protocol(dataset);
    // The oldest software leaves the spectroscopy tags out of the image header.
    int points =
        csa.has("DataPointColumns")
            ? csa.count("DataPointColumns", 16, MeasurementBuilder.MAX_POINTS)
            : protocol.count("sSpecPara.lVectorSize", 16, MeasurementBuilder.MAX_POINTS);
    if (signal.get().size() < 8L * points) {
      throw UnreadableFileException.truncated(
          "the CSA header promises "
              + points
              + " points, the signal element holds "
              + signal.get().size() / 8
              + ".");
    }
    if (signal.get().size() > 8L * points) {
      throw UnreadableFileException.inconsistent(
          "the CSA header promises "
              + points
              + " points, the signal element holds "
              + signal.get().size() / 8
              + ".");
    }
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.SIEMENS_CSA_DICOM);
    SiemensHeader.CSA.read(csa, builder);
    Optional<String> vendor = dataset.text(0x00080070);
    builder.acquisition().manufacturer(vendor.orElse("Siemens"));
    builder.remark("The CSA header does not say whether water was suppressed.");
    if (csa.has("VoiPosition")) {
      geometry(builder, csa);
    } else {
      SiemensProtocol.volume(builder, protocol);
    }
    double[] values = signal.get().floats(0, 2 * points, "the CSA signal");
    return builder.build(points, List.of(), values);
  }

  /** The measurement protocol inside the CSA series header; empty when there is none. */
  private static HeaderFields protocol(DicomDataset dataset) throws UnreadableFileException {
    Optional<Integer> tag = dataset.privateTag(0x0029, HEADER_CREATOR, 0x20);
    if (tag.isPresent() && dataset.bytes(tag.get()).isPresent()) {
      CsaHeader series = CsaHeader.of(dataset.bytes(tag.get()).get());
      for (String name : List.of("MrPhoenixProtocol", "MrProtocol")) {
        for (String text : series.values(name)) {
          return SiemensProtocol.parse(text);
        }
      }
    }
    return new HeaderFields("protocol");
  }

  private static void geometry(MeasurementBuilder builder, HeaderFields csa) {
    Optional<double[]> orientation = numbers(csa, "ImageOrientationPatient", 6);
    Optional<double[]> position = numbers(csa, "VoiPosition", 3);
    if (orientation.isEmpty()
        || position.isEmpty()
        || csa.number("VoiReadoutFoV").isEmpty()
        || csa.number("VoiPhaseFoV").isEmpty()
        || csa.number("VoiThickness").isEmpty()) {
      builder.remark("The CSA header lacks part of the voxel geometry; there is no voxel.");
      return;
    }
    for (String key :
        List.of(
            "ImageOrientationPatient",
            "VoiPosition",
            "VoiReadoutFoV",
            "VoiPhaseFoV",
            "VoiThickness")) {
      csa.use(builder, "voxel geometry", key);
    }
    double[] o = orientation.get();
    double[] p = position.get();
    Vector3 row = Vector3.ofLps(o[0], o[1], o[2]);
    Vector3 column = Vector3.ofLps(o[3], o[4], o[5]);
    builder.voxel(
        Vector3.ofLps(p[0], p[1], p[2]),
        row,
        column,
        row.cross(column),
        new Vector3(
            csa.number("VoiReadoutFoV").getAsDouble(),
            csa.number("VoiPhaseFoV").getAsDouble(),
            csa.number("VoiThickness").getAsDouble()));
  }

  private static Optional<double[]> numbers(HeaderFields csa, String key, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      String name = i == 0 ? key : key + "[" + i + "]";
      if (csa.number(name).isEmpty()) {
        return Optional.empty();
      }
      values[i] = csa.number(name).getAsDouble();
    }
    return Optional.of(values);
  }
}
