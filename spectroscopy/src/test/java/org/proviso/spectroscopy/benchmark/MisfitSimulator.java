package org.proviso.spectroscopy.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.demonstration.Population;
import org.proviso.spectroscopy.demonstration.SimulatedSpectrum;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/**
 * Draws spectra of known truth with misfits, to develop the fit on: PRESS TE 30 ms at 123.2 MHz,
 * 2048 points in 0.512 s. The settings of the fit may be chosen on these and on nothing else; what
 * was chosen is scored elsewhere.
 *
 * <p>Macromolecules do not come from the fit's table: each spectrum mixes three published patterns
 * of lines (see {@code PATTERNS}).
 */
final class MisfitSimulator {

  static final int POINTS = 2048;

  private static final double DWELL_TIME = 2.5e-4;
  private static final double FREQUENCY = 123.2;
  private static final double ECHO_TIME = 0.03;
  private static final double REFERENCE_PPM = 4.65;

  /** Positions (ppm) of the macromolecule lines, after the nomenclature of Cudalbu 2021. */
  private static final double[] LINES = {
    0.92, 1.22, 1.43, 1.69, 1.95, 2.06, 2.27, 2.57, 2.71, 3.00, 3.21, 3.62, 3.75, 3.87, 4.03
  };

  /**
   * Areas beside the line at 0.92 ppm in three patterns: the LCModel manual's ratios with lines of
   * 3.7 and 3.9 ppm; the average of six subjects at 7 T in nine lines (Bell 2024, Magn Reson Med;
   * data of Povazan 2015), its broad line at 3.98 spread over five; and a metabolite-nulled scan at
   * 3 T (Osprey's example, TI 600 ms) less its metabolites' remainders.
   */
  private static final double[][] PATTERNS = {
    {1, 0.20, 0.50, 0.25, 0.17, 0.67, 0.17, 0.00, 0.00, 0.20, 0.00, 0.20, 0.35, 0.35, 0.10},
    {1, 0.41, 0.98, 0.79, 0.50, 1.19, 1.33, 0.05, 0.05, 0.87, 0.07, 0.20, 0.45, 0.50, 0.40},
    {1, 0.40, 0.80, 0.95, 0.80, 1.05, 0.80, 0.08, 0.03, 0.28, 0.10, 0.14, 0.28, 0.33, 0.37},
  };

  private static final double MACROMOLECULE_WIDTH_PPM = 0.135;
  private static final List<String> METABOLITES = BasisSimulator.BRAIN_METABOLITES;
  private static final Map<String, Double> MISSING =
      Map.of("PE", 0.8, "Ser", 0.5, "Ace", 0.2, "bHB", 0.2);

  private final Acquisition acquisition =
      Acquisition.of(DWELL_TIME, FREQUENCY).with(3.0, ECHO_TIME, 2.0);
  private final Map<String, double[]> undamped = new LinkedHashMap<>();

  MisfitSimulator() {
    PulseSequence sequence = PulseSequence.Press.ofEchoTime(ECHO_TIME);
    List<String> all = new ArrayList<>(METABOLITES);
    MISSING.keySet().stream().sorted().forEach(all::add);
    for (String name : all) {
      undamped.put(
          name,
          BasisSimulator.shared()
              .simulate(name, sequence, FREQUENCY)
              .render(POINTS, DWELL_TIME, REFERENCE_PPM, FREQUENCY));
    }
  }

  Acquisition acquisition() {
    return acquisition;
  }

