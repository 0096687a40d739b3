package org.proviso.spectroscopy.quality;

import org.proviso.spectroscopy.fit.FitResult;

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
