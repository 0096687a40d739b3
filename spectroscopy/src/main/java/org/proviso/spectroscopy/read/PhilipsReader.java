package org.proviso.spectroscopy.read;

import java.util.List;
import java.util.regex.Pattern;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;

/**
 * Philips SDAT (VAX F-floating values) with its SPAR (text parameters). SDAT turns the other way
 * round: it is conjugated. Off-centres and angulations are along LPH with the patient's left,
 * posterior and head positive; the rotation is about the fixed order x, y, z of the turned axes.
 */
final class PhilipsReader {

  private static final Pattern COMMENT = Pattern.compile("^\\s*!.*");

  private PhilipsReader() {}

  /** Whether a text is a SPAR. */
  static boolean isParameters(String text) {
    return text.contains("synthesizer_frequency")
        && text.contains("sample_frequency")
        && text.contains("samples");
  }

  static HeaderFields parameters(String text) {
    HeaderFields fields = new HeaderFields("SPAR");
    for (String line : text.split("\\R", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && !COMMENT.matcher(line).matches()) {
        String value = line.substring(colon + 1).strip();
        fields.put(line.substring(0, colon).strip(), value.replaceAll("^\"|\"$", ""));
      }
    }
    return fields;
  }

  static MrsData read(HeaderFields spar, FileBytes sdat) throws UnreadableFileException {
    int points = spar.count("samples", 16, MeasurementBuilder.MAX_POINTS);
    int rows = spar.count("rows", 1, 1 << 20);
    if (spar.number("dim2_pnts").orElse(1) > 1 && spar.number("dim3_pnts").orElse(1) > 1) {
      throw UnreadableFileException.unsupported(
          "this SPAR describes a spectroscopic image, not a single voxel.",
          "Give a single-voxel measurement.");
    }
    long expected = 8L * points * rows;
    if (sdat.size() < expected) {
      throw UnreadableFileException.truncated(
          "the SPAR promises "
              + rows
              + " x "
              + points
              + " points ("
              + expected
              + " bytes), the SDAT has "
              + sdat.size()
              + " bytes.");
    }
    if (sdat.size() > expected) {
      throw UnreadableFileException.inconsistent(
          "the SPAR promises " + expected + " bytes, the SDAT has " + sdat.size() + ".");
    }
    double[] values = vaxFloats(sdat);
    MeasurementBuilder builder = new MeasurementBuilder(SourceFormat.PHILIPS_SDAT);
    spar.use(builder, "points", "samples");
    spar.use(builder, "transients", "rows");
    spar.use(builder, "spectral width", "sample_frequency");
    builder.acquisition().dwellTime(1 / spar.required("sample_frequency"));
    spar.use(builder, "spectrometer frequency", "synthesizer_frequency");
    builder.acquisition().spectrometerFrequency(spar.required("synthesizer_frequency") / 1e6);
    if (spar.find("nucleus").isPresent()) {
      spar.use(builder, "nucleus", "nucleus");
      builder.acquisition().nucleus(spar.find("nucleus").get());
    }
    spar.use(builder, "echo time", "echo_time");
    builder.acquisition().echoTime(spar.number("echo_time").orElse(0) / 1e3);
    spar.use(builder, "repetition time", "repetition_time");
    builder.acquisition().repetitionTime(spar.number("repetition_time").orElse(0) / 1e3);
    if (spar.number("spectrum_inversion_time").orElse(0) > 0) {
      spar.use(builder, "inversion time", "spectrum_inversion_time");
      builder.acquisition().inversionTime(spar.required("spectrum_inversion_time") / 1e3);
    }
    spar.use(builder, "averages", "averages");
    builder.acquisition().averages(spar.number("averages").orElse(0));
    spar.use(builder, "sequence", "scan_id");
    builder.acquisition().sequence(Sequence.named(spar.find("scan_id").orElse("")));
    builder.acquisition().manufacturer("Philips");
    builder.remark("A SPAR does not say whether water was suppressed.");
    geometry(builder, spar);
    return builder.build(
        points,
        List.of(new Dimension(Dimension.Kind.TRANSIENT, rows)),
        MeasurementBuilder.conjugated(values));
  }

  private static void geometry(MeasurementBuilder builder, HeaderFields spar)
      throws UnreadableFileException {
    if (!spar.find("volume_selection_enable").orElse("").equalsIgnoreCase("yes")) {
      builder.remark("The SPAR selects no volume; there is no voxel.");
      return;
    }
    for (String axis : List.of("lr", "ap", "cc")) {
      for (String kind : List.of("size", "off_center", "angulation")) {
        spar.use(builder, "voxel " + kind, axis + "_" + kind);
      }
    }
    double aboutX = Math.toRadians(-spar.required("lr_angulation"));
    double aboutY = Math.toRadians(-spar.required("ap_angulation"));
    double aboutZ = Math.toRadians(spar.required("cc_angulation"));
    builder.voxel(
        Vector3.ofLps(
            spar.required("lr_off_center"),
            spar.required("ap_off_center"),
            spar.required("cc_off_center")),
        rotated(new Vector3(1, 0, 0), aboutX, aboutY, aboutZ),
        rotated(new Vector3(0, 1, 0), aboutX, aboutY, aboutZ),
        rotated(new Vector3(0, 0, 1), aboutX, aboutY, aboutZ),
        new Vector3(spar.required("lr_size"), spar.required("ap_size"), spar.required("cc_size")));
  }

  /** Applies Rx(a) Ry(b) Rz(c): intrinsic turns about x, then y, then z. */
  private static Vector3 rotated(Vector3 v, double a, double b, double c) {
    double x1 = Math.cos(c) * v.x() - Math.sin(c) * v.y();
    double y1 = Math.sin(c) * v.x() + Math.cos(c) * v.y();
    double x2 = Math.cos(b) * x1 + Math.sin(b) * v.z();
    double z2 = -Math.sin(b) * x1 + Math.cos(b) * v.z();
    return new Vector3(
        x2, Math.cos(a) * y1 - Math.sin(a) * z2, Math.sin(a) * y1 + Math.cos(a) * z2);
  }

  /**
   * VAX F-floating: two little-endian 16-bit words, the high one first; sign, 8 bits of exponent
   * biased by 128, and a fraction in [0.5, 1) with a hidden leading bit (VAX Architecture Reference
   * Manual). A set sign with a zero exponent is the reserved operand, which is not a number.
   */
  private static double[] vaxFloats(FileBytes bytes) throws UnreadableFileException {
    double[] values = new double[bytes.size() / 4];
    for (int i = 0; i < values.length; i++) {
      int high = bytes.u16(4L * i);
      int low = bytes.u16(4L * i + 2);
      int exponent = high >> 7 & 0xff;
      int fraction = (high & 0x7f) << 16 | low;
      double magnitude =
          exponent == 0 ? 0 : Math.scalb(0.5 + fraction / 16777216.0, exponent - 128);
      boolean negative = (high & 0x8000) != 0;
      values[i] = negative && exponent == 0 ? Double.NaN : negative ? -magnitude : magnitude;
    }
    return values;
  }
}
