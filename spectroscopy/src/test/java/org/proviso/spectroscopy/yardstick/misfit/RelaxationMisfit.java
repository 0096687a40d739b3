package org.proviso.spectroscopy.yardstick.misfit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proviso.spectroscopy.yardstick.signal.RandomStream;
import org.proviso.spectroscopy.yardstick.signal.Relaxation;
import org.proviso.spectroscopy.yardstick.signal.SpectrumModel;
import org.proviso.spectroscopy.yardstick.spin.Metabolite;
import org.proviso.spectroscopy.yardstick.spin.Moiety;
import org.proviso.spectroscopy.yardstick.spin.PublishedSpinSystems;

/**
 * Each moiety has its own T2 and, on top of it, its own width: singlets differ in width, and the
 * methylene groups of creatine lose more than its methyl groups until the echo.
 *
 * <p>Medians of T2 lie within what is published for 3 T (Traber and others 2004, J Magn Reson
 * Imaging 19:537; Deelchand and others 2018, Magn Reson Med 79:1260; Wyss and others 2018, Magn
 * Reson Med 80:452): methyl of NAA 250 to 300 ms, of choline 180 to 220, of creatine 140 to 160,
 * methylene of creatine 110 to 130, coupled protons 80 to 200. They vary by 12 % between brains and
 * tissues. The extra width stands for susceptibility of cells and compartments, which no
 * publication gives by moiety: uniform up to 1.2 Hz for the three large singlets, 0.6 Hz for the
 * others.
 */
final class RelaxationMisfit implements Misfit {

  private static final double VARIATION = 0.12;
  private static final double EXTRA_OF_SINGLETS_HERTZ = 1.2;
  private static final double EXTRA_OF_OTHERS_HERTZ = 0.6;
  private static final double T2_OF_OTHERS = 0.150;

  private static final Map<String, Double> T2 =
      Map.ofEntries(
          Map.entry("acetyl", 0.260),
          Map.entry("creatine methyl", 0.150),
          Map.entry("creatine methylene", 0.118),
          Map.entry("trimethyl", 0.200),
          Map.entry("NAA/aspartyl", 0.190),
          Map.entry("Ins/ring", 0.175),
          Map.entry("sIns/ring", 0.175),
          Map.entry("Glu/chain", 0.150),
          Map.entry("Gln/chain", 0.150),
          Map.entry("GSH/glutamyl", 0.100),
          Map.entry("GSH/cysteinyl", 0.100),
          Map.entry("GSH/glycyl", 0.100),
          Map.entry("GABA/chain", 0.085),
          Map.entry("Asp/chain", 0.100),
          Map.entry("Lac/chain", 0.200));

  @Override
  public String name() {
    return "relaxation and widths";
  }

  @Override
  public SpectrumModel apply(SpectrumModel model, RandomStream random) {
    Map<String, Relaxation> drawn = new LinkedHashMap<>();
    Map<String, Relaxation> moieties = new LinkedHashMap<>();
    for (Metabolite metabolite : PublishedSpinSystems.brain()) {
      for (Moiety moiety : metabolite.moieties()) {
        String kind = kind(metabolite.name(), moiety.name());
        Relaxation relaxation = drawn.computeIfAbsent(kind, any -> draw(any, random));
        moieties.put(metabolite.name() + "/" + moiety.name(), relaxation);
      }
    }
    return model.toBuilder().relaxation(moieties).build();
  }

  /** Moieties that are chemically alike relax alike. */
  private static String kind(String metabolite, String moiety) {
    return switch (moiety) {
      case "acetyl", "trimethyl" -> moiety;
      case "methyl", "methylene" ->
          metabolite.endsWith("Cr") ? "creatine " + moiety : metabolite + "/" + moiety;
      default -> metabolite + "/" + moiety;
    };
  }

  private static Relaxation draw(String kind, RandomStream random) {
    double extra =
        switch (kind) {
          case "acetyl", "trimethyl", "creatine methyl" -> EXTRA_OF_SINGLETS_HERTZ;
          default -> EXTRA_OF_OTHERS_HERTZ;
        };
    double t2 = random.logNormal(T2.getOrDefault(kind, T2_OF_OTHERS), VARIATION);
    return new Relaxation(t2, random.uniform(0, extra));
  }
}
