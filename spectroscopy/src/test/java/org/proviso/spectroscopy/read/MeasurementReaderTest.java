package org.proviso.spectroscopy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence.Localization;
import org.proviso.spectroscopy.model.SourceFormat;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.model.WaterSuppression;

/** One known signal, written in every format, comes back as the same signal. */
class MeasurementReaderTest {

  private static final double[] SIGNAL = SyntheticMeasurement.brain(SyntheticMeasurement.POINTS);
  private static final double[] WATER =
      SyntheticMeasurement.line(SyntheticMeasurement.POINTS, 4.65, 5000, 8, 0);

  @TempDir private Path folder;

  @Test
  void philipsSdatWithItsSpar() throws IOException {
    MrsData data = only(SyntheticFiles.sdat(folder, SIGNAL));

    assertThat(data.format()).isEqualTo(SourceFormat.PHILIPS_SDAT);
    assertSignal(data, 1e-6);
    assertAcquisition(data);
    // An angulation of 90 degrees about the left-right axis turns the other two axes into each
    // other.
    Voxel voxel = data.voxel().orElseThrow();
    assertPoint(voxel.centre(), 22, -11, 33);
    assertPoint(voxel.firstAxis(), 1, 0, 0);
    assertPoint(voxel.secondAxis(), 0, 0, -1);
    assertPoint(voxel.thirdAxis(), 0, 1, 0);
    assertPoint(voxel.size(), 30, 20, 40);
  }

  @Test
  void aSparLeadsToItsSdat() throws IOException {
    SyntheticFiles.sdat(folder, SIGNAL);

    assertSignal(only(folder.resolve("scan.SPAR")), 1e-6);
  }

  @Test
  void siemensRda() throws IOException {
    MrsData data = only(SyntheticFiles.rda(folder, SIGNAL));

    assertThat(data.format()).isEqualTo(SourceFormat.SIEMENS_RDA);
    assertSignal(data, 0);
    assertAcquisition(data);
    assertBox(data);
  }

  @Test
  void siemensDicomWithCsaHeader() throws IOException {
    MrsData data = only(SyntheticFiles.csa(folder, SIGNAL));

    assertThat(data.format()).isEqualTo(SourceFormat.SIEMENS_CSA_DICOM);
    assertSignal(data, 1e-6);
    assertAcquisition(data);
    assertBox(data);
  }

  @Test
  void dicomSpectroscopyInBothTransferSyntaxes() throws IOException {
    for (boolean explicit : new boolean[] {true, false}) {
      MrsData data = only(SyntheticFiles.dicom(folder, SIGNAL, explicit));

      assertThat(data.format()).isEqualTo(SourceFormat.DICOM_MR_SPECTROSCOPY);
      assertSignal(data, 1e-6);
      assertAcquisition(data);
      assertBox(data);
    }
  }

  @Test
  void siemensTwixOfBothGenerations() throws IOException {
    for (boolean directory : new boolean[] {true, false}) {
      MrsData data = only(SyntheticFiles.twix(folder, SIGNAL, directory));

      assertThat(data.format()).isEqualTo(SourceFormat.SIEMENS_TWIX);
      assertThat(data.signal().dimensions())
          .containsExactly(
              new Dimension(Dimension.Kind.TRANSIENT, 2), new Dimension(Dimension.Kind.COIL, 2));
      assertAcquisition(data);
      assertThat(data.signal().points()).isEqualTo(SyntheticMeasurement.POINTS);
      for (int repetition = 0; repetition < 2; repetition++) {
        double[] first = data.signal().trace(2 * repetition);
        double[] second = data.signal().trace(2 * repetition + 1);
        for (int i = 0; i < SIGNAL.length; i += 2) {
          assertThat(first[i]).isCloseTo(SIGNAL[i], within(1e-4));
          assertThat(first[i + 1]).isCloseTo(SIGNAL[i + 1], within(1e-4));
          // The second coil's signal is the first's turned by 90 degrees.
          assertThat(second[i]).isCloseTo(-first[i + 1], within(1e-4));
          assertThat(second[i + 1]).isCloseTo(first[i], within(1e-4));
        }
      }
      Voxel voxel = data.voxel().orElseThrow();
      assertPoint(voxel.centre(), -22, -11, 33);
      assertThat(voxel.contains(new Vector3(-22 + 14.9, -11 + 9.9, 33 + 19.9))).isTrue();
      assertThat(voxel.contains(new Vector3(-22 + 15.1, -11, 33))).isFalse();
      assertThat(voxel.contains(new Vector3(-22, -11 + 10.1, 33))).isFalse();
    }
  }

