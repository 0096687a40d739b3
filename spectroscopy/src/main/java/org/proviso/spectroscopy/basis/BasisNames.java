package org.proviso.spectroscopy.basis;

import java.util.Locale;
import java.util.Map;

/** Names of metabolites as tools write them, brought to one spelling (Kreis 2020, table 2). */
final class BasisNames {

  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("pch", "PCho"),
          Map.entry("pcho", "PCho"),
          Map.entry("scyllo", "sIns"),
          Map.entry("sins", "sIns"),
          Map.entry("scy", "sIns"),
          Map.entry("mi", "Ins"),
          Map.entry("ins", "Ins"),
          Map.entry("mins", "Ins"),
          Map.entry("m-ins", "Ins"),
          Map.entry("gln", "Gln"),
          Map.entry("glu", "Glu"),
          Map.entry("glth", "GSH"),
          Map.entry("gsh", "GSH"),
          Map.entry("naa", "NAA"),
          Map.entry("naag", "NAAG"),
          Map.entry("cr", "Cr"),
          Map.entry("pcr", "PCr"),
          Map.entry("gpc", "GPC"),
          Map.entry("gaba", "GABA"),
          Map.entry("lac", "Lac"),
          Map.entry("ala", "Ala"),
          Map.entry("asp", "Asp"),
          Map.entry("asc", "Asc"),
          Map.entry("tau", "Tau"),
          Map.entry("glc", "Glc"),
          Map.entry("gly", "Gly"),
          Map.entry("pe", "PE"),
          Map.entry("ace", "Ace"),
          Map.entry("bhg", "2HG"),
          Map.entry("2hg", "2HG"),
          Map.entry("bhb", "bHB"),
          Map.entry("mac", "Mac"));

  private BasisNames() {}

  /**
   * The spelling used here.
   *
   * @param name a name from a file
   * @return the known spelling, or the name unchanged
   */
  public static String canonical(String name) {
    return SPELLINGS.getOrDefault(name.strip().toLowerCase(Locale.ROOT), name.strip());
  }
}
