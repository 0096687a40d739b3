package org.proviso.spectroscopy.yardstick.spin;

import java.util.List;

/**
 * Chemical shifts and couplings of brain metabolites at 37 &deg;C and pH 7.
 *
 * <p>Sources: Govindaraju, Young, Maudsley (2000), NMR Biomed 13:129, with its corrigendum (2015),
 * NMR Biomed 28:923, for everything not named here; Near and others (2013), Magn Reson Med 70:1183,
 * for GABA; Terpstra, Gruetter (2004), Magn Reson Med 51:225, and Terpstra and others (2006), Magn
 * Reson Med 56:1192, for ascorbate; de Graaf (2019), In Vivo NMR Spectroscopy, 3rd edition, for
 * threonine, &beta;-hydroxybutyrate, ethanol, acetone, pyruvate; Kaiser and others (2020), Magn
 * Reson Med 83:1157, for methylsulfonylmethane; Krawczyk, Gradowska (2003), J Pharm Biomed Anal
 * 31:455, for the couplings of NAAG.
 *
 * <p>Left out: amide and other exchangeable protons (5 to 8.5 ppm, outside every fit's range) and
 * couplings to 14N (below 3 Hz, smeared in tissue).
 */
public final class PublishedSpinSystems {

  private PublishedSpinSystems() {}

  /** The twenty metabolites of every spectrum of the yardstick. */
  public static List<Metabolite> brain() {
    return List.of(
        Metabolite.of(
            "NAA", singlet("acetyl", 2.008, 3), aspartyl(4.3817, 2.6727, 2.4863, 3.861, 9.821)),
        Metabolite.of(
            "NAAG",
            singlet("acetyl", 2.042, 3),
            new Moiety("aspartyl", aspartylSystem(4.607, 2.721, 2.519, 4.412, 9.515, -15.910), 1),
            new Moiety(
                "glutamyl",
                SpinSystem.of(4.128, 2.049, 1.881, 2.180, 2.190)
                    .coupled(1, 2, 4.61)
                    .coupled(1, 3, 8.42)
                    .coupled(2, 3, -14.28)
                    .coupled(2, 4, 10.56)
                    .coupled(2, 5, 6.09)
                    .coupled(3, 4, 4.90)
                    .coupled(3, 5, 11.11)
                    .coupled(4, 5, -15.28),
                1)),
        Metabolite.of("Cr", singlet("methyl", 3.027, 3), singlet("methylene", 3.913, 2)),
        Metabolite.of("PCr", singlet("methyl", 3.029, 3), singlet("methylene", 3.930, 2)),
        glycerophosphocholine(),
        phosphocholine(),
        Metabolite.of("Ins", new Moiety("ring", inositol(), 1)),
        Metabolite.of("sIns", singlet("ring", 3.340, 6)),
        Metabolite.of("Glu", new Moiety("chain", glutamate(), 1)),
        Metabolite.of("Gln", new Moiety("chain", glutamine(), 1)),
        glutathione(),
        Metabolite.of("GABA", new Moiety("chain", gammaAminobutyrate(), 1)),
        Metabolite.of(
            "Asp",
            new Moiety("chain", aspartylSystem(3.8914, 2.8011, 2.6533, 3.647, 9.107, -17.426), 1)),
        Metabolite.of("Tau", new Moiety("chain", taurine(), 1)),
        Metabolite.of("Lac", new Moiety("chain", methine(4.0974, 1.3142, 6.933), 1)),
        Metabolite.of("Ala", new Moiety("chain", methine(3.7746, 1.4667, 7.234), 1)),
        Metabolite.of("Asc", new Moiety("chain", ascorbate(), 1)),
        glucose(),
        Metabolite.of("Gly", singlet("methylene", 3.548, 2)),
        Metabolite.of("PE", new Moiety("chain", phosphoethanolamine(), 1)));
  }

  /** Metabolites, ketones and drugs that a basis set rarely holds. */
  public static List<Metabolite> seldomInBasisSets() {
    return List.of(
        Metabolite.of("Ser", new Moiety("chain", serine(), 1)),
        Metabolite.of("Thr", new Moiety("chain", threonine(), 1)),
        Metabolite.of("Ace", singlet("methyl", 1.904, 3)),
        Metabolite.of("Suc", singlet("methylene", 2.392, 4)),
        Metabolite.of("Pyr", singlet("methyl", 2.358, 3)),
        Metabolite.of("Acn", singlet("methyl", 2.222, 6)),
        Metabolite.of("MSM", singlet("methyl", 3.142, 6)),
        Metabolite.of("bHB", new Moiety("chain", hydroxybutyrate(), 1)),
        Metabolite.of("EtOH", new Moiety("chain", ethanol(), 1)));
  }

