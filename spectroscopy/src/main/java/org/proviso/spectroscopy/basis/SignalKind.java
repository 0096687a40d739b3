package org.proviso.spectroscopy.basis;

import java.util.Locale;

/** What a basis signal stands for; the fit gives each kind its own priors. */
public enum SignalKind {
  /** A small molecule with narrow lines. */
  METABOLITE,
  /** A macromolecule resonance modelled as Gaussian lines. */
  MACROMOLECULE,
  /** A lipid resonance modelled as Gaussian lines. */
  LIPID,
  /** A measured macromolecule spectrum as one signal. */
  MEASURED_BACKGROUND;

  /**
   * The kind that a name in common use tells: {@code MM...} with a position is a macromolecule,
   * {@code Lip...} a lipid, {@code Mac}, {@code MMBL} or {@code MM} alone a measured background.
   *
   * @param name name of a basis signal
   */
  public static SignalKind of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("lip")) {
      return LIPID;
    }
    if (lower.startsWith("mm") && lower.length() > 2 && Character.isDigit(lower.charAt(2))) {
      return MACROMOLECULE;
    }
    if (lower.equals("mac")
        || lower.equals("mm")
        || lower.equals("mmbl")
        || lower.startsWith("mmexp")
        || lower.equals("mm_exp")) {
      return MEASURED_BACKGROUND;
    }
    return METABOLITE;
  }
}
