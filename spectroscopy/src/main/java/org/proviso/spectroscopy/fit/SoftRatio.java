package org.proviso.spectroscopy.fit;

import java.util.List;
import java.util.Map;

/**
 * A prior on the ratio of one lipid or macromolecule amplitude to others (Provencher, LCModel
 * manual, section 11.8: default soft constraints). Those of the resonances between 3.6 and 4 ppm,
 * which the manual leaves to the baseline, are wide: metabolite-nulled spectra at 3 T show them at
 * about half the height of MM09 (Cudalbu 2021, NMR Biomed 34:e4393), with half the width.
 *
 * @param name the signal
 * @param to the signals and weights it is compared with
 * @param mean expected ratio
 * @param deviation standard deviation of the ratio
 */
record SoftRatio(String name, Map<String, Double> to, double mean, double deviation) {

  private static final Map<String, Double> MM09 = Map.of("MM09", 1.0);
  private static final Map<String, Double> LIP13 = Map.of("Lip13a", 1.0, "Lip13b", 1.0);

  /** The priors of the standard lipids and macromolecules. */
  static final List<SoftRatio> STANDARD =
      List.of(
          new SoftRatio("Lip09", LIP13, 0.267, 0.1),
          new SoftRatio("Lip20", LIP13, 0.15, 0.07),
          new SoftRatio("MM20", MM09, 1.5, 0.375),
          new SoftRatio("MM12", MM09, 0.3, 0.1),
          new SoftRatio("MM14", MM09, 0.75, 0.45),
          new SoftRatio("MM17", MM09, 0.375, 0.24),
          new SoftRatio("MM37", MM09, 2, 1),
          new SoftRatio("MM39", MM09, 2, 1));
}
