package org.proviso.spectroscopy.fit;

import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * Settings of the fit. {@link #standard()} is the same for every data set and was chosen on
 * simulated spectra (see the benchmark package) and from published figures; docs/decisions/0013
 * gives the grounds of each.
 *
 * @param lowestPpm lower end of the fitted range
 * @param highestPpm upper end of the fitted range
 * @param longestReadout later points of the time signal are not used, seconds
 * @param splinesPerPpm density of the baseline's cubic B-splines
 * @param stiffest smallest effective dimension of the baseline for each ppm
 * @param mostFlexible largest effective dimension of an estimate's baseline for each ppm
 * @param mostFlexibleOfIntervals the same for the baselines that intervals reckon with
 * @param stiffnessCandidates number of baselines compared for an estimate
 * @param phaseSlopeDeviation prior standard deviation of the first-order phase, radians per ppm
 * @param metaboliteShiftDeviation prior standard deviation of a metabolite's own shift, ppm
 * @param relaxationDeviation prior standard deviation of a metabolite's own Lorentzian broadening
 *     by its T2, as a part of its natural width ({@link RelaxationTimes})
 * @param widthDeviation the same by all else that widths of a voxel differ by, Hz
 * @param broadShiftDeviation the same for a lipid or macromolecule resonance, ppm
 * @param broadBroadeningDeviation the same for a lipid or macromolecule resonance, Hz
 * @param backgroundShiftDeviation the same for a measured macromolecule spectrum, ppm
 * @param backgroundBroadeningDeviation the same for a measured macromolecule spectrum, Hz
 * @param maxIterations largest number of Gauss-Newton iterations of each stage
 */
public record FitSettings(
    double lowestPpm,
    double highestPpm,
    double longestReadout,
    double splinesPerPpm,
    double stiffest,
    double mostFlexible,
    double mostFlexibleOfIntervals,
    int stiffnessCandidates,
    double phaseSlopeDeviation,
    double metaboliteShiftDeviation,
    double relaxationDeviation,
    double widthDeviation,
    double broadShiftDeviation,
    double broadBroadeningDeviation,
    double backgroundShiftDeviation,
    double backgroundBroadeningDeviation,
    int maxIterations) {

  private static final FitSettings STANDARD =
      new FitSettings(
          0.2,
          4.15,
          1.0,
          12,
          0.55,
          5.0,
          10.0,
          13,
          Math.toRadians(3),
          0.002,
          0.2,
          0.55,
          0.02,
          5,
          0.05,
          3,
          25);

  /** The settings that every fit uses unless told otherwise. */
  public static FitSettings standard() {
    return STANDARD;
  }

  /** Prior standard deviation of a signal's own shift, ppm. */
  double shiftDeviation(SignalKind kind) {
    return switch (kind) {
      case METABOLITE -> metaboliteShiftDeviation;
      case MACROMOLECULE, LIPID -> broadShiftDeviation;
      case MEASURED_BACKGROUND -> backgroundShiftDeviation;
    };
  }

  /** Prior standard deviation of a signal's own Lorentzian broadening, Hz. */
  double broadeningDeviation(String name, SignalKind kind) {
    return switch (kind) {
      case METABOLITE ->
          Math.hypot(
              widthDeviation,
              relaxationDeviation * RelaxationTimes.standard().naturalWidthHertz(name));
      case MACROMOLECULE, LIPID -> broadBroadeningDeviation;
      case MEASURED_BACKGROUND -> backgroundBroadeningDeviation;
    };
  }
}
