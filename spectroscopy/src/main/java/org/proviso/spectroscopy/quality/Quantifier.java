package org.proviso.spectroscopy.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.proviso.spectroscopy.basis.BasisCheck;
import org.proviso.spectroscopy.basis.BasisMismatch;
import org.proviso.spectroscopy.basis.BasisSet;
import org.proviso.spectroscopy.basis.SignalKind;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.FitSettings;
import org.proviso.spectroscopy.fit.LinearCombinationFit;
import org.proviso.spectroscopy.fit.MetaboliteEstimate;
import org.proviso.spectroscopy.fit.ReferenceEstimate;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.quality.QualityVerdict.Level;

/**
 * Quantifies a spectrum, or refuses to: checks the signal and the basis before the fit and the
 * result after it. A spectrum that fails a check of the level <em>unusable</em> yields reasons and
 * no numbers.
 */
public final class Quantifier {

  private final BasisSet basis;
  private final FitSettings settings;
  private final QualityThresholds thresholds;

  /** A quantifier with the standard settings and thresholds. */
  public Quantifier(BasisSet basis) {
    this(basis, FitSettings.standard(), QualityThresholds.standard());
  }

  /**
   * A quantifier.
   *
   * @param basis signals to fit with
   * @param settings settings of the fit
   * @param thresholds limits of the verdict
   */
  public Quantifier(BasisSet basis, FitSettings settings, QualityThresholds thresholds) {
    this.basis = basis;
    this.settings = settings;
    this.thresholds = thresholds;
  }

