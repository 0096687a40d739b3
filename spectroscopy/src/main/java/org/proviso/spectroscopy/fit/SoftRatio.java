package org.proviso.spectroscopy.fit;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A prior on the ratio of one amplitude to others.
 *
 * <p>Lipids: Provencher, LCModel manual, section 11.8 (default soft constraints). Macromolecules:
 * areas beside the line at 0.91 ppm, the mean of two sources: nine lines of the average of six
 * subjects at 7 T (Bell 2024, Magn Reson Med, on data of Povazan 2015), the broad one at 3.98 ppm
 * shared among five, and a metabolite-nulled scan at 3 T (Osprey's example, TI 600 ms) less what
 * was left of its metabolites. The manual's ratios have half of the area between 1.9 and 2.3 ppm.
 * Weak metabolites, which a baseline can imitate, beside what the three tall peaks add up to:
 * medians of healthy brain at 3 T (Gudmundson 2023, Anal Biochem 676:115227), with a deviation as
 * large, of glycine, which tumors have, half again as large.
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

  // Standard deviation of a macromolecule ratio as a part of its mean; chosen on simulated spectra.
  private static final double MACROMOLECULE_SPREAD = 0.7;

  /** The priors of every fit; those of signals that a basis lacks are passed over. */
  static final List<SoftRatio> STANDARD =
      List.of(
          new SoftRatio("Lip09", LIP13, 0.267, 0.1),
          new SoftRatio("Lip20", LIP13, 0.15, 0.07),
          macromolecule("MM12", 0.40),
          macromolecule("MM14", 0.90),
          macromolecule("MM17", 0.87),
          macromolecule("MM19", 0.65),
          macromolecule("MM20", 1.10),
          macromolecule("MM23", 1.05),
          macromolecule("MM26", 0.10),
          macromolecule("MM30", 0.57),
          macromolecule("MM32", 0.09),
          macromolecule("MM36", 0.17),
          macromolecule("MM37", 0.36),
          macromolecule("MM39", 0.41),
          macromolecule("MM40", 0.38),
          new SoftRatio("Ala", TALL, 0.01, 0.02),
          new SoftRatio("Asc", TALL, 0.054, 0.054),
          new SoftRatio("Asp", TALL, 0.095, 0.095),
          new SoftRatio("GABA", TALL, 0.062, 0.062),
          new SoftRatio("Glc", TALL, 0.042, 0.06),
          new SoftRatio("Gly", TALL, 0.033, 0.05),
          new SoftRatio("GSH", TALL, 0.062, 0.062),
          new SoftRatio("sIns", TALL, 0.015, 0.015),
          new SoftRatio("Tau", TALL, 0.066, 0.066));

  /** By the ratio of areas; the signal counts two protons, MM09 three. */
  private static SoftRatio macromolecule(String name, double area) {
    double ratio = area * 3 / 2;
    return new SoftRatio(name, MM09, ratio, MACROMOLECULE_SPREAD * ratio);
  }
}
