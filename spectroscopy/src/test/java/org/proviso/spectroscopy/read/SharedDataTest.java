package org.proviso.spectroscopy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.model.Sequence.Localization;
import org.proviso.spectroscopy.model.Vector3;
import org.proviso.spectroscopy.model.Voxel;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.read.Refusal.Reason;

/** Real files: the same scan in two formats, the rotation of each format, and refusals. */
class SharedDataTest {

  private static final Path ROOT =
      Path.of(System.getProperty("proviso.root", "."), "..", "shared", "mrs").normalize();

  @BeforeEach
  void needsSharedData() {
    assumeTrue(Files.isDirectory(ROOT), "real spectroscopy data are not at " + ROOT);
  }

  @Test
  void sdatAndLcmodelRawOfOneScanAreTheSameSignal() {
    MrsData sdat = only("philips_press_te30/philips_spar_sdat_WS.SDAT");
    MrsData raw = only("lcmodel_test/data.raw");

    // The RAW was written with seven digits.
    assertSameSignal(sdat, raw, 1e-6);
    assertThat(raw.acquisition().dwellTime()).isEqualTo(sdat.acquisition().dwellTime());
    assertThat(raw.acquisition().spectrometerFrequency())
        .isEqualTo(sdat.acquisition().spectrometerFrequency());
  }

  @Test
  void imaAndRdaOfOneScanAreTheSameSignalParametersAndBox() {
    MrsData ima = only("siemens_svs/SVS_30.IMA");
    MrsData rda = only("siemens_svs/SVS_30.rda");

    assertSameSignal(ima, rda, 0);
    assertThat(rda.acquisition().echoTime()).isEqualTo(ima.acquisition().echoTime());
    assertThat(rda.acquisition().repetitionTime()).isEqualTo(ima.acquisition().repetitionTime());
    assertThat(rda.acquisition().averages()).isEqualTo(ima.acquisition().averages());
    assertThat(rda.acquisition().spectrometerFrequency())
        .isCloseTo(ima.acquisition().spectrometerFrequency(), within(1e-6));
    // The RDA rounds the dwell time of 833.4 microseconds to 833.
    assertThat(rda.acquisition().dwellTime())
        .isCloseTo(ima.acquisition().dwellTime(), within(0.5e-6));
    assertSameBox(ima, rda, 1e-3);
  }

  @Test
  void twixAndDicomOfOneSessionHaveTheSameParametersAndBox() {
    // The unsuppressed raw data belong to the suppressed DICOM object's voxel; the DICOM object
    // named noWS is of another voxel and another echo time.
    MrsData twix = only("twix/spinal_cord_sLASER_shortTE_noWS.dat");
    MrsData dicom = only("twix/spinal_cord_sLASER_shortTE_WS.dcm");

    assertThat(twix.signal().dimensions())
        .containsExactly(
            new Dimension(Dimension.Kind.TRANSIENT, 2), new Dimension(Dimension.Kind.COIL, 8));
    assertThat(twix.signal().points()).isEqualTo(dicom.signal().points());
    Acquisition a = twix.acquisition();
    Acquisition b = dicom.acquisition();
    assertThat(a.dwellTime()).isCloseTo(b.dwellTime(), within(1e-12));
    assertThat(a.spectrometerFrequency()).isCloseTo(b.spectrometerFrequency(), within(1e-6));
    assertThat(a.echoTime().orElseThrow()).isCloseTo(b.echoTime().orElseThrow(), within(1e-9));
    assertThat(a.sequence().localization()).isEqualTo(Localization.SEMI_LASER);
    assertThat(b.sequence().localization()).isEqualTo(Localization.SEMI_LASER);
    assertSameBox(twix, dicom, 1e-3);
    MrsData other = only("twix/spinal_cord_sLASER_shortTE_noWS.dcm");
    assertThat(other.acquisition().echoTime().orElseThrow()).isCloseTo(0.09, within(1e-9));
    assertThat(
            twix.voxel().orElseThrow().centre().minus(other.voxel().orElseThrow().centre()).norm())
        .isGreaterThan(5);
  }

