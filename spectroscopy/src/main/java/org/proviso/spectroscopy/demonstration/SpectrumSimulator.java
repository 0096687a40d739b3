package org.proviso.spectroscopy.demonstration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.basis.SignalKind;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.FourierTransform;
import org.proviso.spectroscopy.simulate.BasisSimulator;
import org.proviso.spectroscopy.simulate.PulseSequence;

/**
 * Draws brain spectra of known truth: PRESS TE 30 ms at 123.2 MHz, 2048 points in 0.512 s. Each has
 * its own concentrations, Voigt linewidth (2 to 12 Hz), phases and frequency offset; each
 * metabolite its own shift and T2; macromolecules and lipids their own shift and width; a smooth
 * baseline, residual water and white noise. Nothing is drawn from what the fit assumes except the
 * basis itself and the spread of the small jitters.
 */
public final class SpectrumSimulator {

  /** Points of each signal. */
  public static final int POINTS = 2048;

  private static final double DWELL_TIME = 2.5e-4;
  private static final double FREQUENCY = 123.2;
  private static final double SHIFT_JITTER_PPM = 0.002;
  // A voxel of any mixture of gray and white matter (Wyss 2018, see RelaxationTimes) has a T2 whose
  // standard deviation over mixtures is 4 to 14 % of the mean, 9 % on average.
  private static final double T2_JITTER = 0.1;
  private static final double BROAD_SHIFT_JITTER_PPM = 0.01;
  private static final double BROAD_WIDTH_JITTER_HERTZ = 3;

  private final Acquisition acquisition =
      Acquisition.of(DWELL_TIME, FREQUENCY).with(3.0, 0.03, 2.0);
  private final BasisSet basis;
  private final double[][] rendered;

  /** A simulator over the tumour basis. */
  public SpectrumSimulator() {
    basis =
        BasisSimulator.shared()
            .basis(
                BasisSimulator.TUMOUR_METABOLITES,
                BasisSimulator.BROAD_COMPONENTS,
                PulseSequence.Press.ofEchoTime(0.03),
                FREQUENCY);
    rendered = new double[basis.signals().size()][];
    for (int m = 0; m < rendered.length; m++) {
      rendered[m] =
          basis
              .signals()
              .get(m)
              .waveform()
              .render(POINTS, DWELL_TIME, acquisition.referencePpm(), FREQUENCY);
    }
  }

  /** The acquisition of every spectrum. */
  public Acquisition acquisition() {
    return acquisition;
  }

  /** The basis that spectra are made of; fits may use it. */
  public BasisSet basis() {
    return basis;
  }

  /**
   * Draws a spectrum.
   *
   * @param population where concentrations come from
   * @param signalToNoise height of the tallest metabolite peak over the standard deviation of the
   *     real part of a spectral point
   * @param random source of chance; the same seed gives the same spectrum
   */
  public SimulatedSpectrum draw(
      Population population, double signalToNoise, RandomGenerator random) {
    Map<String, Double> concentrations = population.draw(random);
    double target = 2 + 10 * random.nextDouble();
    double gaussian = (target - 1) * random.nextDouble();
    double lorentzian = Math.max(0, lorentzianFor(target, gaussian) - 1.7);
    double[] metabolites = new double[2 * POINTS];
    double[] broad = new double[2 * POINTS];
    Map<String, Double> truth = new LinkedHashMap<>();
    for (int m = 0; m < rendered.length; m++) {
      BasisSignal signal = basis.signals().get(m);
      double amplitude = concentrations.getOrDefault(signal.name(), 0.0);
      truth.put(signal.name(), amplitude);
      boolean narrow = signal.kind() == SignalKind.METABOLITE;
      double shift =
          (narrow ? SHIFT_JITTER_PPM : BROAD_SHIFT_JITTER_PPM) * FREQUENCY * random.nextGaussian();
      double natural = RelaxationTimes.standard().naturalWidthHertz(signal.name());
      double broadening =
          narrow
              ? natural * (Math.exp(T2_JITTER * random.nextGaussian()) - 1)
              : BROAD_WIDTH_JITTER_HERTZ * random.nextGaussian();
      add(
          narrow ? metabolites : broad,
          rendered[m],
          amplitude,
          shift,
          lorentzian + broadening,
          gaussian);
    }
    double peak = tallest(metabolites);
    double[] total = metabolites.clone();
    for (int i = 0; i < total.length; i++) {
      total[i] += broad[i];
    }
    addBaseline(total, peak, random);
    addWater(total, peak, random);
    rotate(
        total,
        Math.toRadians(20) * random.nextGaussian() / 2,
        0.01 * FREQUENCY * random.nextGaussian());
    double noise = peak / signalToNoise / Math.sqrt(POINTS);
    for (int i = 0; i < total.length; i++) {
      total[i] += noise * random.nextGaussian();
    }
    return new SimulatedSpectrum(total, truth, noise, target);
  }

