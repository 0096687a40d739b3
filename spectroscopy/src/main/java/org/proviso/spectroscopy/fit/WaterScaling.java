package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.BasisSignal;
import org.proviso.spectroscopy.basis.RelaxationTimes;
import org.proviso.spectroscopy.basis.SignalKind;

/**
 * Concentrations from the unsuppressed water of the same voxel: moles of metabolite for each
 * kilogram of tissue water (millimolal), after Gasparovic 2006 (Magn Reson Med 55:1219, equations 5
 * to 8), with signal losses by relaxation (1 - exp(-TR/T1)) exp(-TE/T2).
 */
public final class WaterScaling {

  /** Molality of pure water, mmol/kg. */
  public static final double WATER_MILLIMOLAL = 55510;

  // Relative water densities (Ernst 1993, J Magn Reson B 102:1).
  private static final double WATER_GRAY = 0.78;
  private static final double WATER_WHITE = 0.65;
  private static final double WATER_FLUID = 0.97;

  private static final double CREATINE_METHYL_PPM = 3.027;
  private static final double CREATINE_METHYLENE_PPM = 3.913;

  private WaterScaling() {}

  /**
   * Volume fractions of a voxel; they add up to one.
   *
   * @param gray gray matter
   * @param white white matter
   * @param fluid cerebrospinal fluid
   * @param assumed whether they are an assumption rather than a segmentation
   */
  public record Tissue(double gray, double white, double fluid, boolean assumed) {

    /** Checks the sum. */
    public Tissue {
      if (gray < 0 || white < 0 || fluid < 0 || Math.abs(gray + white + fluid - 1) > 1e-3) {
        throw new IllegalArgumentException(
            "tissue fractions must be positive and add up to 1: "
                + gray
                + ", "
                + white
                + ", "
                + fluid);
      }
      if (gray + white < 0.05) {
        throw new IllegalArgumentException("a voxel of fluid alone has no tissue concentration");
      }
    }

    /** Equal parts of gray and white matter, for a voxel that was not segmented. */
    public static Tissue unsegmented() {
      return new Tissue(0.5, 0.5, 0, true);
    }
  }

  /**
   * Times of an acquisition, seconds.
   *
   * @param echoTime TE
   * @param repetitionTime TR; empty for no correction of T1
   */
  public record Timing(double echoTime, OptionalDouble repetitionTime) {

    double remaining(double t1, double t2) {
      double saturation =
          repetitionTime.isPresent() ? 1 - Math.exp(-repetitionTime.getAsDouble() / t1) : 1;
      return saturation * Math.exp(-echoTime / t2);
    }
  }

  /**
   * A concentration.
   *
   * @param name metabolite or total
   * @param millimolal mmol for each kg of tissue water
   * @param interval95 of it, from the fit alone, not from the constants
   * @param millimolar mmol for each liter of tissue, without its fluid: what most studies state
   */
  public record Concentration(
      String name, double millimolal, Interval interval95, double millimolar) {}

  /**
   * Concentrations and what they rest on.
   *
   * @param concentrations metabolites and totals, in the order of the result
   * @param ledger every constant that was used
   */
  public record Scaled(List<Concentration> concentrations, List<String> ledger) {

    /** Copies the lists. */
    public Scaled {
      concentrations = List.copyOf(concentrations);
      ledger = List.copyOf(ledger);
    }
  }

