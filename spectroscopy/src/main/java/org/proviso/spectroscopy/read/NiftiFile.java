package org.proviso.spectroscopy.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A NIfTI-1 or NIfTI-2 file, plain or gzip-compressed, either byte order: sizes, affine, extensions
 * and where the data lie. Only as many bytes are decompressed as the checked header asks for.
 */
final class NiftiFile {

  static final int FLOAT32 = 16;
  static final int COMPLEX64 = 32;
  static final int COMPLEX128 = 1792;
  static final int MRS_EXTENSION = 44;

  /** Largest data block: 1 GiB. */
  private static final long MAX_DATA = 1L << 30;

  private static final int MAX_EXTENSIONS = 16 << 20;

  private final FileBytes bytes;
  private final boolean second;
  private final long[] size = new long[8];
  private final double[] spacing = new double[8];
  private final long dataStart;
  private final int type;
  private final String intent;

  private NiftiFile(FileBytes bytes, boolean second) throws UnreadableFileException {
    this.bytes = bytes;
    this.second = second;
    for (int i = 0; i < 8; i++) {
      size[i] = second ? bytes.i64(16 + 8L * i) : bytes.i16(40 + 2L * i);
      spacing[i] = second ? bytes.f64(104 + 8L * i) : bytes.f32(76 + 4L * i);
    }
    type = second ? bytes.i16(12) : bytes.i16(70);
    dataStart = second ? bytes.i64(168) : (long) bytes.f32(108);
    intent = second ? bytes.field(508, 16) : bytes.field(328, 16);
    if (size[0] < 1 || size[0] > 7) {
      throw UnreadableFileException.inconsistent(
          "the NIfTI header has " + size[0] + " dimensions.");
    }
    long total = 1;
    for (int i = 1; i <= 7; i++) {
      if (i > size[0]) {
        size[i] = 1;
      }
      if (size[i] < 1 || size[i] > 1 << 24 || total > MAX_DATA) {
        throw UnreadableFileException.inconsistent(
            "the NIfTI dimension " + i + " has size " + size[i] + ".");
      }
      total *= size[i];
    }
    if (valueBytes() == 0) {
      throw UnreadableFileException.unsupported(
          "the NIfTI data type " + type + " is not read.", "Convert the image to float32.");
    }
    if (total * valueBytes() > MAX_DATA) {
      throw new UnreadableFileException(
          Refusal.Reason.TOO_LARGE,
          "the NIfTI header promises " + total * valueBytes() + " bytes of data.",
          "Give a smaller image.");
    }
    if (dataStart < headerLength() || dataStart > MAX_EXTENSIONS) {
      throw UnreadableFileException.inconsistent(
          "the NIfTI header puts the data at byte " + dataStart + ".");
    }
  }

  /** Whether the bytes start with a NIfTI header in either byte order. */
  static boolean matches(FileBytes bytes) {
    return bytes.startsWith("n+1\0", 344) || bytes.startsWith("n+2\0", 4);
  }

  static boolean isGzip(FileBytes bytes) throws UnreadableFileException {
    return bytes.size() > 18 && bytes.u8(0) == 0x1f && bytes.u8(1) == 0x8b;
  }

