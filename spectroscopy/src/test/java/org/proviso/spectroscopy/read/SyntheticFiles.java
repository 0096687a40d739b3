package org.proviso.spectroscopy.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.proviso.spectroscopy.model.FourierTransform;

/**
 * Writers of small files in each format, from the formats' descriptions, for tests. Each takes the
 * signal in the module's rotation and turns it as the format prescribes.
 */
final class SyntheticFiles {

  private static final double DWELL = SyntheticMeasurement.DWELL;
  private static final double FREQUENCY = SyntheticMeasurement.FREQUENCY;

  private SyntheticFiles() {}

  static double[] conjugate(double[] signal) {
    double[] other = signal.clone();
    for (int i = 1; i < other.length; i += 2) {
      other[i] = -other[i];
    }
    return other;
  }

  static Path sdat(Path folder, double[] signal) throws IOException {
    String spar =
        """
        ! comment : ignored
        scan_id : SV_PRESS_30
        samples : %d
        rows : 1
        synthesizer_frequency : 127800000
        sample_frequency : 2000
        nucleus : 1H
        echo_time : 30
        repetition_time : 2000
        averages : 64
        spectrum_inversion_time : 0
        volume_selection_enable : "yes"
        ap_size : 20
        lr_size : 30
        cc_size : 40
        ap_off_center : 11
        lr_off_center : -22
        cc_off_center : 33
        ap_angulation : 0
        lr_angulation : 90
        cc_angulation : 0
        """
            .formatted(signal.length / 2);
    Files.writeString(folder.resolve("scan.SPAR"), spar);
    ByteBuffer out = ByteBuffer.allocate(4 * signal.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : conjugate(signal)) {
      int bits = Float.floatToIntBits((float) value);
      // An IEEE single is (1 + f) 2^(e-127); VAX F writes it as (0.5 + f/2) 2^(e+2-128).
      int vax = value == 0 ? 0 : bits + (2 << 23);
      out.putShort((short) (vax >>> 16)).putShort((short) vax);
    }
    return Files.write(folder.resolve("scan.SDAT"), out.array());
  }

