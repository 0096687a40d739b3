package org.proviso.spectroscopy.fit;

import java.util.List;
import java.util.Optional;

/**
 * Everything a report needs from one fit.
 *
 * @param curves spectrum, fit, baseline, residual and components over the fitted range
 * @param signals each basis signal, in the order of the basis
 * @param totals sums in common use (tNAA, tCr, tCho, Glx) and their members' own names where a sum
 *     has one member only
 * @param ratios ratios in clinical use (tCho/tNAA, tCho/tCr, tNAA/tCr, Ins/tCr, Glx/tCr, Lac/tCr)
 * @param lines phases, shifts and widths
 * @param baseline how the baseline was chosen
 * @param noise standard deviation of the noise of one spectral point, from a range without signals
 * @param residual standard deviation of the fit residual of one spectral point
 * @param signalToNoise height of the tallest fitted metabolite peak over the noise (Kreis 2020, NMR
 *     Biomed 34:e4347: peak height over standard deviation)
 * @param linewidthHertz full width at half maximum of the fitted singlet model line
 * @param linewidthPpm the same in ppm
 * @param reference how certain the chemical-shift reference is
 * @param iterations Gauss-Newton iterations of the whole fit
 * @param converged whether the last step was below the tolerance
 * @param ledger every setting and constant that shaped the result, one sentence each
 */
public record FitResult(
    FitCurves curves,
    List<MetaboliteEstimate> signals,
    List<MetaboliteEstimate> totals,
    List<RatioEstimate> ratios,
    LineParameters lines,
    BaselineChoice baseline,
    double noise,
    double residual,
    double signalToNoise,
    double linewidthHertz,
    double linewidthPpm,
    ReferenceEstimate reference,
    int iterations,
    boolean converged,
    List<String> ledger) {

  /** Copies the lists. */
  public FitResult {
    signals = List.copyOf(signals);
    totals = List.copyOf(totals);
    ratios = List.copyOf(ratios);
    ledger = List.copyOf(ledger);
  }

  /** A signal or a total by name. */
  public Optional<MetaboliteEstimate> metabolite(String name) {
    return totals.stream()
        .filter(estimate -> estimate.name().equals(name))
        .findFirst()
        .or(() -> signals.stream().filter(estimate -> estimate.name().equals(name)).findFirst());
  }

  /** A ratio by name, such as {@code tCho/tNAA}. */
  public Optional<RatioEstimate> ratio(String name) {
    return ratios.stream().filter(ratio -> ratio.name().equals(name)).findFirst();
  }
}