  @Test
  void everyFormatTurnsNaaToTheRightOfWater() {
    for (String file :
        List.of(
            "philips_press_te30/philips_spar_sdat_WS.SDAT",
            "lcmodel_test/data.raw",
            "dicom_mrs/tarquin_philips_SVS.dcm",
            "fitting_challenge_2016/datasets_text/dataset1.txt",
            "nifti_mrs/metab.nii.gz",
            "siemens_svs/SVS_30.IMA",
            "siemens_svs/SVS_30.rda",
            "osprey_press_mm/sub-01/ses-01/mrs/sub-01_ses-01_press/"
                + "sub-01_ses-01_PRESS_raw-act_noID.SDAT")) {
      MrsData data = all(file).getFirst();

      double right = highest(data, 2.01);
      double mirrored = highest(data, 2 * ChemicalShift.WATER_PPM - 2.01);

      assertThat(right / mirrored).as(file).isGreaterThan(1.5);
    }
    // This tumour has hardly any NAA; its choline stands out.
    MrsData tumour = only("tumour/real_mb.dpt");
    assertThat(highest(tumour, 3.2) / highest(tumour, 2 * ChemicalShift.WATER_PPM - 3.2))
        .isGreaterThan(1.5);
  }

  @Test
  void ethanolInThePhantomSettlesTheRotationOfEnhancedDicom() {
    // Its methyl and methylene lines lie 2.5 ppm apart, both to the right of water.
    MrsData data = only("siemens_svs/SVS_XA60.dcm");

    assertThat(highest(data, 1.02) / highest(data, 2 * ChemicalShift.WATER_PPM - 1.02))
        .isGreaterThan(3);
    assertThat(data.acquisition().sequence().localization()).isEqualTo(Localization.PRESS);
    assertThat(data.acquisition().averages()).hasValue(80);
    assertThat(data.voxel().orElseThrow().volume()).isCloseTo(27, within(1e-9));
  }

  @Test
  void framesOfAPhilipsDicomFileSplitIntoSpectrumAndWater() {
    List<MrsData> measurements = all("dicom_mrs/tarquin_philips_SVS.dcm");

    assertThat(measurements)
        .extracting(m -> m.acquisition().waterSuppression())
        .containsExactly(WaterSuppression.SUPPRESSED, WaterSuppression.UNSUPPRESSED);
    double suppressed = Math.abs(measurements.get(0).signal().trace(0)[0]);
    double unsuppressed = Math.abs(measurements.get(1).signal().trace(0)[0]);
    assertThat(unsuppressed).isGreaterThan(20 * suppressed);
    assertThat(measurements.getFirst().acquisition().echoTime().orElseThrow())
        .isCloseTo(0.0354, within(1e-4));
  }

  @Test
  void gePFilesMatchTheirSageHeaders() {
    for (String file : List.of("P1751_1.5T_030_2000.7", "P1840_1.5T_030_2000.7")) {
      List<MrsData> measurements = all("ge_pfile/" + file);

      // The SAGE header: psd probe-p, TR 2000, TE 30, 2048 points of 2500 Hz, 24 frames, 8 of
      // them water (rhuser19).
      MrsData data = measurements.getFirst();
      assertThat(data.acquisition().sequence().name()).isEqualTo("probe-p");
      assertThat(data.acquisition().echoTime()).hasValue(0.030);
      assertThat(data.acquisition().repetitionTime()).hasValue(2.0);
      assertThat(data.acquisition().spectralWidth()).isCloseTo(2500, within(1e-6));
      assertThat(data.signal().points()).isEqualTo(2048);
      assertThat(data.signal().size(Dimension.Kind.TRANSIENT)).isEqualTo(16);
      assertThat(measurements.get(1).signal().size(Dimension.Kind.TRANSIENT)).isEqualTo(8);
    }
  }

  @Test
  void theBoxOfGePFilesIsThatOfTheirSageHeaders() throws IOException {
    for (String file : List.of("P1751_1.5T_030_2000.7", "P1840_1.5T_030_2000.7")) {
      Voxel box = all("ge_pfile/" + file).getFirst().voxel().orElseThrow();

      // User floats 8 to 13: the lengths, then the centre.
      List<Double> sage = sage(ROOT.resolve("ge_pfile/" + file + ".shf"));
      assertThat(box.edges())
          .containsExactly(new double[] {sage.get(8), sage.get(9), sage.get(10)}, within(1e-3));
      Vector3 centre = new Vector3(sage.get(11), sage.get(12), sage.get(13));
      assertThat(box.centre().minus(centre).norm()).isLessThan(1e-3);
      assertThat(Math.abs(box.firstAxis().x())).isCloseTo(1, within(1e-6));
      assertThat(Math.abs(box.secondAxis().y())).isCloseTo(1, within(1e-6));
    }
  }

