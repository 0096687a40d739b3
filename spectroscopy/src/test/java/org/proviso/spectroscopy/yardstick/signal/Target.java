package org.proviso.spectroscopy.yardstick.signal;

import java.util.List;

/** The four results that are scored, each as a ratio to total creatine. */
public enum Target {
  /** N-acetylaspartate and N-acetylaspartylglutamate. */
  TNAA("tNAA"),
  /** Glycerophosphocholine and phosphocholine. */
  TCHO("tCho"),
  /** myo-Inositol. */
  INS("Ins"),
  /** Glutamate and glutamine. */
  GLX("Glx");

  /** What total creatine is the sum of. */
  public static final List<String> TOTAL_CREATINE = List.of("Cr", "PCr");

  private final String title;

  Target(String title) {
    this.title = title;
  }

  /** Name, as reports write it. */
  public String title() {
    return title;
  }

  /** The metabolites that are summed. */
  public List<String> metabolites() {
    return switch (this) {
      case TNAA -> List.of("NAA", "NAAG");
      case TCHO -> List.of("GPC", "PCh");
      case INS -> List.of("Ins");
      case GLX -> List.of("Glu", "Gln");
    };
  }
}