  /** The header of a plain or compressed file, when it is NIfTI; its data are present. */
  static Optional<NiftiFile> open(Path path, FileBytes raw)
      throws UnreadableFileException, IOException {
    if (!isGzip(raw)) {
      if (!matches(raw)) {
        return Optional.empty();
      }
      NiftiFile file = of(raw);
      raw.require(file.dataStart, file.dataBytes(), "the NIfTI data");
      return Optional.of(file);
    }
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
      byte[] head = stream.readNBytes(544);
      FileBytes peek = FileBytes.of(head);
      if (head.length < 352 || !matches(peek)) {
        return Optional.empty();
      }
      NiftiFile header = of(peek);
      long wanted = header.dataStart + header.dataBytes();
      byte[] all = new byte[(int) wanted];
      int copied = Math.min(head.length, all.length);
      System.arraycopy(head, 0, all, 0, copied);
      int got = copied + stream.readNBytes(all, copied, all.length - copied);
      if (got < wanted) {
        throw UnreadableFileException.truncated(
            "the NIfTI header asks for " + wanted + " bytes, the file unpacks to " + got + ".");
      }
      // Reading on to the end makes the stream check its own checksum.
      stream.skipNBytes(Math.min(stream.available(), 1));
      return Optional.of(of(FileBytes.of(all)));
    } catch (EOFException | ZipException e) {
      throw UnreadableFileException.truncated(
          "the compressed file is damaged or cut off (" + e.getMessage() + ").");
    }
  }

  private static NiftiFile of(FileBytes bytes) throws UnreadableFileException {
    boolean second = bytes.startsWith("n+2\0", 4);
    int expected = second ? 540 : 348;
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      FileBytes ordered = bytes.ordered(order);
      if (ordered.i32(0) == expected) {
        return new NiftiFile(ordered, second);
      }
    }
    throw UnreadableFileException.inconsistent("the NIfTI header size is in no byte order right.");
  }

  /** Size of dimension 1 to 7. */
  int size(int dimension) {
    return (int) size[dimension];
  }

  /** Spacing of dimension 1 to 7, or the handedness at 0. */
  double spacing(int dimension) {
    return spacing[dimension];
  }

  int dimensions() {
    return (int) size[0];
  }

  int type() {
    return type;
  }

  String intent() {
    return intent;
  }

  boolean isSecondVersion() {
    return second;
  }

  private int headerLength() {
    return second ? 540 : 348;
  }

  private int valueBytes() {
    return switch (type) {
      case 2, 256 -> 1;
      case 4, 512 -> 2;
      case 8, 768, FLOAT32 -> 4;
      case 64, COMPLEX64 -> 8;
      case COMPLEX128 -> 16;
      default -> 0;
    };
  }

  private long dataBytes() {
    long total = valueBytes();
    for (int i = 1; i <= 7; i++) {
      total *= size[i];
    }
    return total;
  }

  /** Seconds of one unit of the fourth dimension (NIfTI-1 header, xyzt_units). */
  double timeUnit() throws UnreadableFileException {
    int units = second ? bytes.i32(500) : bytes.u8(123);
    return switch (units & 0x38) {
      case 16 -> 1e-3;
      case 24 -> 1e-6;
      default -> 1;
    };
  }

  /** Millimetres of one unit of space. */
  private double spaceUnit() throws UnreadableFileException {
    int units = second ? bytes.i32(500) : bytes.u8(123);
    return switch (units & 0x07) {
      case 1 -> 1000;
      case 3 -> 1e-3;
      default -> 1;
    };
  }

  /** The text of the first extension with a code. */
  Optional<String> extension(int code) throws UnreadableFileException {
    if (bytes.u8(headerLength()) == 0) {
      return Optional.empty();
    }
    long offset = headerLength() + 4L;
    while (offset + 16 <= dataStart) {
      int length = bytes.i32(offset);
      if (length < 16 || length > dataStart - offset) {
        throw UnreadableFileException.inconsistent(
            "a NIfTI extension at byte " + offset + " claims " + length + " bytes.");
      }
      if (bytes.i32(offset + 4) == code) {
        byte[] raw = bytes.slice(offset + 8, length - 8L).toArray();
        String text = new String(raw, java.nio.charset.StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        return Optional.of(zero < 0 ? text : text.substring(0, zero));
      }
      offset += length;
    }
    return Optional.empty();
  }

  /** Whether a scanner position is set by quaternion. */
  boolean hasQuaternion() throws UnreadableFileException {
    return (second ? bytes.i32(344) : bytes.i16(252)) > 0;
  }

  /**
   * Voxel index to RAS millimetres, row-major 4 &times; 4: by quaternion where set, else by the
   * affine rows, else none (NIfTI-1 header, methods 2 and 3).
   */
  double @Nullable [] affine(boolean preferRows) throws UnreadableFileException {
    boolean rows = (second ? bytes.i32(348) : bytes.i16(254)) > 0;
    double unit = spaceUnit();
    if (rows && (preferRows || !hasQuaternion())) {
      double[] affine = new double[16];
      for (int i = 0; i < 12; i++) {
        affine[i] = unit * (second ? bytes.f64(400 + 8L * i) : bytes.f32(280 + 4L * i));
      }
      affine[15] = 1;
      return affine;
    }
    if (!hasQuaternion()) {
      return null;
    }
    double[] q = new double[6];
    for (int i = 0; i < 6; i++) {
      q[i] = second ? bytes.f64(352 + 8L * i) : bytes.f32(256 + 4L * i);
    }
    double b = q[0];
    double c = q[1];
    double d = q[2];
    double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
    double hand = spacing[0] < 0 ? -1 : 1;
    double x = spacing[1] * unit;
    double y = spacing[2] * unit;
    double z = spacing[3] * unit * hand;
    return new double[] {
      (a * a + b * b - c * c - d * d) * x,
      2 * (b * c - a * d) * y,
      2 * (b * d + a * c) * z,
      q[3] * unit,
      2 * (b * c + a * d) * x,
      (a * a + c * c - b * b - d * d) * y,
      2 * (c * d - a * b) * z,
      q[4] * unit,
      2 * (b * d - a * c) * x,
      2 * (c * d + a * b) * y,
      (a * a + d * d - b * b - c * c) * z,
      q[5] * unit,
      0,
      0,
      0,
      1
    };
  }

  /** Complex data as interleaved doubles. */
  double[] complexValues() throws UnreadableFileException {
    long count = 2 * dataBytes() / valueBytes();
    if (count > 1 << 27) {
      throw new UnreadableFileException(
          Refusal.Reason.TOO_LARGE, "the NIfTI file holds " + count + " values.", "Split it.");
    }
    return type == COMPLEX128
        ? bytes.doubles(dataStart, (int) count, "the NIfTI data")
        : bytes.floats(dataStart, (int) count, "the NIfTI data");
  }

  /** Real data of the first volume, scaled as the header says. */
  float[] realValues() throws UnreadableFileException {
    int count = Math.toIntExact(size[1] * size[2] * size[3]);
    double slope = second ? bytes.f64(176) : bytes.f32(112);
    double intercept = second ? bytes.f64(184) : bytes.f32(116);
    if (slope == 0 || !Double.isFinite(slope)) {
      slope = 1;
      intercept = 0;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (slope * value(dataStart + (long) valueBytes() * i) + intercept);
    }
    return values;
  }

  private double value(long at) throws UnreadableFileException {
    return switch (type) {
      case 2 -> bytes.u8(at);
      case 256 -> (byte) bytes.u8(at);
      case 4 -> bytes.i16(at);
      case 512 -> bytes.u16(at);
      case 8 -> bytes.i32(at);
      case 768 -> bytes.u32(at);
      case FLOAT32 -> bytes.f32(at);
      case 64 -> bytes.f64(at);
      default ->
          throw UnreadableFileException.unsupported(
              "the NIfTI data are complex; an image was expected.", "Give a magnitude image.");
    };
  }
}