  /** The user floats of the text header that GE's SAGE wrote beside a P-file. */
  private static List<Double> sage(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.matches("opuser\\d+ .*"))
        .map(line -> Double.valueOf(line.strip().split("\\s+", -1)[1]))
        .toList();
  }

  @Test
  void niftiMrsOfTheStandardIsReadAndWrittenBack(@TempDir Path folder) throws IOException {
    MrsData raw = only("nifti_mrs/metab_raw.nii.gz");
    assertThat(raw.signal().size(Dimension.Kind.COIL)).isEqualTo(4);
    assertThat(raw.signal().size(Dimension.Kind.TRANSIENT)).isEqualTo(16);
    assertThat(raw.acquisition().sequence().localization()).isEqualTo(Localization.STEAM);
    Path copy = folder.resolve("copy.nii.gz");

    NiftiMrsWriter.write(raw, copy);
    MrsData back = MeasurementReaderTest.only(copy);

    assertSameSignal(raw, back, 0);
    assertSameBox(raw, back, 1e-6);
    assertThat(back.signal().dimensions()).isEqualTo(raw.signal().dimensions());
  }

  @Test
  void siemensBrainPhantomTwixSplitsOffItsReference() {
    List<MrsData> measurements = all("twix/sub-SiemensBrainPhantom_seq-svsse_ref-1_avg-1.twix");

    assertThat(measurements)
        .extracting(m -> m.acquisition().waterSuppression())
        .containsExactly(WaterSuppression.SUPPRESSED, WaterSuppression.UNSUPPRESSED);
    assertThat(measurements).allMatch(m -> m.signal().size(Dimension.Kind.COIL) == 34);
  }

  @Test
  void whatIsNoSingleVoxelIsRefusedForWhatItIs() {
    assertThat(refusal("twix/CSI_example.rda")).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal("lcmodel_test/3t.basis")).isEqualTo(Reason.NOT_A_MEASUREMENT);
    assertThat(refusal("tumour/svs_97.COORD")).isEqualTo(Reason.NOT_A_MEASUREMENT);
    assertThat(
            refusal(
                "osprey_press_mm/sub-01/ses-01/anat/"
                    + "sub-01_ses-01_T1w_scanner-space_FSL-skull-stripped.nii.gz"))
        .isEqualTo(Reason.NOT_A_MEASUREMENT);
    assertThat(refusal("README.md")).isEqualTo(Reason.UNKNOWN_FORMAT);
  }

  static List<MrsData> all(String file) {
    return MeasurementReaderTest.all(ROOT.resolve(file));
  }

  static MrsData only(String file) {
    return MeasurementReaderTest.only(ROOT.resolve(file));
  }

  private static Reason refusal(String file) {
    return switch (MeasurementReader.read(ROOT.resolve(file))) {
      case ReadResult.Measurements read -> throw new AssertionError("read " + file);
      case ReadResult.Refused refused -> refused.refusal().reason();
    };
  }

  private static void assertSameSignal(MrsData a, MrsData b, double relative) {
    double[] x = a.signal().toInterleaved();
    double[] y = b.signal().toInterleaved();
    assertThat(y).hasSize(x.length);
    double peak = 0;
    for (double value : x) {
      peak = Math.max(peak, Math.abs(value));
    }
    for (int i = 0; i < x.length; i++) {
      assertThat(Math.abs(x[i] - y[i])).isLessThanOrEqualTo(relative * peak);
    }
  }

  /** Same centre, and every corner of one box at a corner of the other. */
  private static void assertSameBox(MrsData a, MrsData b, double millimetres) {
    Voxel x = a.voxel().orElseThrow();
    Voxel y = b.voxel().orElseThrow();
    for (Vector3 corner : x.corners()) {
      assertThat(y.corners()).anyMatch(other -> other.minus(corner).norm() < millimetres);
    }
  }

  /** Highest magnitude within 0.1 ppm of a place, residual water taken off by differences. */
  private static double highest(MrsData data, double ppm) {
    Acquisition acquisition = data.acquisition();
    double[] spectrum = FourierTransform.spectrum(data.signal().trace(0));
    double[] axis =
        ChemicalShift.axis(
            data.signal().points(),
            acquisition.dwellTime(),
            acquisition.referencePpm(),
            acquisition.spectrometerFrequency());
    double highest = 0;
    for (int i = 2; i < axis.length - 2; i++) {
      if (Math.abs(axis[i] - ppm) < 0.1) {
        // A second difference flattens the broad tail of residual water.
        double re = 2 * spectrum[2 * i] - spectrum[2 * i - 4] - spectrum[2 * i + 4];
        double im = 2 * spectrum[2 * i + 1] - spectrum[2 * i - 3] - spectrum[2 * i + 5];
        highest = Math.max(highest, Math.hypot(re, im));
      }
    }
    return highest;
  }
}
