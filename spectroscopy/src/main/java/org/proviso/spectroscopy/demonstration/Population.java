package org.proviso.spectroscopy.demonstration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.proviso.spectroscopy.basis.TextTable;

/** Where the concentrations of simulated spectra are drawn from. */
public enum Population {
  /** Healthy brain: normal distributions from a meta-analysis. */
  NORMATIVE,
  /** Tumour-like: wide uniform distributions, NAA near zero, lactate and lipids high. */
  TUMOUR;

  /**
   * Amounts beside MM09, of signals of two protons beside one of three; see the prior of the fit.
   */
  private static final Map<String, Double> MACROMOLECULES = macromolecules();

  private static final List<List<String>> TABLE =
      TextTable.read(Population.class, "concentrations.tsv").rows();

  /**
   * Draws one set of concentrations.
   *
   * @param random source of chance
   * @return mM by name of the basis signal
   */
  public Map<String, Double> draw(RandomGenerator random) {
    Map<String, Double> drawn = new LinkedHashMap<>();
    for (List<String> row : TABLE) {
      double first = Double.parseDouble(row.get(this == NORMATIVE ? 1 : 3));
      double second = Double.parseDouble(row.get(this == NORMATIVE ? 2 : 4));
      drawn.put(
          row.get(0),
          switch (this) {
            case NORMATIVE -> Math.max(0, first + second * random.nextGaussian());
            case TUMOUR -> first + (second - first) * random.nextDouble();
          });
    }
    double macromolecule = drawn.getOrDefault("MM09", 0.0);
    MACROMOLECULES.forEach(
        (name, mean) -> drawn.put(name, macromolecule * ratio(random, mean, 0.3 * mean)));
    double lipid = drawn.getOrDefault("Lip13a", 0.0) + drawn.getOrDefault("Lip13b", 0.0);
    drawn.put("Lip09", lipid * ratio(random, 0.267, 0.1));
    drawn.put("Lip20", lipid * ratio(random, 0.15, 0.07));
    return drawn;
  }

  private static Map<String, Double> macromolecules() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put("MM12", 0.60);
    ratios.put("MM14", 1.35);
    ratios.put("MM17", 1.31);
    ratios.put("MM19", 0.98);
    ratios.put("MM20", 1.65);
    ratios.put("MM23", 1.58);
    ratios.put("MM26", 0.15);
    ratios.put("MM30", 0.86);
    ratios.put("MM32", 0.14);
    ratios.put("MM36", 0.26);
    ratios.put("MM37", 0.54);
    ratios.put("MM39", 0.62);
    ratios.put("MM40", 0.57);
    return ratios;
  }

  private static double ratio(RandomGenerator random, double mean, double deviation) {
    return Math.max(0, mean + deviation * random.nextGaussian());
  }
}