  /**
   * Quantifies one processed, water-removed signal.
   *
   * @param signal interleaved, in the convention of {@link
   *     org.proviso.spectroscopy.model.ChemicalShift}; may hold anything
   * @param acquisition how it was acquired
   * @return numbers with a verdict, or a refusal
   */
  public Quantification quantify(double[] signal, Acquisition acquisition) {
    List<QualityReason> invalid = invalid(signal);
    if (!invalid.isEmpty()) {
      return refused(invalid, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    }
    List<QualityReason> mismatches =
        BasisCheck.mismatches(basis, acquisition).stream().map(Quantifier::reason).toList();
    List<String> remarks = BasisCheck.unknowns(basis, acquisition);
    if (!mismatches.isEmpty()) {
      return refused(mismatches, OptionalDouble.empty(), OptionalDouble.empty(), remarks);
    }
    LinearCombinationFit fit =
        new LinearCombinationFit(basis, acquisition, signal.length / 2, settings);
    List<QualityReason> before = before(fit.reference(signal), signal, acquisition);
    if (!before.isEmpty()) {
      return refused(before, OptionalDouble.empty(), OptionalDouble.empty(), remarks);
    }
    FitResult result = fit.fit(signal);
    OptionalDouble signalToNoise = OptionalDouble.of(result.signalToNoise());
    OptionalDouble linewidth =
        result.linewidthHertz() > 0
            ? OptionalDouble.of(result.linewidthHertz())
            : OptionalDouble.empty();
    List<QualityReason> unusable = unusable(result);
    if (!unusable.isEmpty()) {
      return refused(unusable, signalToNoise, linewidth, remarks);
    }
    List<QualityReason> limiting = limiting(result);
    List<String> all = new ArrayList<>(remarks);
    all.addAll(FitLimits.reached(result));
    return new Quantification.Quantified(
        result,
        new QualityVerdict(
            limiting.isEmpty() ? Level.ADEQUATE : Level.LIMITED,
            limiting,
            all,
            signalToNoise,
            linewidth));
  }

  private static Quantification refused(
      List<QualityReason> reasons,
      OptionalDouble signalToNoise,
      OptionalDouble linewidth,
      List<String> remarks) {
    return new Quantification.Refused(
        new QualityVerdict(Level.UNUSABLE, reasons, remarks, signalToNoise, linewidth));
  }

  private static List<QualityReason> invalid(double[] signal) {
    int bad = 0;
    double largest = 0;
    for (double value : signal) {
      if (Double.isFinite(value)) {
        largest = Math.max(largest, Math.abs(value));
      } else {
        bad++;
      }
    }
    if (bad > 0) {
      return List.of(
          reason(
              QualityReason.Kind.INVALID_SIGNAL,
              bad
                  + " of "
                  + signal.length
                  + " values are not finite numbers. Export the data again from the scanner."));
    }
    if (largest == 0) {
      return List.of(
          reason(
              QualityReason.Kind.INVALID_SIGNAL,
              "The signal is empty: every value is zero. Check which series was exported."));
    }
    if (signal.length < 2 * 128) {
      return List.of(
          reason(
              QualityReason.Kind.INVALID_SIGNAL,
              "The signal has only " + signal.length / 2 + " points; at least 128 are needed."));
    }
    return List.of();
  }

  private static QualityReason reason(BasisMismatch mismatch) {
    return reason(
        switch (mismatch.kind()) {
          case FIELD -> QualityReason.Kind.BASIS_FIELD;
          case ECHO_TIME -> QualityReason.Kind.BASIS_ECHO_TIME;
          case SEQUENCE -> QualityReason.Kind.BASIS_SEQUENCE;
          case NUCLEUS, BANDWIDTH -> QualityReason.Kind.BASIS_UNSUITABLE;
        },
        mismatch.message());
  }

  private static QualityReason reason(QualityReason.Kind kind, String message) {
    return new QualityReason(kind, message);
  }

  /** What forbids a fit: no metabolite signal, water alone, a reference that is off. */
  private List<QualityReason> before(
      ReferenceEstimate reference, double[] signal, Acquisition acquisition) {
    SignalBands bands = SignalBands.of(signal, acquisition);
    if (reference.signalToNoise() < thresholds.referenceSignalToNoise()) {
      if (bands.waterToNoise() > 20) {
        return List.of(waterOnly(bands));
      }
      return List.of(
          reason(
              QualityReason.Kind.NOISE_ONLY,
              String.format(
                  Locale.ROOT,
                  "No metabolite signal stands out of the noise: matched with NAA, creatine and"
                      + " choline the spectrum reaches %.1f times the noise, %.0f are needed. Check"
                      + " the voxel's position and the shim, or acquire more averages.",
                  reference.signalToNoise(),
                  thresholds.referenceSignalToNoise())));
    }
    if (bands.waterToMetabolites() > 200) {
      return List.of(waterOnly(bands));
    }
    if (bands.lipidsToMetabolites() > thresholds.lipidUnusableRatio()) {
      return List.of(lipid(bands.lipidsToMetabolites()));
    }
    if (Math.abs(reference.shiftPpm()) > thresholds.referenceTolerancePpm()) {
      return List.of(
          reason(
              QualityReason.Kind.REFERENCE,
              String.format(
                  Locale.ROOT,
                  "The chemical-shift axis seems to be off by %.2f ppm; up to %.2f ppm is"
                      + " corrected. Peaks may be taken for others. Reference the data to water or"
                      + " NAA, or check the receiver's centre frequency. A phantom colder than a body"
                      + " and a scan with nulled metabolites look like this, too.",
                  reference.shiftPpm(),
                  thresholds.referenceTolerancePpm())));
    }
    return List.of();
  }

  private static QualityReason waterOnly(SignalBands bands) {
    return reason(
        QualityReason.Kind.WATER_ONLY,
        String.format(
            Locale.ROOT,
            "The spectrum holds water and nothing that can be measured beside it: %s between 1.8 and"
                + " 3.6 ppm. This looks like the water reference; give the water-suppressed data.",
            Double.isInfinite(bands.waterToMetabolites())
                ? "there is no peak"
                : String.format(
                    Locale.ROOT,
                    "water is %.0f times as high as any peak",
                    bands.waterToMetabolites())));
  }

  private List<QualityReason> unusable(FitResult result) {
    List<QualityReason> reasons = new ArrayList<>();
    double shift = result.lines().shiftPpm();
    if (Math.abs(shift) > thresholds.referenceTolerancePpm()) {
      reasons.add(
          reason(
              QualityReason.Kind.REFERENCE,
              String.format(
                  Locale.ROOT,
                  "The fit moved the chemical-shift axis by %.2f ppm; up to %.2f ppm is accepted."
                      + " Reference the data to water or NAA.",
                  shift,
                  thresholds.referenceTolerancePpm())));
    }
    if (result.signalToNoise() < thresholds.unusableSignalToNoise()) {
      reasons.add(
          reason(
              QualityReason.Kind.SIGNAL_TO_NOISE,
              String.format(
                  Locale.ROOT,
                  "The tallest metabolite peak is %.1f times the noise; below %.0f nothing is"
                      + " quantified (limit of detection). Acquire more averages or a larger voxel.",
                  result.signalToNoise(),
                  thresholds.unusableSignalToNoise())));
    }
    if (result.linewidthPpm() > thresholds.unusableLinewidthPpm()) {
      reasons.add(linewidth(result, thresholds.unusableLinewidthPpm()));
    }
    double peak = result.signalToNoise() * result.noise();
    if (result.residual() > thresholds.unusableResidualFraction() * peak
        && result.residual() > thresholds.limitedResidual() * result.noise()) {
      reasons.add(
          reason(
              QualityReason.Kind.RESIDUAL,
              String.format(
                  Locale.ROOT,
                  "The model does not describe the spectrum: the residual is %.0f %% of the tallest"
                      + " peak. Check phase, lineshape and whether the basis belongs to the data.",
                  100 * result.residual() / peak)));
    }
    double lipid = lipidRatio(result);
    if (lipid > thresholds.lipidUnusableRatio()) {
      reasons.add(lipid(lipid));
    }
    return reasons;
  }

  private QualityReason lipid(double ratio) {
    return reason(
        QualityReason.Kind.LIPID,
        String.format(
            Locale.ROOT,
            "Lipids between 0.7 and 1.7 ppm are %.0f times as high as the tallest metabolite peak"
                + " (limit %.0f): the metabolites lie in their foot. Move the voxel away from the"
                + " scalp or use outer-volume suppression.",
            ratio,
            thresholds.lipidUnusableRatio()));
  }

  private static QualityReason linewidth(FitResult result, double limit) {
    return reason(
        QualityReason.Kind.LINEWIDTH,
        String.format(
            Locale.ROOT,
            "The lines are %.1f Hz (%.3f ppm) wide; the limit is %.2f ppm (Wilson 2019: below 0.1"
                + " ppm). Neighbouring metabolites cannot be told apart. Improve the shim.",
            result.linewidthHertz(),
            result.linewidthPpm(),
            limit));
  }

  private List<QualityReason> limiting(FitResult result) {
    List<QualityReason> reasons = new ArrayList<>();
    if (result.linewidthPpm() > thresholds.limitedLinewidthPpm()) {
      reasons.add(linewidth(result, thresholds.limitedLinewidthPpm()));
    }
    if (result.signalToNoise() < thresholds.limitedSignalToNoise()) {
      reasons.add(
          reason(
              QualityReason.Kind.SIGNAL_TO_NOISE,
              String.format(
                  Locale.ROOT,
                  "The tallest metabolite peak is %.1f times the noise; below %.0f only the main"
                      + " metabolites are meaningful.",
                  result.signalToNoise(),
                  thresholds.limitedSignalToNoise())));
    }
    if (result.residual() > thresholds.limitedResidual() * result.noise()
        && result.residual() > 0.01 * result.signalToNoise() * result.noise()) {
      reasons.add(
          reason(
              QualityReason.Kind.RESIDUAL,
              String.format(
                  Locale.ROOT,
                  "The residual is %.1f times the noise (limit %.0f): something is left that the"
                      + " model does not describe. The intervals are widened accordingly.",
                  result.residual() / result.noise(),
                  thresholds.limitedResidual())));
    }
    double lipid = lipidRatio(result);
    if (lipid > thresholds.lipidLimitedRatio()) {
      reasons.add(
          reason(
              QualityReason.Kind.LIPID,
              String.format(
                  Locale.ROOT,
                  "Lipids at 1.3 ppm are %.1f times as high as the tallest metabolite peak: lactate"
                      + " and alanine cannot be relied on.",
                  lipid)));
    }
    if (!result.converged()) {
      reasons.add(
          reason(
              QualityReason.Kind.CONVERGENCE,
              "The fit did not settle within "
                  + result.iterations()
                  + " iterations; look at the residual."));
    }
    boolean creatine =
        result
            .metabolite("tCr")
            .map(MetaboliteEstimate::interval95)
            .map(interval -> interval.lower() > 0)
            .orElse(false);
    if (!creatine) {
      reasons.add(
          reason(
              QualityReason.Kind.REFERENCE,
              "Creatine may be absent, so ratios to it have no upper bound."));
    }
    return reasons;
  }

  /** Height of the lipid components at 1.3 ppm over the tallest metabolite peak. */
  private double lipidRatio(FitResult result) {
    int points = result.curves().ppm().length;
    double[] lipids = new double[points];
    double[] metabolites = new double[points];
    result
        .signals()
        .forEach(
            signal -> {
              double[] component = result.curves().components().get(signal.name());
              if (component == null) {
                return;
              }
              double[] target =
                  switch (signal.kind()) {
                    case LIPID -> lipids;
                    case METABOLITE -> metabolites;
                    case MACROMOLECULE, MEASURED_BACKGROUND -> new double[points];
                  };
              for (int i = 0; i < points; i++) {
                target[i] += component[i];
              }
            });
    // What no component took up stands in the baseline; lipids that large bend it.
    double tallestLipid = 0;
    double tallestMetabolite = 0;
    for (int i = 0; i < points; i++) {
      double ppm = result.curves().ppm()[i];
      boolean atLipid = ppm > 1.1 && ppm < 1.5;
      if (atLipid) {
        tallestLipid =
            Math.max(tallestLipid, lipids[i] + Math.max(0, result.curves().baseline()[i]));
      } else if (ppm > 1.8) {
        tallestMetabolite = Math.max(tallestMetabolite, metabolites[i]);
      }
    }
    boolean hasLipids =
        result.signals().stream().anyMatch(signal -> signal.kind() == SignalKind.LIPID);
    return hasLipids && tallestMetabolite > 0 ? tallestLipid / tallestMetabolite : 0;
  }
}
