package org.proviso.spectroscopy.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.SignalKind;

/** Stage 9 of a fit: estimates, intervals and curves out of what the solver found. */
final class Summary {

  /** Sums that are reported, with their members; a sum of absent members is left out. */
  static final Map<String, List<String>> TOTALS = totals();

  private static final List<List<String>> RATIOS =
      List.of(
          List.of("tNAA", "tCr"),
          List.of("tCho", "tCr"),
          List.of("tCho", "tNAA"),
          List.of("Ins", "tCr"),
          List.of("Glx", "tCr"),
          List.of("Lac", "tCr"),
          List.of("Lac", "tNAA"),
          List.of("2HG", "tCr"),
          List.of("Gly", "tCr"),
          List.of("Ins", "tNAA"));

  private final Solution solution;
  private final BasisSet basis;
  private final int count;
  private final double frequency;

  private Summary(Solution solution, BasisSet basis, double frequency) {
    this.solution = solution;
    this.basis = basis;
    this.frequency = frequency;
    count = basis.signals().size();
  }

  private static Map<String, List<String>> totals() {
    Map<String, List<String>> totals = new LinkedHashMap<>();
    totals.put("tNAA", List.of("NAA", "NAAG"));
    totals.put("tCr", List.of("Cr", "PCr"));
    totals.put("tCho", List.of("GPC", "PCho", "Cho"));
    totals.put("Ins", List.of("Ins"));
    totals.put("Glx", List.of("Glu", "Gln"));
    totals.put("LM09", List.of("Lip09", "MM09"));
    totals.put("LM13", List.of("Lip13a", "Lip13b", "MM12", "MM14"));
    totals.put("LM20", List.of("Lip20", "MM19", "MM20"));
    return totals;
  }

  static FitResult of(
      Solution solution,
      BasisSet basis,
      double frequency,
      ReferenceEstimate reference,
      FitSettings settings,
      List<String> ledger) {
    return new Summary(solution, basis, frequency).build(reference, settings, ledger);
  }