  private static Moiety singlet(String name, double ppm, double protons) {
    return new Moiety(name, SpinSystem.of(ppm), protons);
  }

  private static Moiety aspartyl(double alpha, double beta, double other, double j1, double j2) {
    return new Moiety("aspartyl", aspartylSystem(alpha, beta, other, j1, j2, -15.592), 1);
  }

  private static SpinSystem aspartylSystem(
      double alpha, double beta, double other, double j1, double j2, double geminal) {
    return SpinSystem.of(alpha, beta, other)
        .coupled(1, 2, j1)
        .coupled(1, 3, j2)
        .coupled(2, 3, geminal);
  }

  /** A methine proton beside a methyl group. */
  private static SpinSystem methine(double methine, double methyl, double j) {
    return SpinSystem.of(methine, methyl, methyl, methyl)
        .coupled(1, 2, j)
        .coupled(1, 3, j)
        .coupled(1, 4, j);
  }

  private static SpinSystem inositol() {
    return SpinSystem.of(3.5217, 4.0538, 3.5217, 3.6144, 3.2690, 3.6144)
        .coupled(1, 2, 2.889)
        .coupled(1, 6, 9.998)
        .coupled(2, 3, 3.006)
        .coupled(3, 4, 9.997)
        .coupled(4, 5, 9.485)
        .coupled(5, 6, 9.482);
  }

  private static SpinSystem glutamate() {
    return SpinSystem.of(3.7433, 2.0375, 2.1200, 2.3378, 2.3520)
        .coupled(1, 2, 7.331)
        .coupled(1, 3, 4.651)
        .coupled(2, 3, -14.849)
        .coupled(2, 4, 6.413)
        .coupled(2, 5, 8.406)
        .coupled(3, 4, 8.478)
        .coupled(3, 5, 6.875)
        .coupled(4, 5, -15.915);
  }

  private static SpinSystem glutamine() {
    return SpinSystem.of(3.7530, 2.1290, 2.1090, 2.4320, 2.4540)
        .coupled(1, 2, 5.847)
        .coupled(1, 3, 6.500)
        .coupled(2, 3, -14.504)
        .coupled(2, 4, 9.165)
        .coupled(2, 5, 6.347)
        .coupled(3, 4, 6.324)
        .coupled(3, 5, 9.209)
        .coupled(4, 5, -15.371);
  }

  private static Metabolite glutathione() {
    SpinSystem cysteine =
        SpinSystem.of(4.5608, 2.9264, 2.9747)
            .coupled(1, 2, 7.09)
            .coupled(1, 3, 4.71)
            .coupled(2, 3, -14.06);
    SpinSystem glutamyl =
        SpinSystem.of(3.769, 2.159, 2.146, 2.510, 2.560)
            .coupled(1, 2, 6.34)
            .coupled(1, 3, 6.36)
            .coupled(2, 3, -15.48)
            .coupled(2, 4, 6.7)
            .coupled(2, 5, 7.6)
            .coupled(3, 4, 7.6)
            .coupled(3, 5, 6.7)
            .coupled(4, 5, -15.92);
    return Metabolite.of(
        "GSH",
        new Moiety("glutamyl", glutamyl, 1),
        new Moiety("cysteinyl", cysteine, 1),
        singlet("glycyl", 3.769, 2));
  }

  private static SpinSystem gammaAminobutyrate() {
    return SpinSystem.of(2.284, 2.284, 1.888, 1.888, 3.013, 3.013)
        .coupled(1, 2, -15.938)
        .coupled(1, 3, 7.678)
        .coupled(1, 4, 6.980)
        .coupled(2, 3, 6.980)
        .coupled(2, 4, 7.678)
        .coupled(3, 4, -15.000)
        .coupled(3, 5, 8.510)
        .coupled(3, 6, 6.503)
        .coupled(4, 5, 6.503)
        .coupled(4, 6, 8.510)
        .coupled(5, 6, -14.062);
  }

  private static SpinSystem taurine() {
    return SpinSystem.of(3.4206, 3.4206, 3.2459, 3.2459)
        .coupled(1, 2, -12.438)
        .coupled(1, 3, 6.742)
        .coupled(1, 4, 6.464)
        .coupled(2, 3, 6.403)
        .coupled(2, 4, 6.792)
        .coupled(3, 4, -12.930);
  }

  private static SpinSystem ascorbate() {
    return SpinSystem.of(4.4965, 4.0072, 3.7469, 3.7194)
        .coupled(1, 2, 2.055)
        .coupled(2, 3, 5.780)
        .coupled(2, 4, 7.373)
        .coupled(3, 4, -11.585);
  }

