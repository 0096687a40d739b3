package org.proviso.spectroscopy.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.read.Refusal.Reason;

/** Bad files are refused with the right reason; none throws, none yields a signal quietly. */
class RefusalTest {

  private static final double[] SIGNAL = SyntheticMeasurement.brain(SyntheticMeasurement.POINTS);

  @TempDir private Path folder;
  private final List<Path> binary = new ArrayList<>();

  @BeforeEach
  void writeOneOfEach() throws IOException {
    binary.add(SyntheticFiles.sdat(folder, SIGNAL));
    binary.add(SyntheticFiles.rda(folder, SIGNAL));
    binary.add(SyntheticFiles.csa(folder, SIGNAL));
    binary.add(SyntheticFiles.dicom(folder, SIGNAL, true));
    binary.add(SyntheticFiles.dicom(folder, SIGNAL, false));
    binary.add(SyntheticFiles.twix(folder, SIGNAL, true));
    binary.add(SyntheticFiles.twix(folder, SIGNAL, false));
    binary.add(SyntheticFiles.ge(folder, SIGNAL, SIGNAL));
    Path nifti = folder.resolve("scan.nii.gz");
    NiftiMrsWriter.write(SyntheticMeasurement.data(SIGNAL), nifti);
    binary.add(nifti);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    for (Path file : binary) {
      byte[] bytes = Files.readAllBytes(file);
      for (int part = 0; part < 40; part++) {
        int length = (int) ((long) bytes.length * part / 40);
        Files.write(file, Arrays.copyOf(bytes, length));

        assertThat(MeasurementReader.read(file))
            .as("%s cut to %d of %d bytes", file.getFileName(), length, bytes.length)
            .isInstanceOf(ReadResult.Refused.class);
      }
      Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
      assertThat(reason(file)).as("%s", file.getFileName()).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void aSignalWithHolesIsRefused() throws IOException {
    double[] holed = SIGNAL.clone();
    holed[100] = Double.NaN;

    assertThat(reason(SyntheticFiles.rda(folder, holed))).isEqualTo(Reason.NOT_FINITE);
    assertThat(reason(SyntheticFiles.csa(folder, holed))).isEqualTo(Reason.NOT_FINITE);
    assertThat(reason(SyntheticFiles.dicom(folder, holed, true))).isEqualTo(Reason.NOT_FINITE);
    holed[100] = Double.POSITIVE_INFINITY;
    assertThat(reason(SyntheticFiles.dangerplot(folder, holed))).isEqualTo(Reason.NOT_FINITE);
  }

  @Test
  void swappedBytesAreRecognised() throws IOException {
    assertThat(reason(swapped(SyntheticFiles.rda(folder, SIGNAL), 8)))
        .isEqualTo(Reason.WRONG_BYTE_ORDER);
    assertThat(reason(swapped(SyntheticFiles.csa(folder, SIGNAL), 4)))
        .isEqualTo(Reason.WRONG_BYTE_ORDER);
    Path sdat = SyntheticFiles.sdat(folder, SIGNAL);
    assertThat(reason(swapped(sdat, 4))).isEqualTo(Reason.WRONG_BYTE_ORDER);
    Path ge = SyntheticFiles.ge(folder, SIGNAL, SIGNAL);
    byte[] bytes = Files.readAllBytes(ge);
    for (int i = 0; i < 2; i++) {
      byte first = bytes[i];
      bytes[i] = bytes[3 - i];
      bytes[3 - i] = first;
    }
    Files.write(ge, bytes);
    assertThat(reason(ge)).isEqualTo(Reason.WRONG_BYTE_ORDER);
  }

  @Test
  void singlePrecisionReadAsVaxIsRecognised() throws IOException {
    Path sdat = SyntheticFiles.sdat(folder, SIGNAL);
    byte[] bytes = Files.readAllBytes(sdat);
    var out = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SIGNAL.length; i++) {
      out.putFloat(4 * i, (float) SIGNAL[i]);
    }
    Files.write(sdat, bytes);

    assertThat(reason(sdat)).isEqualTo(Reason.WRONG_BYTE_ORDER);
  }

  @Test
  void silenceIsNoMeasurement() throws IOException {
    assertThat(reason(SyntheticFiles.rda(folder, new double[SIGNAL.length])))
        .isEqualTo(Reason.INCONSISTENT_HEADER);
  }

  @Test
  void otherContentIsNamedForWhatItIs() throws IOException {
    assertThat(reason(text("x.txt", "Dear all,\nplease find attached.\n")))
        .isEqualTo(Reason.UNKNOWN_FORMAT);
    assertThat(reason(text("b.basis", " $BASIS1\n BADELT=1\n $END\n")))
        .isEqualTo(Reason.NOT_A_MEASUREMENT);
    assertThat(reason(text("t.table", " $$CONC 3 lines in following concentration table\n")))
        .isEqualTo(Reason.NOT_A_MEASUREMENT);
    assertThat(reason(text("two.txt", "1 2\n".repeat(100)))).isEqualTo(Reason.MISSING_PARAMETER);
    assertThat(reason(text("empty", ""))).isEqualTo(Reason.TRUNCATED);
    assertThat(reason(folder.resolve("absent"))).isEqualTo(Reason.INACCESSIBLE);
    assertThat(reason(folder)).isEqualTo(Reason.INACCESSIBLE);
    Path raw = SyntheticFiles.raw(folder, SIGNAL);
    Files.delete(folder.resolve("run.control"));
    assertThat(reason(raw)).isEqualTo(Reason.MISSING_PARAMETER);
    Path lonely = Files.createDirectory(folder.resolve("lonely"));
    Path sdat = SyntheticFiles.sdat(lonely, SIGNAL);
    Files.delete(lonely.resolve("scan.SPAR"));
    assertThat(reason(sdat)).isEqualTo(Reason.MISSING_COMPANION);
  }

  @Test
  void aSpectroscopicImageIsNotTakenForAVoxel() throws IOException {
    Path rda = SyntheticFiles.rda(folder, SIGNAL);
    byte[] bytes = Files.readAllBytes(rda);
    String header = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = header.indexOf("CSIMatrixSize[0]: 1") + "CSIMatrixSize[0]: ".length();
    bytes[at] = '4';
    Files.write(rda, bytes);

    assertThat(reason(rda)).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void aHeaderThatPromisesTheWorldAllocatesNothing() throws IOException {
    Path rda = SyntheticFiles.rda(folder, SIGNAL);
    String content = new String(Files.readAllBytes(rda), StandardCharsets.ISO_8859_1);
    Files.write(
        rda,
        content
            .replace("VectorSize: 512", "VectorSize: 1048576")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reason(rda)).isEqualTo(Reason.TRUNCATED);
    Files.write(
        rda,
        content
            .replace("VectorSize: 512", "VectorSize: 2000000000")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reason(rda)).isEqualTo(Reason.INCONSISTENT_HEADER);
  }

  @Test
  void damagedFilesNeverThrow() throws IOException {
    Random random = new Random(20260101);
    for (Path file : binary) {
      byte[] bytes = Files.readAllBytes(file);
      for (int round = 0; round < 150; round++) {
        byte[] damaged = bytes.clone();
        int hits = 1 + random.nextInt(8);
        for (int hit = 0; hit < hits; hit++) {
          // Half of the damage goes to the header, where it hurts most.
          int bound = random.nextBoolean() ? Math.min(3000, damaged.length) : damaged.length;
          damaged[random.nextInt(bound)] = (byte) random.nextInt(256);
        }
        Files.write(file, damaged);

        ReadResult result = MeasurementReader.read(file);

        if (result instanceof ReadResult.Measurements read) {
          assertThat(read.measurements()).allMatch(RefusalTest::finite);
        }
      }
      Files.write(file, bytes);
    }
  }

  private static boolean finite(MrsData data) {
    return Arrays.stream(data.signal().toInterleaved()).allMatch(Double::isFinite);
  }

  /** Swaps the bytes of the last SIGNAL.length values of a given width. */
  private static Path swapped(Path file, int width) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int start = bytes.length - width * SIGNAL.length; start < bytes.length; start += width) {
      for (int i = 0; i < width / 2; i++) {
        byte first = bytes[start + i];
        bytes[start + i] = bytes[start + width - 1 - i];
        bytes[start + width - 1 - i] = first;
      }
    }
    return Files.write(file, bytes);
  }

  private Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Reason reason(Path file) {
    return switch (MeasurementReader.read(file)) {
      case ReadResult.Measurements read ->
          throw new AssertionError("read " + read.measurements().size() + " from " + file);
      case ReadResult.Refused refused -> {
        assertThat(refused.refusal().message()).isNotBlank();
        assertThat(refused.refusal().remedy()).isNotBlank();
        yield refused.refusal().reason();
      }
    };
  }
}
