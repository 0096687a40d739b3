package org.proviso.spectroscopy.read;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.model.WaterSuppression;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes NIfTI-MRS 0.9 as gzip-compressed NIfTI-2 with 128-bit complex data, position by quaternion
 * and metadata in the header extension.
 */
public final class NiftiMrsWriter {

  private static final String VERSION = "mrs_v0_9";
  private static final int HEADER = 540;
  private static final double UNLOCALISED_MILLIMETRES = 10_000;

  private NiftiMrsWriter() {}

  /**
   * Writes a measurement.
   *
   * @param data what to write; at most three dimensions besides time
   * @param target file to create or replace, conventionally {@code .nii.gz}
   * @throws IOException when the file system refuses
   * @throws IllegalArgumentException when there are more than three dimensions besides time
   */
  public static void write(MrsData data, Path target) throws IOException {
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(target))) {
      stream.write(bytes(data));
    }
  }

  private static byte[] bytes(MrsData data) {
    List<Dimension> dimensions = data.signal().dimensions();
    if (dimensions.size() > 3) {
      throw new IllegalArgumentException("NIfTI holds three dimensions besides time and space");
    }
    byte[] json = metadata(data).getBytes(StandardCharsets.UTF_8);
    int extension = (8 + json.length + 15) / 16 * 16;
    int dataStart = HEADER + 4 + extension;
    double[] values = data.signal().toInterleaved();
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(dataStart, Math.multiplyExact(8, values.length)))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, HEADER);
    out.put(4, new byte[] {'n', '+', '2', 0, '\r', '\n', 0x1A, '\n'});
    out.putShort(12, (short) NiftiFile.COMPLEX128);
    out.putShort(14, (short) 128);
    out.putLong(16, 4 + dimensions.size());
    for (int i = 1; i <= 7; i++) {
      out.putLong(16 + 8 * i, 1);
      out.putDouble(104 + 8 * i, 1);
    }
    out.putLong(16 + 8 * 4, data.signal().points());
    for (int i = 0; i < dimensions.size(); i++) {
      // Ours are listed slowest first, NIfTI's fastest first.
      out.putLong(16 + 8 * (5 + i), dimensions.get(dimensions.size() - 1 - i).size());
    }
    out.putDouble(104, 1);
    out.putDouble(104 + 8 * 4, data.acquisition().dwellTime());
    if (data.voxel().isPresent()) {
      position(out, data.voxel().get());
    } else {
      for (int i = 1; i <= 3; i++) {
        out.putDouble(104 + 8 * i, UNLOCALISED_MILLIMETRES);
      }
    }
    out.putLong(168, dataStart);
    out.putDouble(176, 1);
    out.putInt(500, 2 | 8);
    out.put(508, VERSION.getBytes(StandardCharsets.US_ASCII));
    out.put(HEADER, (byte) 1);
    out.putInt(HEADER + 4, extension);
    out.putInt(HEADER + 8, NiftiFile.MRS_EXTENSION);
    out.put(HEADER + 12, json);
    for (int i = 0; i < values.length; i++) {
      out.putDouble(dataStart + 8 * i, values[i]);
    }
    return out.array();
  }

  /**
   * Quaternion of the voxel's axes (NIfTI-1 header, method 2); the sign of the third goes to qfac.
   */
  private static void position(ByteBuffer out, Voxel voxel) {
    Vector3 x = voxel.firstAxis();
    Vector3 y = voxel.secondAxis();
    Vector3 z = voxel.thirdAxis();
    double hand = x.cross(y).dot(z) < 0 ? -1 : 1;
    z = z.times(hand);
    // Shepperd (1978), J Guid Control 1:223: the largest of the four is found without cancellation.
    double[] square = {
      1 + x.x() + y.y() + z.z(),
      1 + x.x() - y.y() - z.z(),
      1 - x.x() + y.y() - z.z(),
      1 - x.x() - y.y() + z.z()
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      if (square[i] > square[largest]) {
        largest = i;
      }
    }
    double twice = Math.sqrt(square[largest]);
    double[] q =
        switch (largest) {
          case 0 -> new double[] {twice * twice, y.z() - z.y(), z.x() - x.z(), x.y() - y.x()};
          case 1 -> new double[] {y.z() - z.y(), twice * twice, x.y() + y.x(), z.x() + x.z()};
          case 2 -> new double[] {z.x() - x.z(), x.y() + y.x(), twice * twice, y.z() + z.y()};
          default -> new double[] {x.y() - y.x(), z.x() + x.z(), y.z() + z.y(), twice * twice};
        };
    double scale = (q[0] < 0 ? -0.5 : 0.5) / twice;
    out.putDouble(104, hand);
    out.putDouble(104 + 8, voxel.size().x());
    out.putDouble(104 + 16, voxel.size().y());
    out.putDouble(104 + 24, voxel.size().z());
    out.putInt(344, 1);
    for (int i = 0; i < 3; i++) {
      out.putDouble(352 + 8 * i, q[i + 1] * scale);
    }
    out.putDouble(376, voxel.centre().x());
    out.putDouble(384, voxel.centre().y());
    out.putDouble(392, voxel.centre().z());
  }

  private static String metadata(MrsData data) {
    Acquisition acquisition = data.acquisition();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("SpectrometerFrequency");
      json.writeNumber(acquisition.spectrometerFrequency());
      json.writeEndArray();
      json.writeArrayPropertyStart("ResonantNucleus");
      json.writeString(acquisition.nucleus());
      json.writeEndArray();
      List<Dimension> dimensions = data.signal().dimensions();
      for (int i = 0; i < dimensions.size(); i++) {
        json.writeStringProperty(
            "dim_" + (5 + i),
            NiftiMrsDimensions.tag(dimensions.get(dimensions.size() - 1 - i).kind()));
      }
      json.writeNumberProperty("SpectralWidth", acquisition.spectralWidth());
      acquisition.echoTime().ifPresent(v -> json.writeNumberProperty("EchoTime", v));
      acquisition.repetitionTime().ifPresent(v -> json.writeNumberProperty("RepetitionTime", v));
      acquisition.mixingTime().ifPresent(v -> json.writeNumberProperty("MixingTime", v));
      acquisition.inversionTime().ifPresent(v -> json.writeNumberProperty("InversionTime", v));
      if (acquisition.waterSuppression() != WaterSuppression.UNKNOWN) {
        json.writeBooleanProperty(
            "WaterSuppressed", acquisition.waterSuppression() == WaterSuppression.SUPPRESSED);
      }
      if (!acquisition.manufacturer().isEmpty()) {
        json.writeStringProperty("Manufacturer", acquisition.manufacturer());
      }
      if (!acquisition.sequence().name().isEmpty()) {
        json.writeStringProperty("SequenceName", acquisition.sequence().name());
      }
      json.writeStringProperty("ConversionMethod", "Proviso from " + data.format().title());
      json.writeArrayPropertyStart("kSpace");
      for (int i = 0; i < 3; i++) {
        json.writeBoolean(false);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