  private static Metabolite glucose() {
    SpinSystem alpha =
        SpinSystem.of(5.216, 3.519, 3.698, 3.395, 3.822, 3.826, 3.749)
            .coupled(1, 2, 3.8)
            .coupled(2, 3, 9.6)
            .coupled(3, 4, 9.4)
            .coupled(4, 5, 9.9)
            .coupled(5, 6, 1.5)
            .coupled(5, 7, 6.0)
            .coupled(6, 7, -12.1);
    SpinSystem beta =
        SpinSystem.of(4.630, 3.230, 3.473, 3.387, 3.450, 3.882, 3.707)
            .coupled(1, 2, 8.0)
            .coupled(2, 3, 9.1)
            .coupled(3, 4, 9.4)
            .coupled(4, 5, 8.9)
            .coupled(5, 6, 1.6)
            .coupled(5, 7, 5.4)
            .coupled(6, 7, -12.3);
    return Metabolite.of("Glc", new Moiety("alpha", alpha, 0.36), new Moiety("beta", beta, 0.64));
  }

  private static Metabolite glycerophosphocholine() {
    SpinSystem glycerol =
        SpinSystem.of(3.605, 3.672, 3.903, 3.871, 3.946)
            .coupled(1, 2, -14.78)
            .coupled(1, 3, 5.77)
            .coupled(2, 3, 4.53)
            .coupled(3, 4, 5.77)
            .coupled(3, 5, 4.53)
            .coupled(4, 5, -14.78)
            .withPhosphorus(0, 0, 0, 6.03, 6.03);
    SpinSystem ethylene =
        SpinSystem.of(4.312, 4.312, 3.659, 3.659)
            .coupled(1, 2, -9.32)
            .coupled(1, 3, 3.10)
            .coupled(1, 4, 5.90)
            .coupled(2, 3, 5.90)
            .coupled(2, 4, 3.10)
            .coupled(3, 4, -9.32)
            .withPhosphorus(6.03, 6.03, 0, 0);
    return Metabolite.of(
        "GPC",
        singlet("trimethyl", 3.212, 9),
        new Moiety("glycerol", glycerol, 1),
        new Moiety("ethylene", ethylene, 1));
  }

  private static Metabolite phosphocholine() {
    SpinSystem ethylene =
        SpinSystem.of(4.2805, 4.2805, 3.6410, 3.6410)
            .coupled(1, 2, -14.890)
            .coupled(1, 3, 2.284)
            .coupled(1, 4, 7.231)
            .coupled(2, 3, 7.326)
            .coupled(2, 4, 2.235)
            .coupled(3, 4, -14.190)
            .withPhosphorus(6.298, 6.249, 0, 0);
    return Metabolite.of(
        "PCh", singlet("trimethyl", 3.208, 9), new Moiety("ethylene", ethylene, 1));
  }

  private static SpinSystem phosphoethanolamine() {
    return SpinSystem.of(3.9765, 3.9765, 3.2160, 3.2160)
        .coupled(1, 2, -14.560)
        .coupled(1, 3, 3.182)
        .coupled(1, 4, 6.716)
        .coupled(2, 3, 7.204)
        .coupled(2, 4, 2.980)
        .coupled(3, 4, -14.710)
        .withPhosphorus(7.288, 7.088, 0, 0);
  }

  private static SpinSystem serine() {
    return SpinSystem.of(3.8347, 3.9379, 3.9764)
        .coupled(1, 2, 5.979)
        .coupled(1, 3, 3.561)
        .coupled(2, 3, -12.254);
  }

  private static SpinSystem threonine() {
    return SpinSystem.of(3.578, 4.246, 1.316, 1.316, 1.316)
        .coupled(1, 2, 4.917)
        .coupled(2, 3, 6.350)
        .coupled(2, 4, 6.350)
        .coupled(2, 5, 6.350);
  }

  private static SpinSystem hydroxybutyrate() {
    return SpinSystem.of(2.388, 2.294, 4.133, 1.186, 1.186, 1.186)
        .coupled(1, 2, -14.5)
        .coupled(1, 3, 7.3)
        .coupled(2, 3, 6.3)
        .coupled(3, 4, 6.3)
        .coupled(3, 5, 6.3)
        .coupled(3, 6, 6.3);
  }

  private static SpinSystem ethanol() {
    return SpinSystem.of(3.65, 3.65, 1.17, 1.17, 1.17)
        .coupled(1, 3, 7.1)
        .coupled(1, 4, 7.1)
        .coupled(1, 5, 7.1)
        .coupled(2, 3, 7.1)
        .coupled(2, 4, 7.1)
        .coupled(2, 5, 7.1);
  }
}
