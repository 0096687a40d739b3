package org.proviso.spectroscopy.yardstick.misfit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;

/**
 * Four substances that basis sets seldom hold. Which four is drawn.
 *
 * <p>Ranges in mmol/kg: healthy to fasting, dieting or after a drink (de Graaf 2019, In Vivo NMR
 * Spectroscopy, table 2.1; methylsulfonylmethane: Kaiser and others 2020, Magn Reson Med 83:1157).
 */
final class MissingMetaboliteMisfit implements Misfit {

  private static final int HOW_MANY = 4;

  private record Range(String name, double least, double most) {}

  private static final List<Range> RANGES =
      List.of(
          new Range("Ser", 0.2, 0.8),
          new Range("Thr", 0.1, 0.5),
          new Range("Ace", 0.1, 0.5),
          new Range("Suc", 0.1, 0.4),
          new Range("Pyr", 0.05, 0.2),
          new Range("Acn", 0.05, 0.5),
          new Range("MSM", 0.05, 0.5),
          new Range("bHB", 0.05, 1.0),
          new Range("EtOH", 0.2, 2.0));

  @Override
  public String name() {
    return "missing metabolites";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    List<Range> left = new ArrayList<>(RANGES);
    Map<String, Double> all = new LinkedHashMap<>(model.concentrations());
    for (int i = 0; i < HOW_MANY; i++) {
      Range range = left.remove(random.below(left.size()));
      all.put(range.name(), random.uniform(range.least(), range.most()));
    }
    return model.toBuilder().concentrations(all).build();
  }
}
