package org.proviso.spectroscopy.yardstick.signal;

import java.util.List;

/** The four results that are scored, each as a ratio to total creatine. */
public enum Target {
  /** N-acetylaspartate and N-acetylaspartylglutamate. */
  TNAA("tNAA", List.of("NAA", "NAAG")),
  /** Glycerophosphocholine and phosphocholine. */
  TCHO("tCho", List.of("GPC", "PCh")),
  /** myo-Inositol. */
  INS("Ins", List.of("Ins")),
  /** Glutamate and glutamine. */
  GLX("Glx", List.of("Glu", "Gln"));

  /** What total creatine is the sum of. */
  public static final List<String> TOTAL_CREATINE = List.of("Cr", "PCr");

  private final String title;
  private final List<String> metabolites;

  Target(String title, List<String> metabolites) {
    this.title = title;
    this.metabolites = metabolites;
  }

  /** Name, as reports write it. */
  public String title() {
    return title;
  }

  /** The metabolites that are summed. */
  public List<String> metabolites() {
    return metabolites;
  }
}