  /**
   * Amplitude of a water signal at the echo: the magnitude's logarithm over the first 25 ms is
   * extrapolated by a parabola, which passes over a disturbed first point.
   *
   * @param signal unsuppressed water, interleaved, same receiver gain and number of averages as the
   *     metabolite data
   * @param dwellTime seconds
   */
  public static double waterAmplitude(double[] signal, double dwellTime) {
    int last = Math.min(signal.length / 2 - 1, (int) Math.ceil(0.025 / dwellTime));
    if (last < 8) {
      throw new IllegalArgumentException("the water signal has too few points: " + last);
    }
    double[][] normal = new double[3][4];
    for (int n = 1; n <= last; n++) {
      double u = (double) n / last;
      double[] p = {1, u, u * u};
      double value = Math.log(Math.hypot(signal[2 * n], signal[2 * n + 1]));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          normal[i][j] += p[i] * p[j];
        }
        normal[i][3] += p[i] * value;
      }
    }
    for (int k = 2; k > 0; k--) {
      for (int i = 0; i < k; i++) {
        double factor = normal[i][k] / normal[k][k];
        for (int j = 0; j < 4; j++) {
          normal[i][j] -= factor * normal[k][j];
        }
      }
    }
    return Math.exp(normal[0][3] / normal[0][0]);
  }

  /**
   * Amplitude that one proton at unit concentration has in a basis, from its creatine signal.
   *
   * @param basis the basis
   * @return 1 for simulated sets; empty when the set has no creatine
   */
  public static OptionalDouble protonAmplitude(BasisSet basis) {
    for (String name : List.of("Cr", "PCr")) {
      for (BasisSignal signal : basis.signals()) {
        if (signal.name().equals(name)) {
          return OptionalDouble.of(creatineProton(signal, basis.spectrometerFrequency()));
        }
      }
    }
    return OptionalDouble.empty();
  }

  /** Least squares of the two creatine singlets, over their common damping. */
  private static double creatineProton(BasisSignal creatine, double frequency) {
    double dwellTime = 5e-4;
    int points = 200;
    // Centred between the singlets; amides lie far outside and average out.
    double centre = (CREATINE_METHYL_PPM + CREATINE_METHYLENE_PPM) / 2;
    double[] signal = creatine.waveform().render(points, dwellTime, centre, frequency);
    double best = 0;
    double bestPower = -1;
    for (double width = 0; width <= 20; width += 0.25) {
      for (double shift = -0.02; shift <= 0.0201; shift += 0.002) {
        double product = 0;
        double cross = 0;
        double norm = 0;
        for (int n = 0; n < points; n++) {
          double t = n * dwellTime;
          double envelope = Math.exp(-Math.PI * width * t);
          double a = 2 * Math.PI * (centre - CREATINE_METHYL_PPM + shift) * frequency * t;
          double b = 2 * Math.PI * (centre - CREATINE_METHYLENE_PPM + shift) * frequency * t;
          double re = envelope * (3 * Math.cos(a) + 2 * Math.cos(b));
          double im = envelope * (3 * Math.sin(a) + 2 * Math.sin(b));
          product += re * signal[2 * n] + im * signal[2 * n + 1];
          cross += re * signal[2 * n + 1] - im * signal[2 * n];
          norm += re * re + im * im;
        }
        double power = (product * product + cross * cross) / norm;
        if (power > bestPower) {
          bestPower = power;
          best = Math.hypot(product, cross) / norm;
        }
      }
    }
    return best;
  }

  /**
   * Scales a fit by water.
   *
   * @param result the fit
   * @param protonAmplitude see {@link #protonAmplitude}
   * @param waterAmplitude see {@link #waterAmplitude}
   * @param tissue fractions of the voxel
   * @param metabolite timing of the metabolite data
   * @param water timing of the water data
   * @param times relaxation times
   */
  public static Scaled scale(
      FitResult result,
      double protonAmplitude,
      double waterAmplitude,
      Tissue tissue,
      Timing metabolite,
      Timing water,
      RelaxationTimes times) {
    if (!(waterAmplitude > 0 && protonAmplitude > 0)) {
      throw new IllegalArgumentException(
          "water and proton amplitudes must be positive: "
              + waterAmplitude
              + ", "
              + protonAmplitude);
    }
    double gray = tissue.gray() * WATER_GRAY;
    double white = tissue.white() * WATER_WHITE;
    double fluid = tissue.fluid() * WATER_FLUID;
    double total = gray + white + fluid;
    // Kilograms of water in a liter of tissue.
    double waterOfTissue = (gray + white) / (tissue.gray() + tissue.white());
    RelaxationTimes.Times tissueWater = times.water();
    double visible =
        (gray * water.remaining(tissueWater.t1Gray(), tissueWater.t2Gray())
                + white * water.remaining(tissueWater.t1White(), tissueWater.t2White())
                + fluid * water.remaining(times.fluid().t1(), times.fluid().t2()))
            / total;
    double grayFraction = tissue.gray() / (tissue.gray() + tissue.white());
    List<Concentration> concentrations = new ArrayList<>();
    List<MetaboliteEstimate> all = new ArrayList<>(result.totals());
    result.signals().stream()
        .filter(signal -> all.stream().noneMatch(present -> present.name().equals(signal.name())))
        .forEach(all::add);
    for (MetaboliteEstimate estimate : all) {
      if (estimate.kind() != SignalKind.METABOLITE) {
        continue;
      }
      RelaxationTimes.Times own = times.metabolite(representative(estimate.name()));
      double factor =
          2
              * WATER_MILLIMOLAL
              * visible
              / (waterAmplitude
                  / protonAmplitude
                  * (1 - fluid / total)
                  * metabolite.remaining(own.t1(grayFraction), own.t2(grayFraction)));
      concentrations.add(
          new Concentration(
              estimate.name(),
              factor * estimate.amplitude(),
              new Interval(
                  factor * estimate.interval95().lower(), factor * estimate.interval95().upper()),
              factor * estimate.amplitude() * waterOfTissue));
    }
    return new Scaled(concentrations, ledger(tissue, metabolite, water, waterAmplitude, times));
  }

  /** The member whose relaxation times stand for a total. */
  private static String representative(String name) {
    return switch (name) {
      case "tNAA" -> "NAA";
      case "tCr" -> "Cr";
      case "tCho" -> "GPC";
      case "Glx" -> "Glu";
      default -> name;
    };
  }

  private static List<String> ledger(
      Tissue tissue, Timing metabolite, Timing water, double amplitude, RelaxationTimes times) {
    RelaxationTimes.Times w = times.water();
    return List.of(
        String.format(
            Locale.ROOT,
            "Water scaling after Gasparovic 2006: mmol for each kg of tissue water, pure water %.0f"
                + " mmol/kg, relative water content %.2f (gray), %.2f (white), %.2f (fluid); mM are"
                + " mmol for each liter of tissue, so smaller by the water content.",
            WATER_MILLIMOLAL,
            WATER_GRAY,
            WATER_WHITE,
            WATER_FLUID),
        String.format(
            Locale.ROOT,
            "Tissue fractions %s: gray %.2f, white %.2f, fluid %.2f.",
            tissue.assumed() ? "assumed, the voxel was not segmented" : "from segmentation",
            tissue.gray(),
            tissue.white(),
            tissue.fluid()),
        String.format(
            Locale.ROOT,
            "Water T1 %.0f / %.0f / %.0f ms, T2 %.0f / %.0f / %.0f ms (gray / white / fluid);"
                + " metabolite T1 after Mlynarik 2001, T2 after Wyss 2018, both at 3 T.",
            w.t1Gray() * 1000,
            w.t1White() * 1000,
            times.fluid().t1() * 1000,
            w.t2Gray() * 1000,
            w.t2White() * 1000,
            times.fluid().t2() * 1000),
        String.format(
            Locale.ROOT,
            "Water amplitude %.6g at TE %.1f ms; metabolites at TE %.1f ms; T1 %s.",
            amplitude,
            water.echoTime() * 1000,
            metabolite.echoTime() * 1000,
            metabolite.repetitionTime().isPresent() && water.repetitionTime().isPresent()
                ? "corrected with the repetition times"
                : "not corrected where the repetition time is unknown"));
  }
}
