package org.proviso.spectroscopy;

import java.util.List;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.WaterScaling;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.process.ProcessingResult;
import org.proviso.spectroscopy.quality.QualityReason;
import org.proviso.spectroscopy.quality.QualityVerdict;
import org.proviso.spectroscopy.quality.Quantification;

/** Step 6 of a report: whether the water of the measurement was suppressed. */
final class WaterCheck {

  /** A fifth of the signal that unsuppressed tissue water has, in protons of a metabolite. */
  private static final double UNSUPPRESSED_WATER = 1500;

  /**
   * Water of so many times the tallest line beside it, taken as 6 Hz wide, is that of a signal
   * without suppression. Tissue water has 2400 times the signal of NAA's methyl group; what is left
   * beside it in a reference are sidebands and feet, and the files at hand have 160 and more, those
   * with suppression at most 83.
   */
  private static final double DOMINANT_WATER = 120;

  private static final double TYPICAL_LINEWIDTH_HERTZ = 6;

  private WaterCheck() {}

  /**
   * Refuses numbers from a signal whose water was not suppressed: its sidebands and tails pass for
   * metabolites. Tissue water has about 8000 times the signal of a proton of creatine.
   */
  static Quantification refusedIfUnsuppressed(
      Quantification quantification, BasisSet basis, ProcessingResult.Processed processed) {
    double residualWater = processed.residualWater();
    if (!(quantification instanceof Quantification.Quantified quantified)) {
      return nothingButWater(processed)
          ? refusedAsWater(
              quantification.verdict(),
              "The spectrum holds water and nothing that can be measured beside it. This looks like "
                  + "the water reference; give the water-suppressed data.")
          : quantification;
    }
    double proton = WaterScaling.protonAmplitude(basis).orElse(1);
    double largest = 0;
    for (String name : List.of("tNAA", "tCr", "tCho")) {
      largest =
          Math.max(
              largest,
              quantified.result().metabolite(name).map(MetaboliteEstimate::amplitude).orElse(0.0));
    }
    // Amplitudes are in units of the basis, whose creatine tells what one proton is.
    double times = residualWater / (largest * proton);
    if (!(times > UNSUPPRESSED_WATER)) {
      return quantification;
    }
    return refusedAsWater(
        quantified.verdict(),
        "Water was not suppressed: it is "
            + Math.round(times)
            + " times a metabolite's proton signal, and up to "
            + Math.round(UNSUPPRESSED_WATER)
            + " is taken for residual water. This looks like the water reference; give the "
            + "water-suppressed data.");
  }

  /** Whether water was so strong that what stands beside it is its own sidebands or noise. */
  private static boolean nothingButWater(ProcessingResult.Processed processed) {
    Acquisition acquisition = processed.data().acquisition();
    double[] spectrum = FourierTransform.spectrum(processed.data().signal().trace(0));
    double[] ppm =
        ChemicalShift.axis(
            spectrum.length / 2,
            acquisition.dwellTime(),
            acquisition.referencePpm(),
            acquisition.spectrometerFrequency());
    double tallest = 0;
    for (int i = 0; i < ppm.length; i++) {
      if (ppm[i] > 1.8 && ppm[i] < 3.6) {
        tallest = Math.max(tallest, Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]));
      }
    }
    // A Lorentzian of amplitude a and width w has the height a / (pi w) in units of the dwell time.
    double amplitude = tallest * Math.PI * TYPICAL_LINEWIDTH_HERTZ * acquisition.dwellTime();
    return processed.residualWater() > DOMINANT_WATER * amplitude;
  }

  private static Quantification refusedAsWater(QualityVerdict verdict, String message) {
    return new Quantification.Refused(
        new QualityVerdict(
            QualityVerdict.Level.UNUSABLE,
            List.of(new QualityReason(QualityReason.Kind.WATER_ONLY, message)),
            verdict.remarks(),
            verdict.signalToNoise(),
            verdict.linewidthHertz()));
  }
}
