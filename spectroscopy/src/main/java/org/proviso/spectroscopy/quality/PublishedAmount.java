package org.proviso.spectroscopy.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.proviso.spectroscopy.basis.TextTable;
import org.proviso.spectroscopy.fit.WaterScaling;

/**
 * What studies of healthy brain found of an amount: quartiles over their groups (table {@code
 * published-amounts.tsv}, which names the source), mM.
 *
 * @param name metabolite or total
 * @param groups number of groups
 * @param lowerQuartile mM
 * @param median mM
 * @param upperQuartile mM
 */
public record PublishedAmount(
    String name, int groups, double lowerQuartile, double median, double upperQuartile) {

  /** Where the table comes from. */
  public static final String SOURCE =
      "healthy and control groups, mostly adults; Gudmundson 2023, Anal Biochem 676:115227";

  /** Beyond the quartile by so many times their distance a value is an outlier (Tukey 1977). */
  private static final double FENCE = 1.5;

  private static final List<String> SCALE_TELLS = List.of("tNAA", "tCr", "Ins");

  private static final Map<String, PublishedAmount> ALL = load();

  /** The published amounts of a metabolite or total. */
  public static Optional<PublishedAmount> of(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Above this no healthy brain is expected, mM. */
  public double highest() {
    return upperQuartile + FENCE * (upperQuartile - lowerQuartile);
  }

  /** The middle half of the groups, as text. */
  public String middleHalf() {
    return String.format(Locale.ROOT, "%.1f to %.1f", lowerQuartile, upperQuartile);
  }

  /**
   * Why a concentration is not to be relied on: no disease brings creatine, NAA or inositol above
   * what all healthy groups have, but a wrong scale does. What is low may be disease.
   */
  static Optional<QualityReason> implausible(WaterScaling.Concentration concentration) {
    return of(concentration.name())
        .filter(published -> SCALE_TELLS.contains(published.name()))
        .filter(published -> concentration.millimolar() > published.highest())
        .map(
            published ->
                new QualityReason(
                    QualityReason.Kind.AMOUNT,
                    String.format(
                        Locale.ROOT,
                        "%s is %.1f mM; studies have %s mM (middle half of %d %s), and more"
                            + " than %.1f mM is an outlier. Check the water reference: the same"
                            + " receiver gain, voxel and number of averages.",
                        published.name(),
                        concentration.millimolar(),
                        published.middleHalf(),
                        published.groups(),
                        SOURCE,
                        published.highest())));
  }

  private static Map<String, PublishedAmount> load() {
    Map<String, PublishedAmount> amounts = new LinkedHashMap<>();
    for (List<String> row : TextTable.read(PublishedAmount.class, "published-amounts.tsv").rows()) {
      amounts.put(
          row.get(0),
          new PublishedAmount(
              row.get(0),
              Integer.parseInt(row.get(1)),
              Double.parseDouble(row.get(2)),
              Double.parseDouble(row.get(3)),
              Double.parseDouble(row.get(4))));
    }
    return amounts;
  }
}
