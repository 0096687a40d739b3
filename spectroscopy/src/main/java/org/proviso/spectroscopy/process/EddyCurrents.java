package org.proviso.spectroscopy.process;

import java.util.OptionalDouble;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.process.Ledger.Constant;

/**
 * Step 5 of processing: eddy currents by the water reference, unless the scanner corrected them.
 */
final class EddyCurrents {

  // Where the singlets of NAA, creatine and choline give the metabolites' phase.
  private static final double PHASE_LOWEST_PPM = 1.7;

  private static final double PHASE_HIGHEST_PPM = 3.35;

  /** Decay rate, 1/s, above which a line is no singlet: 19 Hz. */
  private static final double PHASE_LARGEST_DAMPING = 60;

  /** Metabolites so near to the real axis were corrected by the scanner already. */
  private static final double CORRECTED_WITHIN_DEGREES = 30;

  /** Metabolites so far from their water were not acquired with its phase. */
  private static final double UNLIKE_WATER_DEGREES = 60;

  private EddyCurrents() {}

  /**
   * Corrects a trace unless the scanner has done so already. A corrected signal starts in phase
   * with the real axis whatever the phase of the water reference is; an uncorrected one follows the
   * water.
   */
  static double[] apply(
      double[] trace,
      EddyCurrentCorrection correction,
      Acquisition acquisition,
      ProcessingSettings settings,
      LedgerEntries entries) {
    double dwell = acquisition.dwellTime();
    OptionalDouble phase =
        DampedSinusoids.find(trace, dwell, settings.waterComponents())
            .map(
                model ->
                    model.phase(
                        hertz(PHASE_HIGHEST_PPM, acquisition),
                        hertz(PHASE_LOWEST_PPM, acquisition),
                        PHASE_LARGEST_DAMPING))
            .orElse(OptionalDouble.empty());
    if (phase.isPresent()) {
      double fromAxis = Math.abs(Math.toDegrees(Math.asin(Math.sin(phase.getAsDouble()))));
      double fromWater =
          Math.abs(
              Math.toDegrees(
                  Math.IEEEremainder(phase.getAsDouble() - correction.firstPhase(), 2 * Math.PI)));
      if (fromAxis < CORRECTED_WITHIN_DEGREES && fromWater > UNLIKE_WATER_DEGREES) {
        entries.step(
            "Eddy current correction",
            "Left out: the metabolites lie on the real axis and do not follow the phase of the "
                + "water reference, so the scanner has corrected them already. The reference "
                + "frequency is the header's.",
            "Klose 1990, Magn Reson Med 14:26",
            new Constant("metabolites from the real axis", fromAxis, "degrees"),
            new Constant("metabolites from the water's phase", fromWater, "degrees"),
            new Constant("left out when below", CORRECTED_WITHIN_DEGREES, "degrees"),
            new Constant("and above", UNLIKE_WATER_DEGREES, "degrees"));
        return trace;
      }
    }
    entries.step(
        "Eddy current correction",
        "The phase of the water reference was taken off both signals, which also puts water at the "
            + "reference frequency.",
        "Klose 1990, Magn Reson Med 14:26",
        new Constant("points with reliable water phase", correction.reliablePoints(), ""),
        new Constant("mean water frequency removed", correction.meanHertz(dwell), "Hz"),
        new Constant("reliable above", EddyCurrentCorrection.RELIABLE_DEVIATIONS, "noise SD"));
    return correction.correct(trace);
  }

  private static double hertz(double ppm, Acquisition acquisition) {
    return ChemicalShift.toHertz(
        ppm, acquisition.referencePpm(), acquisition.spectrometerFrequency());
  }
}