  static Path rda(Path folder, double[] signal) throws IOException {
    String header =
        """
        >>> Begin of header <<<
        PatientName: nobody
        TR: 2000.000000
        TE: 30.000000
        TM: 0.000000
        TI: 0.000000
        DwellTime: 500
        NumberOfAverages: 64.000000
        MRFrequency: 127,800000
        Nucleus: 1H
        MagneticFieldStrength: 3.000000
        VectorSize: %d
        SequenceName: *svs_se
        CSIMatrixSize[0]: 1
        CSIMatrixSize[1]: 1
        CSIMatrixSize[2]: 1
        RowVector[0]: 1.0
        RowVector[1]: 0.0
        RowVector[2]: 0.0
        ColumnVector[0]: 0.0
        ColumnVector[1]: 1.0
        ColumnVector[2]: 0.0
        VOIPositionSag: 22.0
        VOIPositionCor: 11.0
        VOIPositionTra: 33.0
        VOIThickness: 40.0
        VOIPhaseFOV: 20.0
        VOIReadoutFOV: 30.0
        >>> End of header <<<
        """
            .formatted(signal.length / 2)
            .replace("\n", "\r\n");
    ByteBuffer out =
        ByteBuffer.allocate(header.length() + 8 * signal.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (double value : signal) {
      out.putDouble(value);
    }
    return Files.write(folder.resolve("scan.rda"), out.array());
  }

  /** DICOM MR Spectroscopy Storage; nested sequences of both lengths. */
  static Path dicom(Path folder, double[] signal, boolean explicit) throws IOException {
    DicomBytes body = new DicomBytes(explicit);
    body.text(0x00080016, "UI", DicomSpectroscopyReader.STORAGE);
    body.text(0x00080070, "LO", "Maker");
    body.text(0x00180087, "DS", "3");
    body.doubles(0x00189052, 1 / DWELL);
    body.text(0x00189054, "CS", "PRESS");
    body.doubles(0x00189098, FREQUENCY);
    body.text(0x00189100, "CS", "1H");
    DicomBytes[] slabs = new DicomBytes[3];
    double[][] normals = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    double[] sizes = {30, 20, 40};
    for (int i = 0; i < 3; i++) {
      slabs[i] = new DicomBytes(explicit);
      slabs[i].doubles(0x00189104, sizes[i]);
      slabs[i].doubles(0x00189105, normals[i]);
      slabs[i].doubles(0x00189106, 22, 11, 33);
    }
    body.sequence(0x00189126, false, slabs);
    body.text(0x00280008, "IS", "1");
    body.shorts(0x00280010, 1);
    body.shorts(0x00280011, 1);
    body.ints(0x00289001, 1);
    body.ints(0x00289002, signal.length / 2);
    body.text(0x00289003, "CS", "TIME");
    body.text(0x00289108, "CS", "COMPLEX");
    DicomBytes timing = new DicomBytes(explicit);
    timing.text(0x00180080, "DS", "2000");
    DicomBytes echo = new DicomBytes(explicit);
    echo.doubles(0x00189082, 30);
    DicomBytes groups = new DicomBytes(explicit);
    groups.sequence(0x00189112, true, timing);
    groups.sequence(0x00189114, false, echo);
    body.sequence(0x52009229, true, groups);
    body.floats(0x56000020, conjugate(signal));
    return Files.write(
        folder.resolve(explicit ? "explicit.dcm" : "implicit.dcm"),
        body.file(explicit ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2"));
  }

  /** Siemens DICOM with a CSA header. */
  static Path csa(Path folder, double[] signal) throws IOException {
    DicomBytes body = new DicomBytes(true);
    body.text(0x00080016, "UI", "1.3.12.2.1107.5.9.1");
    body.text(0x00080070, "LO", "SIEMENS");
    body.text(0x00290010, "LO", "SIEMENS CSA HEADER");
    String[][] tags = {
      {"DataPointColumns", Integer.toString(signal.length / 2)},
      {"RealDwellTime", "500000"},
      {"ImagingFrequency", "127.8"},
      {"ImagedNucleus", "1H"},
      {"MagneticFieldStrength", "3.0"},
      {"EchoTime", "30.0"},
      {"RepetitionTime", "2000.0"},
      {"NumberOfAverages", "64"},
      {"SequenceName", "*svs_se"},
      {"ImageOrientationPatient", "1", "0", "0", "0", "1", "0"},
      {"VoiPosition", "22", "11", "33"},
      {"VoiReadoutFoV", "30"},
      {"VoiPhaseFoV", "20"},
      {"VoiThickness", "40"},
    };
    body.bytes(0x00291010, "OB", csaHeader(tags));
    body.text(0x7FE10010, "LO", "SIEMENS CSA NON-IMAGE");
    ByteBuffer data = ByteBuffer.allocate(4 * signal.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : signal) {
      data.putFloat((float) value);
    }
    body.bytes(0x7FE11010, "OB", data.array());
    return Files.write(folder.resolve("scan.IMA"), body.file("1.2.840.10008.1.2.1"));
  }

  private static byte[] csaHeader(String[][] tags) {
    ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    out.put("SV10".getBytes(StandardCharsets.US_ASCII)).putInt(0x01020304);
    out.putInt(tags.length).putInt(77);
    for (String[] tag : tags) {
      byte[] name = tag[0].getBytes(StandardCharsets.US_ASCII);
      out.put(name).put(new byte[64 - name.length]);
      out.putInt(tag.length - 1).put(new byte[] {'D', 'S', 0, 0}).putInt(0);
      out.putInt(tag.length - 1).putInt(77);
      for (int i = 1; i < tag.length; i++) {
        byte[] value = (tag[i] + "\0").getBytes(StandardCharsets.US_ASCII);
        out.putInt(value.length).putInt(value.length).putInt(77).putInt(value.length);
        out.put(value).put(new byte[(4 - value.length % 4) % 4]);
      }
    }
    byte[] bytes = new byte[out.position() + out.position() % 2];
    out.get(0, bytes, 0, out.position());
    return bytes;
  }

  /** Siemens raw data: two coils of weight 1 and i, two transients. */
  static Path twix(Path folder, double[] signal, boolean directory) throws IOException {
    int points = signal.length / 2;
    String protocol =
        String.format(
            Locale.ROOT,
            """
            tSequenceFileName = "%%SiemensSeq%%\\svs_se"
            sTXSPEC.asNucleusInfo[0].tNucleus = "1H"
            sTXSPEC.asNucleusInfo[0].lFrequency = 127800000
            sRXSPEC.alDwellTime[0] = 250000
            alTR[0] = 2000000
            alTE[0] = 30000
            sProtConsistencyInfo.flNominalB0 = 3
            lAverages = 2
            sSpecPara.lVectorSize = %d
            sSpecPara.sVoI.sNormal.dTra = 1
            sSpecPara.sVoI.sPosition.dSag = 22
            sSpecPara.sVoI.sPosition.dCor = 11
            sSpecPara.sVoI.sPosition.dTra = 33
            sSpecPara.sVoI.dThickness = 40
            sSpecPara.sVoI.dPhaseFOV = 20
            sSpecPara.sVoI.dReadoutFOV = 30
            """,
            points);
    byte[] text = protocol.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    int start = directory ? 10_240 : 0;
    if (directory) {
      out.putInt(0).putInt(1).putInt(1).putInt(1).putLong(start).putLong(0);
      out.position(start);
    }
    int header = 12_000;
    out.putInt(header).putInt(2);
    out.put("Config\0".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[3]);
    out.put("MeasYaps\0".getBytes(StandardCharsets.US_ASCII)).putInt(text.length).put(text);
    out.position(start + header);
    float[] oversampled = oversampled(conjugate(signal));
    for (int transientIndex = 0; transientIndex < 2; transientIndex++) {
      if (directory) {
        mdh(out, 192, 40, 0, oversampled.length / 2, transientIndex, 2);
      }
      for (int coil = 0; coil < 2; coil++) {
        if (directory) {
          out.put(new byte[32]);
        } else {
          mdh(out, 128, 20, 0, oversampled.length / 2, transientIndex, 2);
        }
        for (int n = 0; n < oversampled.length; n += 2) {
          // The second coil sees the conjugated signal turned by -90 degrees.
          out.putFloat(coil == 0 ? oversampled[n] : oversampled[n + 1]);
          out.putFloat(coil == 0 ? oversampled[n + 1] : -oversampled[n]);
        }
      }
    }
    mdh(out, directory ? 192 : 128, directory ? 40 : 20, 1, 16, 2, 2);
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return Files.write(folder.resolve(directory ? "vd.dat" : "vb.dat"), bytes);
  }

  private static void mdh(
      ByteBuffer out, int length, int evaluation, int mask, int samples, int average, int coils) {
    int at = out.position();
    out.put(new byte[length]);
    out.putInt(at, length == 192 ? 192 + coils * (32 + 8 * samples) : 128 + 8 * samples);
    out.putInt(at + evaluation, mask);
    out.putShort(at + evaluation + 8, (short) samples);
    out.putShort(at + evaluation + 10, (short) coils);
    out.putShort(at + evaluation + 12 + 2, (short) average);
  }

  /** Twice the points at half the dwell time: the spectrum padded with an empty outer band. */
  private static float[] oversampled(double[] signal) {
    double[] spectrum = FourierTransform.spectrum(signal);
    double[] wide = new double[2 * spectrum.length];
    System.arraycopy(spectrum, 0, wide, spectrum.length / 2, spectrum.length);
    double[] fine = FourierTransform.timeSignal(wide);
    float[] values = new float[fine.length];
    for (int i = 0; i < fine.length; i++) {
      values[i] = (float) (2 * fine[i]);
    }
    return values;
  }

  /** GE raw data of header revision 9: a baseline, two water frames and four suppressed ones. */
  static Path ge(Path folder, double[] signal, double[] water) throws IOException {
    int points = signal.length / 2;
    int start = 61_464;
    int frame = 8 * points;
    ByteBuffer out = ByteBuffer.allocate(start + 7 * frame).order(ByteOrder.LITTLE_ENDIAN);
    out.putFloat(0, 9.0f);
    out.put(34, "GE_MED_NMR".getBytes(StandardCharsets.US_ASCII));
    out.putShort(80, (short) points).putShort(82, (short) 4);
    out.putInt(116, 7 * frame);
    out.putFloat(216 + 4 * 19, 2);
    out.putFloat(368, 2000);
    out.putInt(424, 1_278_000_000);
    out.putInt(57_436, 30_000);
    out.putFloat(60_152, 2);
    out.putInt(60_128, 2_000_000).putInt(60_136, 30_000);
    out.put(60_248, "probe-p".getBytes(StandardCharsets.US_ASCII));
    for (int index = 0; index < 7; index++) {
      for (int i = 0; i < 2 * points; i++) {
        double value = index == 0 ? 12345 : index < 3 ? water[i] : signal[i];
        out.putInt(start + index * frame + 4 * i, (int) Math.round(1000 * value));
      }
    }
    return Files.write(folder.resolve("P00001.7"), out.array());
  }

  static Path raw(Path folder, double[] signal) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(" $SEQPAR\n echot= 30.\n seq='PRESS'\n hzpppm=127.8\n $END\n");
    text.append(" $NMID\n id='x' fmtdat='(2E15.6)'\n volume=2.\n tramp=2.\n $END\n");
    for (int n = 0; n < signal.length; n += 2) {
      text.append(String.format(Locale.ROOT, "%15.6E%15.6E%n", signal[n], signal[n + 1]));
    }
    Files.writeString(
        folder.resolve("run.control"),
        " $LCMODL\n nunfil="
            + signal.length / 2
            + "\n deltat=5e-04\n hzpppm=127.8\n filraw='here/scan.raw'\n $END\n");
    return Files.writeString(folder.resolve("scan.raw"), text);
  }

  static Path columns(Path folder, double[] signal, double[] water) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < signal.length; n += 2) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.9e %.9e %.9e %.9e%n",
              signal[n],
              signal[n + 1],
              water[n],
              water[n + 1]));
    }
    return Files.writeString(folder.resolve("columns.txt"), text);
  }

  static Path dangerplot(Path folder, double[] signal) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "Dangerplot_version\t1.0\nNumber_of_points\t"
                + signal.length / 2
                + "\nSampling_frequency\t2000\nTransmitter_frequency\t1.278e+08\nPhi0\t0\nPhi1\t0\n"
                + "PPM_reference\t4.65\nReal_FID\tImag_FID\n");
    for (int n = 0; n < signal.length; n += 2) {
      text.append(signal[n]).append('\t').append(signal[n + 1]).append('\n');
    }
    return Files.writeString(folder.resolve("scan.dpt"), text);
  }

  /**
   * One oblique slice of an image series, 5 x 4 pixels of 2 x 1.5 mm, 3 mm from the next. Each
   * pixel holds 100 times its column, plus 10 times its row, plus its slice, stored with a slope of
   * 2 and an intercept of -1.
   *
   * @param name name of the file
   * @param slice number of the slice along its normal
   */
  static Path slice(Path folder, String name, String series, int slice) throws IOException {
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    DicomBytes body = new DicomBytes(true);
    body.text(0x0020000E, "UI", series);
    // The normal is row x column = (0, -s, c); the first slice lies at (-10, 20, 30) mm, LPS.
    body.text(
        0x00200032,
        "DS",
        String.format(Locale.ROOT, "-10\\%.8f\\%.8f", 20 - 3 * slice * s, 30 + 3 * slice * c));
    body.text(0x00200037, "DS", String.format(Locale.ROOT, "1\\0\\0\\0\\%.8f\\%.8f", c, s));
    body.shorts(0x00280002, 1);
    body.shorts(0x00280010, 4);
    body.shorts(0x00280011, 5);
    body.text(0x00280030, "DS", "1.5\\2");
    body.shorts(0x00280100, 16);
    body.shorts(0x00280103, 0);
    body.text(0x00281052, "DS", "-1");
    body.text(0x00281053, "DS", "2");
    ByteBuffer pixels = ByteBuffer.allocate(2 * 4 * 5).order(ByteOrder.LITTLE_ENDIAN);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 5; x++) {
        pixels.putShort((short) (100 * x + 10 * y + slice));
      }
    }
    body.bytes(0x7FE00010, "OW", pixels.array());
    return Files.write(folder.resolve(name), body.file("1.2.840.10008.1.2.1"));
  }

  /** Builds DICOM data sets. */
  static final class DicomBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean explicit;

    DicomBytes(boolean explicit) {
      this.explicit = explicit;
    }

    void text(int tag, String vr, String value) {
      bytes(
          tag,
          vr,
          (value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " "))
              .getBytes(StandardCharsets.ISO_8859_1));
    }

    void doubles(int tag, double... values) {
      ByteBuffer buffer = buffer(8 * values.length);
      for (double value : values) {
        buffer.putDouble(value);
      }
      bytes(tag, "FD", content(buffer));
    }

    void floats(int tag, double... values) {
      ByteBuffer buffer = buffer(4 * values.length);
      for (double value : values) {
        buffer.putFloat((float) value);
      }
      bytes(tag, "OF", content(buffer));
    }

    void shorts(int tag, int... values) {
      ByteBuffer buffer = buffer(2 * values.length);
      for (int value : values) {
        buffer.putShort((short) value);
      }
      bytes(tag, "US", content(buffer));
    }

    void ints(int tag, int... values) {
      ByteBuffer buffer = buffer(4 * values.length);
      for (int value : values) {
        buffer.putInt(value);
      }
      bytes(tag, "UL", content(buffer));
    }

    void sequence(int tag, boolean undefinedLength, DicomBytes... items) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (DicomBytes item : items) {
        byte[] content = item.out.toByteArray();
        body.writeBytes(tagAndLength(0xFFFEE000, undefinedLength ? -1 : content.length));
        body.writeBytes(content);
        if (undefinedLength) {
          body.writeBytes(tagAndLength(0xFFFEE00D, 0));
        }
      }
      if (undefinedLength) {
        body.writeBytes(tagAndLength(0xFFFEE0DD, 0));
      }
      element(tag, "SQ", undefinedLength ? -1 : body.size());
      out.writeBytes(body.toByteArray());
    }

    void bytes(int tag, String vr, byte[] value) {
      element(tag, vr, value.length);
      out.writeBytes(value);
    }

    private void element(int tag, String vr, int length) {
      boolean longForm = vr.equals("OB") || vr.equals("OF") || vr.equals("SQ") || vr.equals("OW");
      if (!explicit) {
        out.writeBytes(tagAndLength(tag, length));
        return;
      }
      ByteBuffer head = buffer(longForm ? 12 : 8);
      head.putShort((short) (tag >>> 16)).putShort((short) tag);
      head.put(vr.getBytes(StandardCharsets.US_ASCII));
      if (longForm) {
        head.putShort((short) 0).putInt(length);
      } else {
        head.putShort((short) length);
      }
      out.writeBytes(content(head));
    }

    private static byte[] tagAndLength(int tag, int length) {
      return content(buffer(8).putShort((short) (tag >>> 16)).putShort((short) tag).putInt(length));
    }

    /** The whole file with preamble and file meta information. */
    byte[] file(String transferSyntax) {
      DicomBytes meta = new DicomBytes(true);
      meta.text(0x00020010, "UI", transferSyntax);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes(new byte[128]);
      file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
      file.writeBytes(meta.out.toByteArray());
      file.writeBytes(out.toByteArray());
      return file.toByteArray();
    }

    private static byte[] content(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.capacity()];
      buffer.get(0, bytes);
      return bytes;
    }

    private static ByteBuffer buffer(int length) {
      return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