  /**
   * Draws a spectrum of healthy brain.
   *
   * @param misfit what the fit does not know of
   * @param signalToNoise height of the tallest metabolite peak over the standard deviation of the
   *     real part of a spectral point
   * @param random source of chance; the same seed gives the same spectrum
   */
  SimulatedSpectrum draw(Misfit misfit, double signalToNoise, RandomGenerator random) {
    Map<String, Double> concentrations = Population.NORMATIVE.draw(random);
    double lorentzian = 1 + 4 * random.nextDouble();
    double gaussian = 1 + 4 * random.nextDouble();
    boolean widths = has(misfit, Misfit.SINGLET_WIDTHS);
    double asymmetry = has(misfit, Misfit.LINE_SHAPE) ? 0.8 * (2 * random.nextDouble() - 1) : 0;
    double[] metabolites = new double[2 * POINTS];
    Map<String, Double> truth = new LinkedHashMap<>();
    // Creatine and phosphocreatine share the deviation of their widths; so do the cholines.
    Map<String, Double> family = new HashMap<>();
    for (Map.Entry<String, double[]> entry : undamped.entrySet()) {
      String name = entry.getKey();
      boolean missing = MISSING.containsKey(name);
      double amount =
          missing
              ? has(misfit, Misfit.MISSING_METABOLITES)
                  ? MISSING.getOrDefault(name, 0.0) * 2 * random.nextDouble()
                  : 0
              : concentrations.getOrDefault(name, 0.0);
      if (!missing) {
        truth.put(name, amount);
      }
      double natural = RelaxationTimes.standard().naturalWidthHertz(name);
      double width =
          RelaxationTimes.standard().lineWidthHertz(name)
              + natural * (Math.exp(0.1 * random.nextGaussian()) - 1);
      if (widths) {
        double own = 0.7 * random.nextGaussian();
        double ofMolecule = family.computeIfAbsent(name.replaceFirst("^(P|GP)(?=C)", ""), k -> own);
        width = Math.max(0, width * Math.exp(0.2 * random.nextGaussian()) + ofMolecule);
      }
      line(
          metabolites,
          entry.getValue(),
          amount,
          0.002 * FREQUENCY * random.nextGaussian(),
          lorentzian + width,
          gaussian,
          asymmetry);
    }
    double peak = tallest(metabolites);
    double[] total = metabolites.clone();
    addMacromolecules(
        total, misfit, concentrations.getOrDefault("MM09", 6.0), lorentzian, gaussian, random);
    addLipids(total, misfit, lorentzian, random);
    addBaseline(total, misfit, peak, random);
    addWater(total, misfit, peak, random);
    if (has(misfit, Misfit.EDDY_CURRENTS)) {
      turnByEddyCurrents(total, random);
    }
    rotate(
        total,
        Math.toRadians(10) * random.nextGaussian(),
        0.008 * FREQUENCY * random.nextGaussian());
    double noise = peak / signalToNoise / Math.sqrt(POINTS);
    for (int i = 0; i < total.length; i++) {
      total[i] += noise * random.nextGaussian();
    }
    return new SimulatedSpectrum(total, truth, noise, lorentzian + gaussian);
  }

  private static boolean has(Misfit drawn, Misfit misfit) {
    return drawn == misfit || drawn == Misfit.ALL;
  }

  private static void line(
      double[] sum,
      double[] source,
      double amplitude,
      double shift,
      double lorentzian,
      double gaussian,
      double asymmetry) {
    double gauss = Math.pow(Math.PI * gaussian, 2) / (4 * Math.log(2));
    for (int n = 0; n < POINTS; n++) {
      double t = n * DWELL_TIME;
      double envelope = amplitude * Math.exp(-Math.PI * lorentzian * t - gauss * t * t);
      double angle = 2 * Math.PI * shift * t;
      double cos = envelope * Math.cos(angle);
      double sin = envelope * Math.sin(angle);
      if (asymmetry != 0) {
        // A fifth of the voxel lies in another field.
        double off = 2 * Math.PI * asymmetry * (lorentzian + gaussian) * t;
        double re = 0.8 + 0.2 * Math.cos(off);
        double im = 0.2 * Math.sin(off);
        double turned = cos * re - sin * im;
        sin = cos * im + sin * re;
        cos = turned;
      }
      sum[2 * n] += source[2 * n] * cos - source[2 * n + 1] * sin;
      sum[2 * n + 1] += source[2 * n] * sin + source[2 * n + 1] * cos;
    }
  }

