package org.proviso.spectroscopy.yardstick;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.yardstick.signal.BroadLine;
import org.proviso.spectroscopy.yardstick.signal.EddyCurrent;
import org.proviso.spectroscopy.yardstick.signal.LineShape;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.Relaxation;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;
import org.proviso.spectroscopy.yardstick.signal.Water;

/**
 * A spectrum without misfits: what every program's model can describe. Amounts, line width,
 * frequency and phase vary; all moieties share one T2; macromolecules are the lines that LCModel
 * and TARQUIN assume; there are no lipids, no baseline, no residual water and no eddy current.
 */
final class NominalSpectrum {

  /** About the mean of metabolites at 3 T. */
  private static final Relaxation COMMON = new Relaxation(0.18, 0);

  /** Mean of gray and white matter (Gasparovic and others 2006, Magn Reson Med 55:1219). */
  private static final double WATER_MILLIMOLAL = 41_000;

  /** Tissue water at 3 T (Wansapura and others 1999, J Magn Reson Imaging 9:531). */
  private static final double WATER_T2 = 0.08;

  private static final double SHIFT_HERTZ = 2.5;
  private static final double MOST_PHASE_DEGREES = 30;

  /**
   * A macromolecule or a part of it.
   *
   * @param ppm chemical shift
   * @param protons area
   * @param widthPpm full width at half maximum of a Gaussian
   */
  private record Line(double ppm, double protons, double widthPpm) {}

  /**
   * Lines that go together.
   *
   * @param median amount, in LCModel's scale where 3 protons at 0.91 ppm make one
   * @param variation coefficient of variation; below the spread that LCModel's priors allow
   */
  private record Macromolecule(double median, double variation, List<Line> lines) {}

  /** Positions, protons and widths: Wilson and others (2011), Magn Reson Med 65:1, table 1. */
  private static final List<Macromolecule> MACROMOLECULES =
      List.of(
          new Macromolecule(8, 0.20, List.of(new Line(0.91, 3, 0.14))),
          new Macromolecule(2.8, 0.20, List.of(new Line(1.21, 2, 0.15))),
          new Macromolecule(6, 0.20, List.of(new Line(1.43, 2, 0.17))),
          new Macromolecule(3, 0.25, List.of(new Line(1.67, 2, 0.15))),
          new Macromolecule(
              13,
              0.15,
              List.of(
                  new Line(2.08, 1.33, 0.15),
                  new Line(2.25, 0.33, 0.20),
                  new Line(1.95, 0.33, 0.15),
                  new Line(3.00, 0.40, 0.20))));

  private NominalSpectrum() {}

  /** Draws a spectrum. */
  static SpectrumModel draw(RandomStream random) {
    Map<String, Double> concentrations = BrainPopulation.draw(random);
    LineShape shape = LineShape.voigt(random.uniform(0.8, 3.0), random.uniform(2.5, 6.0));
    return new SpectrumModel(
        concentrations,
        COMMON,
        Map.of(),
        macromolecules(random),
        List.of(),
        List.of(),
        List.of(),
        shape,
        random.normal(0, SHIFT_HERTZ),
        Math.toRadians(random.uniform(-MOST_PHASE_DEGREES, MOST_PHASE_DEGREES)),
        EddyCurrent.none(),
        EddyCurrent.none(),
        new Water(WATER_MILLIMOLAL, WATER_T2));
  }

  private static List<BroadLine> macromolecules(RandomStream random) {
    List<BroadLine> lines = new ArrayList<>();
    for (Macromolecule macromolecule : MACROMOLECULES) {
      double amount = random.logNormal(macromolecule.median(), macromolecule.variation());
      for (Line line : macromolecule.lines()) {
        lines.add(BroadLine.gaussian(line.ppm(), amount * line.protons(), line.widthPpm()));
      }
    }
    return lines;
  }
}
