package org.proviso.spectroscopy.read;

import java.util.List;
import org.proviso.spectroscopy.model.Vector3;

/**
 * The plain-text protocol of a Siemens measurement: lines {@code key = value} between ASCCONV
 * marks, in twix headers and in the CSA series header.
 */
final class SiemensProtocol {

  private SiemensProtocol() {}

  static HeaderFields parse(String text) {
    HeaderFields fields = new HeaderFields("protocol");
    for (String line : text.split("\\R", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        String value = line.substring(equals + 1).strip();
        fields.put(line.substring(0, equals).strip(), value.replaceAll("^\"+|\"+$", ""));
      }
    }
    return fields;
  }

  /** Sets the voxel from the protocol's volume of interest. */
  static void volume(MeasurementBuilder builder, HeaderFields protocol) {
    String voi = "sSpecPara.sVoI.";
    if (protocol.number(voi + "dThickness").isEmpty()
        || protocol.number(voi + "dPhaseFOV").isEmpty()
        || protocol.number(voi + "dReadoutFOV").isEmpty()) {
      builder.remark("The protocol defines no volume of interest; there is no voxel.");
      return;
    }
    double[] normal = new double[3];
    double[] centre = new double[3];
    String[] axes = {"Sag", "Cor", "Tra"};
    for (int i = 0; i < 3; i++) {
      // The protocol leaves out zeros.
      normal[i] = protocol.number(voi + "sNormal.d" + axes[i]).orElse(0);
      centre[i] =
          protocol.number(voi + "sPosition.d" + axes[i]).orElse(0)
              + protocol.number("lScanRegionPos" + axes[i]).orElse(0);
      protocol.use(builder, "voxel normal", voi + "sNormal.d" + axes[i]);
      protocol.use(builder, "voxel centre", voi + "sPosition.d" + axes[i]);
    }
    for (String key : List.of("dThickness", "dPhaseFOV", "dReadoutFOV", "dInPlaneRot")) {
      protocol.use(builder, "voxel geometry", voi + key);
    }
    Vector3 slice = new Vector3(normal[0], normal[1], normal[2]);
    if (!(slice.norm() > 0)) {
      builder.remark("The protocol gives the volume no normal; there is no voxel.");
      return;
    }
    SiemensOrientation orientation =
        SiemensOrientation.of(slice.unit(), protocol.number(voi + "dInPlaneRot").orElse(0));
    builder.voxel(
        Vector3.ofLps(centre[0], centre[1], centre[2]),
        lps(orientation.readout()),
        lps(orientation.phase()),
        lps(orientation.readout().cross(orientation.phase())),
        new Vector3(
            protocol.number(voi + "dReadoutFOV").getAsDouble(),
            protocol.number(voi + "dPhaseFOV").getAsDouble(),
            protocol.number(voi + "dThickness").getAsDouble()));
  }

  private static Vector3 lps(Vector3 v) {
    return Vector3.ofLps(v.x(), v.y(), v.z());
  }
}