  @Test
  void gePFileWithItsWaterReference() throws IOException {
    List<MrsData> measurements = all(SyntheticFiles.ge(folder, SIGNAL, WATER));

    assertThat(measurements).hasSize(2);
    MrsData suppressed = measurements.get(0);
    MrsData reference = measurements.get(1);
    assertThat(suppressed.acquisition().waterSuppression()).isEqualTo(WaterSuppression.SUPPRESSED);
    assertThat(reference.acquisition().waterSuppression()).isEqualTo(WaterSuppression.UNSUPPRESSED);
    assertThat(suppressed.signal().size(Dimension.Kind.TRANSIENT)).isEqualTo(4);
    assertThat(reference.signal().size(Dimension.Kind.TRANSIENT)).isEqualTo(2);
    assertAcquisition(suppressed);
    for (int i = 0; i < SIGNAL.length; i++) {
      assertThat(suppressed.signal().trace(3)[i]).isCloseTo(1000 * SIGNAL[i], within(0.51));
      assertThat(reference.signal().trace(1)[i]).isCloseTo(1000 * WATER[i], within(0.51));
    }
  }

  @Test
  void niftiMrsWrittenAndReadBack() throws IOException {
    MrsData twix = only(SyntheticFiles.twix(folder, SIGNAL, true));
    Path file = folder.resolve("scan.nii.gz");

    NiftiMrsWriter.write(twix, file);
    MrsData back = only(file);

    assertThat(back.format()).isEqualTo(SourceFormat.NIFTI_MRS);
    assertThat(back.signal().dimensions()).isEqualTo(twix.signal().dimensions());
    assertThat(back.signal().toInterleaved()).containsExactly(twix.signal().toInterleaved());
    assertThat(back.acquisition().dwellTime()).isEqualTo(twix.acquisition().dwellTime());
    assertThat(back.acquisition().echoTime()).isEqualTo(twix.acquisition().echoTime());
    assertThat(back.acquisition().sequence()).isEqualTo(twix.acquisition().sequence());
    Voxel written = twix.voxel().orElseThrow();
    Voxel read = back.voxel().orElseThrow();
    for (int i = 0; i < 16; i++) {
      assertThat(read.affine()[i]).isCloseTo(written.affine()[i], within(1e-9));
    }
  }

  @Test
  void niftiMrsKeepsAnObliqueVoxelOfEitherHandedness() throws IOException {
    MrsData plain = SyntheticMeasurement.data(SIGNAL);
    Vector3 a = new Vector3(0.6, 0.64, 0.48);
    Vector3 b = new Vector3(-0.8, 0.48, 0.36);
    Vector3 c = a.cross(b);
    for (double hand : new double[] {1, -1}) {
      Voxel voxel = new Voxel(new Vector3(1, 2, 3), a, b, c.times(hand), new Vector3(10, 20, 30));
      MrsData placed =
          new MrsData(
              plain.signal(),
              plain.acquisition(),
              java.util.Optional.of(voxel),
              plain.format(),
              List.of(),
              List.of());
      Path file = folder.resolve("oblique.nii.gz");
      NiftiMrsWriter.write(placed, file);

      double[] affine = only(file).voxel().orElseThrow().affine();

      for (int i = 0; i < 16; i++) {
        assertThat(affine[i]).isCloseTo(voxel.affine()[i], within(1e-9));
      }
    }
  }

  @Test
  void lcmodelRawTakesItsTimingFromTheControlFileThatNamesIt() throws IOException {
    MrsData data = only(SyntheticFiles.raw(folder, SIGNAL));

    assertThat(data.format()).isEqualTo(SourceFormat.LCMODEL_RAW);
    assertSignal(data, 1e-5);
    assertThat(data.acquisition().dwellTime()).isEqualTo(5e-4);
    assertThat(data.acquisition().spectrometerFrequency()).isEqualTo(127.8);
    assertThat(data.acquisition().echoTime()).hasValue(0.030);
    assertThat(data.acquisition().sequence().localization()).isEqualTo(Localization.PRESS);
  }

