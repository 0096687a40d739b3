package org.proviso.spectroscopy.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proviso.spectroscopy.fit.FitResult;
import org.proviso.spectroscopy.fit.WaterScaling;

/** The outcome of quantifying a spectrum: numbers with a verdict, or a refusal without numbers. */
public sealed interface Quantification {

  /** The verdict. */
  QualityVerdict verdict();

  /**
   * A spectrum that was quantified.
   *
   * @param result the fit
   * @param verdict adequate or limited
   */
  record Quantified(FitResult result, QualityVerdict verdict) implements Quantification {

    /** Checks the level. */
    public Quantified {
      if (verdict.level() == QualityVerdict.Level.UNUSABLE) {
        throw new IllegalArgumentException("an unusable spectrum is refused, not quantified");
      }
    }

    /** The same, limited where amounts by water are beyond what is published. */
    public Quantified judging(List<WaterScaling.Concentration> concentrations) {
      List<QualityReason> reasons = new ArrayList<>(verdict.reasons());
      concentrations.stream()
          .map(PublishedAmount::implausible)
          .flatMap(Optional::stream)
          .forEach(reasons::add);
      return reasons.isEmpty()
          ? this
          : new Quantified(
              result,
              new QualityVerdict(
                  QualityVerdict.Level.LIMITED,
                  reasons,
                  verdict.remarks(),
                  verdict.signalToNoise(),
                  verdict.linewidthHertz()));
    }
  }

  /**
   * A spectrum that was refused.
   *
   * @param verdict unusable, with its reasons
   */
  record Refused(QualityVerdict verdict) implements Quantification {

    /** Checks the level. */
    public Refused {
      if (verdict.level() != QualityVerdict.Level.UNUSABLE) {
        throw new IllegalArgumentException("only an unusable spectrum is refused");
      }
    }
  }
}
