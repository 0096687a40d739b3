package org.proviso.spectroscopy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.model.MrsData;
import org.proviso.spectroscopy.read.MeasurementReader;
import org.proviso.spectroscopy.read.ReadResult;

/** Raw data of a real 7 T scan against the same scan processed by others. */
class SharedProcessingTest {

  private static final Path ROOT =
      Path.of(System.getProperty("proviso.root", "."), "..", "shared", "mrs").normalize();

  @BeforeEach
  void needsSharedData() {
    assumeTrue(Files.isDirectory(ROOT), "real spectroscopy data are not at " + ROOT);
  }

  @Test
  void sevenTeslaRawDataComeOutAsTheirProcessedReference() {
    MrsData reference = read("nifti_mrs/metab.nii.gz", 0);
    MrsData raw = read("nifti_mrs/metab_raw.nii.gz", 0);
    MrsData water = read("nifti_mrs/wref_raw.nii.gz", 0);

    MrsData own = processed(raw, Optional.of(water)).data();

    // The reference lacks the first point, and its frequency was set otherwise by a few hertz.
    double[] trace = Arrays.copyOfRange(own.signal().trace(0), 2, 2 * own.signal().points());
    double best = 0;
    for (double hertz = -10; hertz <= 10; hertz += 0.1) {
      double[] turned = Traces.turned(trace, hertz, 0, own.acquisition().dwellTime());
      best = Math.max(best, correlation(turned, reference.signal().trace(0), reference));
    }
    assertThat(best).isGreaterThan(0.99);
  }

  @Test
  void philipsSpectraArriveCorrectedForEddyCurrents() {
    for (String[] pair :
        new String[][] {
          {
            "philips_press_te30/philips_spar_sdat_WS.SDAT",
            "philips_press_te30/philips_spar_sdat_W.SDAT"
          },
          {
            "osprey_press_mm/sub-01/ses-01/mrs/sub-01_ses-01_press/"
                + "sub-01_ses-01_PRESS_raw-act_noID.SDAT",
            "osprey_press_mm/sub-01/ses-01/mrs/sub-01_ses-01_press_ref/"
                + "sub-01_ses-01_PRESS_raw-ref_noID.SDAT"
          }
        }) {
      ProcessingResult.Processed result =
          processed(read(pair[0], 0), Optional.of(read(pair[1], 0)));

      assertThat(result.ledger().steps())
          .anyMatch(
              step ->
                  step.name().equals("Eddy current correction")
                      && step.description().startsWith("Left out"));
    }
  }

  @Test
  void gePhantomIsCorrectedForEddyCurrents() {
    ProcessingResult.Processed result =
        processed(
            read("ge_pfile/P1840_1.5T_030_2000.7", 0),
            Optional.of(read("ge_pfile/P1840_1.5T_030_2000.7", 1)));

    assertThat(result.ledger().steps())
        .anyMatch(
            step ->
                step.name().equals("Eddy current correction")
                    && step.description().startsWith("The phase of the water reference"));
    assertThat(result.transients().orElseThrow().driftHertz()).isLessThan(1);
  }

  private static MrsData read(String file, int index) {
    return switch (MeasurementReader.read(ROOT.resolve(file))) {
      case ReadResult.Measurements read -> read.measurements().get(index);
      case ReadResult.Refused refused -> throw new AssertionError(refused.refusal().text());
    };
  }

  private static ProcessingResult.Processed processed(MrsData data, Optional<MrsData> water) {
    return switch (SignalProcessing.process(data, water, ProcessingSettings.standard())) {
      case ProcessingResult.Processed result -> result;
      case ProcessingResult.Rejected rejected -> throw new AssertionError(rejected.message());
    };
  }

  /** Modulus of the normalised complex correlation of two spectra from 0.5 to 4 ppm. */
  private static double correlation(double[] a, double[] b, MrsData like) {
    double[] x = FourierTransform.spectrum(a);
    double[] y = FourierTransform.spectrum(b);
    double[] ppm =
        ChemicalShift.axis(
            a.length / 2,
            like.acquisition().dwellTime(),
            like.acquisition().referencePpm(),
            like.acquisition().spectrometerFrequency());
    double re = 0;
    double im = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < ppm.length; i++) {
      if (ppm[i] > 0.5 && ppm[i] < 4) {
        re += x[2 * i] * y[2 * i] + x[2 * i + 1] * y[2 * i + 1];
        im += x[2 * i] * y[2 * i + 1] - x[2 * i + 1] * y[2 * i];
        xx += x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1];
        yy += y[2 * i] * y[2 * i] + y[2 * i + 1] * y[2 * i + 1];
      }
    }
    return Math.hypot(re, im) / Math.sqrt(xx * yy);
  }
}