  private FitResult build(ReferenceEstimate reference, FitSettings settings, List<String> ledger) {
    FitCurves curves = curves();
    List<MetaboliteEstimate> signals = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      signals.add(estimate(basis.signals().get(m).name(), basis.signals().get(m).kind(), unit(m)));
    }
    List<MetaboliteEstimate> totals = new ArrayList<>();
    TOTALS.forEach(
        (name, members) -> {
          double[] weights = weights(members);
          SignalKind kind = SignalKind.METABOLITE;
          boolean present = false;
          for (int m = 0; m < count; m++) {
            if (weights[m] != 0) {
              present = true;
              kind = basis.signals().get(m).kind();
            }
          }
          if (present) {
            totals.add(estimate(name, kind, weights));
          }
        });
    List<RatioEstimate> ratios = new ArrayList<>();
    for (List<String> pair : RATIOS) {
      double[] numerator = weights(TOTALS.getOrDefault(pair.get(0), List.of(pair.get(0))));
      double[] denominator = weights(TOTALS.getOrDefault(pair.get(1), List.of(pair.get(1))));
      if (any(numerator) && any(denominator)) {
        ratios.add(ratio(pair.get(0) + "/" + pair.get(1), numerator, denominator));
      }
    }
    double[] theta = solution.theta();
    Map<String, LineParameters.SignalParameters> individual = new LinkedHashMap<>();
    for (int m = 0; m < count; m++) {
      individual.put(
          basis.signals().get(m).name(),
          new LineParameters.SignalParameters(
              -Nuisance.ownShift(theta, m) / frequency,
              solution.nuisance().ownBroadening(theta, m)));
    }
    double[] metabolites = new double[curves.ppm().length];
    double[] singlets = new double[curves.ppm().length];
    for (int m = 0; m < count; m++) {
      double[] component = curves.components().get(basis.signals().get(m).name());
      if (component != null && basis.signals().get(m).kind() == SignalKind.METABOLITE) {
        for (int i = 0; i < metabolites.length; i++) {
          metabolites[i] += component[i];
        }
        if (isSinglet(basis.signals().get(m).name())) {
          for (int i = 0; i < metabolites.length; i++) {
            singlets[i] += component[i];
          }
        }
      }
    }
    double tallest = 0;
    for (double value : metabolites) {
      tallest = Math.max(tallest, value);
    }
    double width = widthPpm(curves.ppm(), singlets);
    List<String> steps = new ArrayList<>(ledger);
    steps.add(
        String.format(
            Locale.ROOT,
            "Baseline: penalised cubic splines of effective dimension %.2f per ppm, chosen by"
                + " restricted marginal likelihood among %d from %.2f to %.1f per ppm; intervals"
                + " reckon with up to %.0f per ppm.",
            solution.choice().effectiveDimensionPerPpm(),
            settings.stiffnessCandidates(),
            settings.stiffest(),
            settings.mostFlexible(),
            settings.mostFlexibleOfIntervals()));
    double noise = solution.knownNoise();
    return new FitResult(
        curves,
        signals,
        totals,
        ratios,
        new LineParameters(
            Nuisance.phase0(theta),
            Nuisance.phase1(theta),
            -Nuisance.shiftHertz(theta) / frequency,
            Nuisance.lorentz(theta),
            Nuisance.gauss(theta),
            Nuisance.skew(theta),
            individual),
        solution.choice(),
        noise,
        Math.sqrt(solution.residualVariance()),
        noise > 0 ? tallest / noise : 0,
        width * frequency,
        width,
        reference,
        solution.iterations(),
        solution.converged(),
        steps);
  }

  private static boolean isSinglet(String name) {
    return switch (name) {
      case "NAA", "Cr", "PCr", "GPC", "PCho" -> true;
      default -> false;
    };
  }

  private FitCurves curves() {
    ModelColumns columns = solution.columns();
    double[] data = columns.column(count);
    double[] baseline = solution.baseline();
    double[] fit = baseline.clone();
    Map<String, double[]> components = new LinkedHashMap<>();
    for (int m = 0; m < count; m++) {
      double[] component = columns.column(m);
      for (int i = 0; i < component.length; i++) {
        component[i] *= solution.amplitudes()[m];
        fit[i] += component[i];
      }
      components.put(basis.signals().get(m).name(), component);
    }
    double[] residual = new double[data.length];
    for (int i = 0; i < data.length; i++) {
      residual[i] = data[i] - fit[i];
    }
    // The axis is that of the basis, so that peaks stand where the literature has them.
    double shift = Nuisance.shiftHertz(solution.theta()) / frequency;
    double[] ppm = columns.ppm().clone();
    for (int i = 0; i < ppm.length; i++) {
      ppm[i] += shift;
    }
    return new FitCurves(ppm, data, fit, baseline, residual, components);
  }

  private double[] unit(int m) {
    double[] weights = new double[count];
    weights[m] = 1;
    return weights;
  }

  private double[] weights(List<String> names) {
    double[] weights = new double[count];
    for (int m = 0; m < count; m++) {
      weights[m] = names.contains(basis.signals().get(m).name()) ? 1 : 0;
    }
    return weights;
  }

  private static boolean any(double[] weights) {
    for (double weight : weights) {
      if (weight != 0) {
        return true;
      }
    }
    return false;
  }

  private double value(double[] weights, double[] amplitudes) {
    double sum = 0;
    for (int m = 0; m < count; m++) {
      sum += weights[m] * amplitudes[m];
    }
    return sum;
  }

  private double covariance(double[] matrix, double[] left, double[] right) {
    double sum = 0;
    for (int m = 0; m < count; m++) {
      for (int k = 0; k < count; k++) {
        if (left[m] != 0 && right[k] != 0) {
          sum += left[m] * right[k] * matrix[m * count + k];
        }
      }
    }
    return sum;
  }

  private double variance(double[] weights) {
    return Math.max(0, covariance(solution.error(), weights, weights));
  }

  /**
   * The interval of an amount. What is not known of the lines' shapes makes an error in proportion
   * to the amount, the rest does not: the interval holds all amounts t for which the estimate is no
   * more than 1.96 standard deviations away, with the variance s&sup2; + c&sup2;t&sup2; that
   * belongs to t. That is Fieller's interval over a denominator of one with the variance c&sup2;.
   */
  private Interval interval(double value, double[] weights) {
    double variance = variance(weights);
    double shapes =
        covariance(solution.bound(), weights, weights)
            - covariance(solution.boundOfKnownShapes(), weights, weights);
    double relative = Math.max(0, shapes) / (value * value + variance);
    if (!(relative < Double.POSITIVE_INFINITY)) {
      return new Interval(0, Double.POSITIVE_INFINITY);
    }
    double fixed = Math.max(0, variance - relative * value * value);
    return Fieller.interval95(value, 1, fixed, relative, 0);
  }

  private MetaboliteEstimate estimate(String name, SignalKind kind, double[] weights) {
    double value = value(weights, solution.amplitudes());
    double deviation = Math.sqrt(variance(weights));
    double bound = Math.sqrt(Math.max(0, covariance(solution.bound(), weights, weights)));
    double low = value;
    double high = value;
    for (double[] other : solution.admissible()) {
      low = Math.min(low, value(weights, other));
      high = Math.max(high, value(weights, other));
    }
    return new MetaboliteEstimate(
        name,
        kind,
        value,
        deviation,
        interval(value, weights),
        value > 0 ? OptionalDouble.of(100 * bound / value) : OptionalDouble.empty(),
        ratio(name + "/tCr", weights, weights(TOTALS.getOrDefault("tCr", List.of()))),
        (high - low) / 2);
  }

  private RatioEstimate ratio(String name, double[] numerator, double[] denominator) {
    double top = value(numerator, solution.amplitudes());
    double bottom = value(denominator, solution.amplitudes());
    if (!any(denominator)) {
      return new RatioEstimate(
          name,
          OptionalDouble.empty(),
          new Interval(0, Double.POSITIVE_INFINITY),
          OptionalDouble.empty());
    }
    Interval interval =
        Fieller.interval95(
            top,
            bottom,
            variance(numerator),
            variance(denominator),
            covariance(solution.error(), numerator, denominator));
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    boolean everywhere = bottom > 0;
    for (double[] other : solution.admissible()) {
      double otherBottom = value(denominator, other);
      everywhere &= otherBottom > 0;
      double quotient = value(numerator, other) / otherBottom;
      low = Math.min(low, quotient);
      high = Math.max(high, quotient);
    }
    return new RatioEstimate(
        name,
        bottom > 0 ? OptionalDouble.of(top / bottom) : OptionalDouble.empty(),
        interval,
        everywhere
            ? OptionalDouble.of((Math.max(high, top / bottom) - Math.min(low, top / bottom)) / 2)
            : OptionalDouble.empty());
  }

  /** Full width at half maximum of the tallest peak of a curve, ppm; 0 when it is flat. */
  static double widthPpm(double[] ppm, double[] curve) {
    int top = 0;
    for (int i = 1; i < curve.length; i++) {
      if (curve[i] > curve[top]) {
        top = i;
      }
    }
    double half = curve[top] / 2;
    if (!(half > 0)) {
      return 0;
    }
    double left = edge(ppm, curve, top, -1, half);
    double right = edge(ppm, curve, top, 1, half);
    return Math.abs(left - right);
  }

  private static double edge(double[] ppm, double[] curve, int top, int direction, double half) {
    int i = top;
    while (i + direction >= 0 && i + direction < curve.length && curve[i + direction] > half) {
      i += direction;
    }
    int next = i + direction;
    if (next < 0 || next >= curve.length) {
      return ppm[i];
    }
    double fraction = (curve[i] - half) / (curve[i] - curve[next]);
    return ppm[i] + fraction * (ppm[next] - ppm[i]);
  }
}