  @Test
  void fittingChallengeTextSplitsIntoSpectrumAndWater() throws IOException {
    double[] signal = SyntheticMeasurement.brain(2048);
    double[] water = SyntheticMeasurement.line(2048, 4.65, 5000, 8, 0);

    List<MrsData> measurements = all(SyntheticFiles.columns(folder, signal, water));

    assertThat(measurements).hasSize(2);
    assertThat(measurements.get(0).signal().trace(0)[100]).isCloseTo(signal[100], within(1e-6));
    assertThat(measurements.get(1).signal().trace(0)[100]).isCloseTo(water[100], within(1e-5));
    assertThat(measurements.get(0).acquisition().spectrometerFrequency()).isEqualTo(123.2);
    assertThat(measurements.get(0).remarks()).anyMatch(r -> r.contains("fitting challenge"));
  }

  @Test
  void dangerplot() throws IOException {
    MrsData data = only(SyntheticFiles.dangerplot(folder, SIGNAL));

    assertSignal(data, 1e-12);
    assertThat(data.acquisition().spectrometerFrequency()).isCloseTo(127.8, within(1e-9));
  }

  @Test
  void theNameOfAFileDoesNotMatter() throws IOException {
    Path rda = SyntheticFiles.rda(folder, SIGNAL);
    Path renamed = Files.copy(rda, folder.resolve("picture.dcm"));

    assertThat(only(renamed).format()).isEqualTo(SourceFormat.SIEMENS_RDA);
  }

  @Test
  void everyUsedHeaderValueIsKeptWithItsSource() throws IOException {
    MrsData data = only(SyntheticFiles.rda(folder, SIGNAL));

    assertThat(data.header())
        .anySatisfy(
            value -> {
              assertThat(value.name()).isEqualTo("spectrometer frequency");
              assertThat(value.rawText()).isEqualTo("127,800000");
              assertThat(value.where()).isEqualTo("RDA MRFrequency");
            });
  }

  static List<MrsData> all(Path file) {
    return switch (MeasurementReader.read(file)) {
      case ReadResult.Measurements read -> read.measurements();
      case ReadResult.Refused refused -> throw new AssertionError(refused.refusal().text());
    };
  }

  static MrsData only(Path file) {
    List<MrsData> measurements = all(file);
    assertThat(measurements).hasSize(1);
    return measurements.getFirst();
  }

  private static void assertSignal(MrsData data, double relative) {
    double[] values = data.signal().toInterleaved();
    assertThat(values).hasSize(SIGNAL.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(SIGNAL[i], within(relative * 200 + 1e-300));
    }
  }

  private static void assertAcquisition(MrsData data) {
    Acquisition acquisition = data.acquisition();
    assertThat(acquisition.dwellTime()).isCloseTo(SyntheticMeasurement.DWELL, within(1e-15));
    assertThat(acquisition.spectrometerFrequency())
        .isCloseTo(SyntheticMeasurement.FREQUENCY, within(1e-9));
    assertThat(acquisition.nucleus()).isEqualTo("1H");
    assertThat(acquisition.echoTime()).hasValue(0.030);
    assertThat(acquisition.repetitionTime()).hasValue(2.0);
    assertThat(acquisition.sequence().localization()).isEqualTo(Localization.PRESS);
  }

  /** 30 mm left-right about 22 left, 20 mm front-back about 11 back, 40 mm about 33 up. */
  private static void assertBox(MrsData data) {
    Voxel voxel = data.voxel().orElseThrow();
    assertPoint(voxel.centre(), -22, -11, 33);
    assertThat(voxel.contains(new Vector3(-22 - 14.9, -11 - 9.9, 33 - 19.9))).isTrue();
    assertThat(voxel.contains(new Vector3(-22 - 15.1, -11, 33))).isFalse();
    assertThat(voxel.contains(new Vector3(-22, -11 - 10.1, 33))).isFalse();
    assertThat(voxel.contains(new Vector3(-22, -11, 33 - 20.1))).isFalse();
  }

  private static void assertPoint(Vector3 point, double x, double y, double z) {
    assertThat(point.minus(new Vector3(x, y, z)).norm()).isLessThan(1e-9);
  }
}
