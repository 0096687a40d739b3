package org.proviso.spectroscopy.quality;

/**
 * Limits of the verdict, each with its source.
 *
 * @param unusableLinewidthPpm singlets broader than this are not quantified: 0.15 ppm. The
 *     consensus asks for metabolite widths below 0.1 ppm (Wilson 2019, Magn Reson Med 82:527, table
 *     2); at 1.5 times that NAA and NAAG, Cr and Cho no longer separate (Kreis 2004, NMR Biomed
 *     17:361)
 * @param limitedLinewidthPpm singlets broader than this are limited: 0.1 ppm (Wilson 2019)
 * @param unusableSignalToNoise peak height over noise below which nothing is quantified: 3, the
 *     limit of detection (Currie 1968, Anal Chem 40:586; Kreis 2004)
 * @param limitedSignalToNoise below this only main metabolites: 10, where the simulated benchmark
 *     of this module still has its stated coverage
 * @param referenceTolerancePpm largest offset of the chemical-shift axis that is corrected: 0.1
 *     ppm, the range that LCModel searches by default (Provencher, LCModel manual)
 * @param referenceSignalToNoise matched-filter amplitude over noise below which there is no
 *     reference: 5, this module's choice; of the maximum over the shifts searched, which noise
 *     alone brings to 4 (RefusalTable has 4.3)
 * @param limitedResidual residual over noise above which a fit is limited: 2 (Near 2021, NMR Biomed
 *     34:e4257: the residual should be noise-like)
 * @param unusableResidualFraction residual over the height of the tallest peak above which the
 *     model does not describe the spectrum: 0.2, this module's choice; no publication names one
 * @param lipidLimitedRatio height of lipids at 1.3 ppm over the tallest other metabolite peak above
 *     which lipids limit what lies below 2 ppm: 1, this module's choice
 * @param lipidUnusableRatio the same above which the spectrum is swamped: 10, this module's choice
 *     (Kreis 2004 shows such spectra, of lipids from outside of the voxel, and no number)
 */
public record QualityThresholds(
    double unusableLinewidthPpm,
    double limitedLinewidthPpm,
    double unusableSignalToNoise,
    double limitedSignalToNoise,
    double referenceTolerancePpm,
    double referenceSignalToNoise,
    double limitedResidual,
    double unusableResidualFraction,
    double lipidLimitedRatio,
    double lipidUnusableRatio) {

  private static final QualityThresholds STANDARD =
      new QualityThresholds(0.15, 0.1, 3, 10, 0.1, 5, 2, 0.2, 1, 10);

  /** The limits that every verdict uses. */
  public static QualityThresholds standard() {
    return STANDARD;
  }
}
