package org.proviso.spectroscopy.fit;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A prior on the ratio of one amplitude to others (Provencher, LCModel manual, section 11.8:
 * default soft constraints): lipids and macromolecules among each other, and weak metabolites,
 * which a baseline can imitate, to what the three tall peaks add up to. Those of the resonances
 * between 3.6 and 4 ppm, which the manual leaves to the baseline, are wide: metabolite-nulled
 * spectra at 3 T show them at about half the height of MM09 (Cudalbu 2021, NMR Biomed 34:e4393),
 * with half the width.
 *
 * @param name the signal
 * @param to the signals and weights it is compared with
 * @param mean expected ratio
 * @param deviation standard deviation of the ratio
 */
record SoftRatio(String name, SortedMap<String, Double> to, double mean, double deviation) {

  // Sorted, because sums over them must not depend on the order that a run gives to a hash map.
  private SoftRatio(String name, Map<String, Double> to, double mean, double deviation) {
    this(name, new TreeMap<>(to), mean, deviation);
  }

  private static final Map<String, Double> MM09 = Map.of("MM09", 1.0);
  private static final Map<String, Double> LIP13 = Map.of("Lip13a", 1.0, "Lip13b", 1.0);

  // NAA, creatine and three times choline, each with all its forms: the manual's Big3.
  private static final Map<String, Double> TALL =
      Map.of("NAA", 1.0, "NAAG", 1.0, "Cr", 1.0, "PCr", 1.0, "GPC", 3.0, "PCho", 3.0, "Cho", 3.0);

  /** The priors of every fit; those of signals that a basis lacks are passed over. */
  static final List<SoftRatio> STANDARD =
      List.of(
          new SoftRatio("Lip09", LIP13, 0.267, 0.1),
          new SoftRatio("Lip20", LIP13, 0.15, 0.07),
          new SoftRatio("MM20", MM09, 1.5, 0.375),
          new SoftRatio("MM12", MM09, 0.3, 0.1),
          new SoftRatio("MM14", MM09, 0.75, 0.45),
          new SoftRatio("MM17", MM09, 0.375, 0.24),
          new SoftRatio("MM37", MM09, 2, 1),
          new SoftRatio("MM39", MM09, 2, 1),
          new SoftRatio("Ala", TALL, 0.04, 0.04),
          new SoftRatio("Asp", TALL, 0.05, 0.05),
          new SoftRatio("GABA", TALL, 0.04, 0.04),
          new SoftRatio("Glc", TALL, 0.1, 0.1),
          new SoftRatio("sIns", TALL, 0.02, 0.02),
          new SoftRatio("Tau", TALL, 0.04, 0.04));
}
