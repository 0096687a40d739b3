package org.proviso.spectroscopy.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.model.ComplexSignal;
import org.proviso.spectroscopy.model.Dimension;
import org.proviso.spectroscopy.process.Ledger.Constant;
import org.proviso.spectroscopy.process.Ledger.Step;

/** Step 2 of processing: one trace of each repetition out of all coil elements. */
final class CoilElements {

  private CoilElements() {}

  /** All traces as [repetition][coil]; every dimension but the coil is a repetition. */
  static double[][][] byTransient(ComplexSignal signal) {
    int coils = signal.size(Dimension.Kind.COIL);
    ComplexSignal ordered =
        signal.ordered(
            Dimension.Kind.MEASUREMENT,
            Dimension.Kind.PHASE_CYCLE,
            Dimension.Kind.TRANSIENT,
            Dimension.Kind.COIL);
    double[][][] traces = new double[ordered.traces() / coils][coils][];
    for (int repetition = 0; repetition < traces.length; repetition++) {
      for (int coil = 0; coil < coils; coil++) {
        traces[repetition][coil] = ordered.trace(repetition * coils + coil);
      }
    }
    return traces;
  }

  static Optional<CoilCombination> weights(
      double[][][] traces,
      Optional<double[][][]> water,
      double dwell,
      ProcessingSettings settings,
      LedgerEntries entries) {
    int coils = traces[0].length;
    if (coils == 1) {
      entries.step(
          "RF coil combination",
          "One coil element or combined by the scanner.",
          LedgerEntries.CONSENSUS);
      return Optional.empty();
    }
    double[][] deciding = meanOfEachCoil(water.orElse(traces));
    int points = Math.clamp((int) (settings.coilSeconds() / dwell), 1, deciding[0].length / 2);
    CoilCombination weights = CoilCombination.of(deciding, points);
    List<Constant> constants = new ArrayList<>();
    constants.add(new Constant("coil elements", coils, ""));
    constants.add(new Constant("leading part that decides", points * dwell, "s"));
    for (int coil = 0; coil < coils; coil++) {
      constants.add(
          new Constant(
              "weight of element " + (coil + 1),
              Math.hypot(weights.real()[coil], weights.imaginary()[coil]),
              ""));
    }
    entries.step(
        new Step(
            "RF coil combination",
            "Noise-whitened rank-one weights from the "
                + (water.isPresent() ? "water reference." : "measurement's own residual water."),
            constants,
            "Rodgers and Robson 2010, Magn Reson Med 63:881"));
    return Optional.of(weights);
  }

  /** One trace of each repetition. */
  static double[][] combine(double[][][] traces, Optional<CoilCombination> weights) {
    return Arrays.stream(traces)
        .map(coils -> weights.isPresent() ? weights.get().combine(coils) : coils[0])
        .toArray(double[][]::new);
  }

  private static double[][] meanOfEachCoil(double[][][] traces) {
    double[][] means = new double[traces[0].length][];
    for (int coil = 0; coil < means.length; coil++) {
      double[][] repetitions = new double[traces.length][];
      for (int repetition = 0; repetition < traces.length; repetition++) {
        repetitions[repetition] = traces[repetition][coil];
      }
      means[coil] = Traces.mean(repetitions);
    }
    return means;
  }
}