  /** Width of the Lorentzian that makes a Voigt line of a width (Olivero and Longbothum 1977). */
  private static double lorentzianFor(double voigt, double gaussian) {
    double low = 0;
    double high = voigt;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      double width = 0.5346 * middle + Math.sqrt(0.2166 * middle * middle + gaussian * gaussian);
      if (width > voigt) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private static void add(
      double[] sum,
      double[] source,
      double amplitude,
      double shift,
      double lorentzian,
      double gaussian) {
    double gauss = Math.pow(Math.PI * gaussian, 2) / (4 * Math.log(2));
    for (int n = 0; n < POINTS; n++) {
      double t = n * DWELL_TIME;
      double envelope = amplitude * Math.exp(-Math.PI * lorentzian * t - gauss * t * t);
      double cos = envelope * Math.cos(2 * Math.PI * shift * t);
      double sin = envelope * Math.sin(2 * Math.PI * shift * t);
      sum[2 * n] += source[2 * n] * cos - source[2 * n + 1] * sin;
      sum[2 * n + 1] += source[2 * n] * sin + source[2 * n + 1] * cos;
    }
  }

  /** Six broad Gaussians of either sign between 0 and 4.5 ppm. */
  private void addBaseline(double[] total, double peak, RandomGenerator random) {
    List<double[]> humps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double ppm = 4.5 * random.nextDouble();
      double width = (0.6 + 0.9 * random.nextDouble()) * FREQUENCY;
      double height = 0.05 * peak * random.nextGaussian();
      humps.add(new double[] {ppm, width, height});
    }
    for (double[] hump : humps) {
      double hertz = (acquisition.referencePpm() - hump[0]) * FREQUENCY;
      double decay = Math.pow(Math.PI * hump[1], 2) / (4 * Math.log(2));
      // A Gaussian in time of unit start has a peak of sqrt(pi / decay) / (2 dwell).
      double start = hump[2] * 2 * DWELL_TIME / Math.sqrt(Math.PI / decay);
      for (int n = 0; n < POINTS; n++) {
        double t = n * DWELL_TIME;
        double envelope = start * Math.exp(-decay * t * t);
        total[2 * n] += envelope * Math.cos(2 * Math.PI * hertz * t);
        total[2 * n + 1] += envelope * Math.sin(2 * Math.PI * hertz * t);
      }
    }
  }

  /** What is left of water after its removal: up to three times the tallest peak, any phase. */
  private static void addWater(double[] total, double peak, RandomGenerator random) {
    double height = 3 * peak * random.nextDouble();
    double width = 4 + 10 * random.nextDouble();
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

  private static void rotate(double[] total, double phase, double hertz) {
    for (int n = 0; n < POINTS; n++) {
      double angle = phase + 2 * Math.PI * hertz * n * DWELL_TIME;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double re = total[2 * n];
      double im = total[2 * n + 1];
      total[2 * n] = re * cos - im * sin;
      total[2 * n + 1] = re * sin + im * cos;
    }
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
