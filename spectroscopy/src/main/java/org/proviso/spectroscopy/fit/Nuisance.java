package org.proviso.spectroscopy.fit;

import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * The parameters of the lines: what is common to all signals, then each signal's own shift, then
 * each one's own Lorentzian broadening; and how precisely each is known before the fit. Frequencies
 * and widths in Hz.
 */
final class Nuisance {

  static final int PHASE0 = 0;
  static final int PHASE1 = 1;
  static final int SHIFT = 2;
  static final int LORENTZ = 3;
  static final int GAUSS_SQUARED = 4;
  static final int SKEW = 5;

  /** How many are common to all signals; they stand first. */
  static final int COMMON = 6;

  /** Forms of one molecule, whose widths deviate together. */
  private static final Map<String, String> BROADENS_WITH =
      Map.of("PCr", "Cr", "PCho", "GPC", "Cho", "GPC");

  private final int signalCount;
  private final int[] leader;
  private final double[] priorPrecision;

  Nuisance(List<SignalKind> kinds, List<String> names, double frequency, FitSettings settings) {
    signalCount = kinds.size();
    leader = new int[signalCount];
    for (int m = 0; m < signalCount; m++) {
      int first = names.indexOf(BROADENS_WITH.getOrDefault(names.get(m), names.get(m)));
      // A leader stands before those that follow it, as their columns are added to its own.
      leader[m] = first >= 0 && first < m ? first : m;
    }
    priorPrecision = new double[count()];
    priorPrecision[PHASE1] = precision(settings.phaseSlopeDeviation());
    for (int m = 0; m < signalCount; m++) {
      priorPrecision[COMMON + m] = precision(settings.shiftDeviation(kinds.get(m)) * frequency);
      priorPrecision[COMMON + signalCount + m] =
          precision(settings.broadeningDeviation(names.get(m), kinds.get(m)));
    }
  }

  private static double precision(double deviation) {
    return 1 / (deviation * deviation);
  }

  int signalCount() {
    return signalCount;
  }

  /** Number of parameters. */
  int count() {
    return COMMON + 2 * signalCount;
  }

  /** Inverse prior variance of each parameter; zero where nothing is known. */
  double[] priorPrecision() {
    return priorPrecision;
  }

  /** Field distributions in a voxel have a skewness of order one half. */
  void expectSkewness(double width) {
    double sigma = 2 * Math.PI * Math.max(2, width) / 2.355;
    priorPrecision[SKEW] = precision(0.5 * sigma * sigma * sigma / 6);
  }

  static double phase0(double[] theta) {
    return theta[PHASE0];
  }

  static double phase1(double[] theta) {
    return theta[PHASE1];
  }

  static double shiftHertz(double[] theta) {
    return theta[SHIFT];
  }

  static double lorentz(double[] theta) {
    return theta[LORENTZ];
  }

  static double gauss(double[] theta) {
    return Math.sqrt(theta[GAUSS_SQUARED]);
  }

  static double skew(double[] theta) {
    return theta[SKEW];
  }

  static double ownShift(double[] theta, int signal) {
    return theta[COMMON + signal];
  }

  /** The signal whose own broadening a signal shares; itself where it has one of its own. */
  int broadensWith(int signal) {
    return leader[signal];
  }

  double ownBroadening(double[] theta, int signal) {
    return theta[COMMON + signalCount + leader[signal]];
  }
}