  private static void addMacromolecules(
      double[] total,
      Misfit misfit,
      double amount,
      double lorentzian,
      double gaussian,
      RandomGenerator random) {
    boolean shape = has(misfit, Misfit.MACROMOLECULE_SHAPE);
    double scale =
        3
            * amount
            * (has(misfit, Misfit.MACROMOLECULE_AMOUNT)
                ? Math.exp(0.5 * random.nextGaussian())
                : 1);
    double[] weights = new double[PATTERNS.length];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = shape ? -Math.log(1 - random.nextDouble()) : 1;
      sum += weights[k];
    }
    for (int i = 0; i < LINES.length; i++) {
      double area = 0;
      for (int k = 0; k < weights.length; k++) {
        area += weights[k] / sum * PATTERNS[k][i];
      }
      area *= scale * Math.exp((shape ? 0.4 : 0.1) * random.nextGaussian());
      double ppm = LINES[i] + (shape ? 0.02 : 0.005) * random.nextGaussian();
      double width =
          MACROMOLECULE_WIDTH_PPM * Math.exp((shape ? 0.25 : 0.05) * random.nextGaussian());
      gaussian(total, area, ppm, Math.hypot(width * FREQUENCY, gaussian), lorentzian, 0);
    }
  }

  private static void addLipids(
      double[] total, Misfit misfit, double lorentzian, RandomGenerator random) {
    if (!has(misfit, Misfit.LIPIDS)) {
      return;
    }
    double amount = 20 * random.nextDouble() * random.nextDouble();
    double[][] lines = {
      {0.89, 0.14, 0.4},
      {1.29, 0.11, 1},
      {1.60, 0.15, 0.1},
      {2.04, 0.15, 0.12},
      {2.25, 0.15, 0.07},
      {2.80, 0.2, 0.08},
      {5.3, 0.2, 0.1}
    };
    for (double[] line : lines) {
      gaussian(
          total,
          amount * line[2] * Math.exp(0.4 * random.nextGaussian()),
          line[0] + 0.015 * random.nextGaussian(),
          line[1] * FREQUENCY * Math.exp(0.2 * random.nextGaussian()),
          lorentzian,
          0);
    }
  }

  private static void addBaseline(
      double[] total, Misfit misfit, double peak, RandomGenerator random) {
    boolean tall = has(misfit, Misfit.BASELINE);
    int humps = tall ? 9 : 4;
    for (int i = 0; i < humps; i++) {
      double ppm = -0.5 + 5.5 * random.nextDouble();
      double width = (tall ? 0.35 + 1.2 * random.nextDouble() : 0.8 + random.nextDouble());
      double height = (tall ? 0.07 : 0.03) * peak * random.nextGaussian();
      double hertz = width * FREQUENCY;
      // The height of a Gaussian of unit area of width w is 2 sqrt(ln 2 / pi) / w.
      double area = height * DWELL_TIME * hertz / (2 * Math.sqrt(Math.log(2) / Math.PI));
      gaussian(total, area, ppm, hertz, 0, 0.3 * random.nextGaussian());
    }
  }

  private static void addWater(double[] total, Misfit misfit, double peak, RandomGenerator random) {
    double height = (has(misfit, Misfit.RESIDUAL_WATER) ? 6 : 1) * peak * random.nextDouble();
    double width = 4 + 6 * random.nextDouble();
    double hertz = 6 * random.nextGaussian();
    double phase = 2 * Math.PI * random.nextDouble();
    double start = height * Math.PI * width * DWELL_TIME;
    for (int n = 0; n < POINTS; n++) {
      double t = n * DWELL_TIME;
      double envelope = start * Math.exp(-Math.PI * width * t);
      total[2 * n] += envelope * Math.cos(2 * Math.PI * hertz * t + phase);
      total[2 * n + 1] += envelope * Math.sin(2 * Math.PI * hertz * t + phase);
    }
  }

  private static void gaussian(
      double[] total, double area, double ppm, double width, double lorentzian, double phase) {
    double hertz = (REFERENCE_PPM - ppm) * FREQUENCY;
    double decay = Math.pow(Math.PI * width, 2) / (4 * Math.log(2));
    for (int n = 0; n < POINTS; n++) {
      double t = n * DWELL_TIME;
      double envelope = area * Math.exp(-decay * t * t - Math.PI * lorentzian * t);
      double angle = 2 * Math.PI * hertz * t + phase;
      total[2 * n] += envelope * Math.cos(angle);
      total[2 * n + 1] += envelope * Math.sin(angle);
    }
  }

  private static void turnByEddyCurrents(double[] total, RandomGenerator random) {
    double hertz = 4 * random.nextGaussian();
    double time = 0.005 + 0.05 * random.nextDouble();
    for (int n = 0; n < POINTS; n++) {
      double angle = 2 * Math.PI * hertz * time * (1 - Math.exp(-n * DWELL_TIME / time));
      turn(total, n, angle);
    }
  }

  private static void rotate(double[] total, double phase, double hertz) {
    for (int n = 0; n < POINTS; n++) {
      turn(total, n, phase + 2 * Math.PI * hertz * n * DWELL_TIME);
    }
  }

  private static void turn(double[] total, int n, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double re = total[2 * n];
    double im = total[2 * n + 1];
    total[2 * n] = re * cos - im * sin;
    total[2 * n + 1] = re * sin + im * cos;
  }

  private static double tallest(double[] signal) {
    double[] spectrum = signal.clone();
    spectrum[0] *= 0.5;
    spectrum[1] *= 0.5;
    FourierTransform.ofLength(POINTS).forward(spectrum);
    double peak = 0;
    for (int i = 0; i < spectrum.length; i += 2) {
      peak = Math.max(peak, spectrum[i]);
    }
    return peak;
  }
}
