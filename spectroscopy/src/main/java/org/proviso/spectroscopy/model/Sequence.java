package org.proviso.spectroscopy.model;

import java.util.Locale;

/**
 * How the voxel was localised.
 *
 * @param localization the family of the sequence, as far as the header tells
 * @param name the name in the header, unchanged; empty when the header has none
 */
public record Sequence(Localization localization, String name) {

  /** The families of localisation that matter for a basis. */
  public enum Localization {
    /** Point-resolved spectroscopy: 90-180-180. */
    PRESS,
    /** Stimulated echo: 90-90-90. */
    STEAM,
    /** Semi-adiabatic localisation by adiabatic selective refocusing. */
    SEMI_LASER,
    /** Full localisation by adiabatic selective refocusing. */
    LASER,
    /** Spin echo, full intensity acquired localised. */
    SPECIAL,
    /** Image-selected in vivo spectroscopy. */
    ISIS,
    /** No echo: excitation and readout. */
    PULSE_ACQUIRE,
    /** The header does not tell. */
    UNKNOWN
  }

  /**
   * The sequence of a header's free text. Only names in common use by the vendors are recognised;
   * anything else is {@link Localization#UNKNOWN}, never a guess.
   *
   * @param name sequence or protocol name
   * @return the sequence with its raw name
   */
  public static Sequence named(String name) {
    String text = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    Localization localization;
    if (text.contains("slaser") || text.contains("semilaser")) {
      localization = Localization.SEMI_LASER;
    } else if (text.contains("laser")) {
      localization = Localization.LASER;
    } else if (text.contains("special")) {
      localization = Localization.SPECIAL;
    } else if (text.contains("steam") || text.contains("svsst") || text.contains("csist")) {
      localization = Localization.STEAM;
    } else if (text.contains("press")
        || text.contains("svsse")
        || text.contains("csise")
        || text.contains("probep")) {
      localization = Localization.PRESS;
    } else if (text.contains("probes")) {
      localization = Localization.STEAM;
    } else if (text.contains("isis")) {
      localization = Localization.ISIS;
    } else {
      localization = Localization.UNKNOWN;
    }
    return new Sequence(localization, name);
  }
}
