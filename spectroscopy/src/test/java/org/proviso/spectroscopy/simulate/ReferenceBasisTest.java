package org.proviso.spectroscopy.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proviso.spectroscopy.basis.BasisReader;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.model.Sequence.Localization;

/**
 * The density-matrix basis against those of other programs: the cosine between the time signals
 * after the best common damping and shift. Their spin systems differ in the third digit, and some
 * leave couplings to nitrogen out, so the tolerance is by metabolite.
 */
class ReferenceBasisTest {

  private static final Path MRS = Path.of(System.getProperty("proviso.root", "."), "../shared/mrs");
  private static final int POINTS = 1024;
  private static final double DWELL_TIME = 2.5e-4;

  @ParameterizedTest
  @CsvSource({
    "Gly, 0.9999", "sIns, 0.9999", "Cr, 0.999", "PCr, 0.999", "Ala, 0.999", "Lac, 0.998",
    "NAA, 0.999", "NAAG, 0.995", "Ins, 0.998", "Glu, 0.995", "PE, 0.998", "Glc, 0.998",
    "GPC, 0.998", "Tau, 0.995", "GABA, 0.98", "Gln, 0.97"
  })
  void theFittingChallengeHasTheSameSignals(String name, double cosine) throws Exception {
    Path folder = MRS.resolve("fitting_challenge_2016/basisset_text_noTMS");
    assumeTrue(Files.isDirectory(folder), "the fitting-challenge basis is not at " + folder);
    BasisSet theirs =
        BasisReader.readTextFolder(folder, DWELL_TIME, 123.261703, 0.03, Localization.PRESS);
    PulseSequence sequence = new PulseSequence.Press(0.011, 0.019, Optional.empty());
    assertThat(likeness(theirs, name, sequence)).isGreaterThan(cosine);
  }

  @ParameterizedTest
  @CsvSource({
    "Cr, 0.998",
    "Ala, 0.997",
    "Lac, 0.997",
    "NAA, 0.997",
    "Ins, 0.997",
    "Glu, 0.995",
    "PCho, 0.997",
    "Gln, 0.995",
    "Tau, 0.997",
    "Asp, 0.99"
  })
  void theGammaBasisOfThreeTeslaHasTheSameSignals(String name, double cosine) throws Exception {
    Path file = MRS.resolve("tumour/press_30ms_3T.basis");
    assumeTrue(Files.isRegularFile(file), "the basis is not at " + file);
    PulseSequence sequence = new PulseSequence.Press(0.0108, 0.0192, Optional.empty());
    assertThat(likeness(BasisReader.readLcModel(file), name, sequence)).isGreaterThan(cosine);
  }

  @ParameterizedTest
  @CsvSource({"Cr, 0.9999", "sIns, 0.9999"})
  void theSpantBasisHasTheSameSinglets(String name, double cosine) throws Exception {
    Path file = MRS.resolve("lcmodel_test/3t.basis");
    assumeTrue(Files.isRegularFile(file), "the basis is not at " + file);
    assertThat(likeness(BasisReader.readLcModel(file), name, PulseSequence.Press.ofEchoTime(0.03)))
        .isGreaterThan(cosine);
  }

  private static double likeness(BasisSet theirs, String name, PulseSequence sequence) {
    double frequency = theirs.spectrometerFrequency();
    double[] reference =
        theirs.signals().stream()
            .filter(signal -> signal.name().equals(name))
            .findFirst()
            .orElseThrow()
            .waveform()
            .render(POINTS, DWELL_TIME, 4.65, frequency);
    double[] simulated =
        BasisSimulator.shared()
            .simulate(name, sequence, frequency)
            .render(POINTS, DWELL_TIME, 4.65, frequency);
    double best = 0;
    for (double width = 0; width <= 4; width += 0.5) {
      for (double gaussian = 0; gaussian <= 4; gaussian += 2) {
        for (double shift = -1; shift <= 1; shift += 0.125) {
          best = Math.max(best, cosine(reference, simulated, width, gaussian, shift));
        }
      }
    }
    return best;
  }

  private static double cosine(
      double[] reference, double[] simulated, double width, double gaussian, double shift) {
    double re = 0;
    double im = 0;
    double left = 0;
    double right = 0;
    double decay = Math.pow(Math.PI * gaussian, 2) / (4 * Math.log(2));
    for (int n = 0; n < POINTS; n++) {
      double t = n * DWELL_TIME;
      // Both as they look in vivo.
      double common = Math.exp(-Math.PI * 3 * t);
      double envelope = common * Math.exp(-Math.PI * width * t - decay * t * t);
      double cos = envelope * Math.cos(2 * Math.PI * shift * t);
      double sin = envelope * Math.sin(2 * Math.PI * shift * t);
      double a = reference[2 * n] * common;
      double b = reference[2 * n + 1] * common;
      double c = simulated[2 * n] * cos - simulated[2 * n + 1] * sin;
      double d = simulated[2 * n] * sin + simulated[2 * n + 1] * cos;
      re += a * c + b * d;
      im += b * c - a * d;
      left += a * a + b * b;
      right += c * c + d * d;
    }
    return Math.hypot(re, im) / Math.sqrt(left * right);
  }
}
