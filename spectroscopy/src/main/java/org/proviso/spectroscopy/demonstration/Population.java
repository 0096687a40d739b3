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
    drawn.put("MM20", macromolecule * ratio(random, 1.5, 0.375));
    drawn.put("MM12", macromolecule * ratio(random, 0.3, 0.1));
    drawn.put("MM14", macromolecule * ratio(random, 0.75, 0.45));
    drawn.put("MM17", macromolecule * ratio(random, 0.375, 0.24));
    drawn.put("MM37", macromolecule * ratio(random, 2, 1));
    drawn.put("MM39", macromolecule * ratio(random, 2, 1));
    double lipid = drawn.getOrDefault("Lip13a", 0.0) + drawn.getOrDefault("Lip13b", 0.0);
    drawn.put("Lip09", lipid * ratio(random, 0.267, 0.1));
    drawn.put("Lip20", lipid * ratio(random, 0.15, 0.07));
    return drawn;
  }

  private static double ratio(RandomGenerator random, double mean, double deviation) {
    return Math.max(0, mean + deviation * random.nextGaussian());
  }
}
