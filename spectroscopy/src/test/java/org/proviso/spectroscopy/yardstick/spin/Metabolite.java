package org.proviso.spectroscopy.yardstick.spin;

import java.util.List;

/**
 * A metabolite as its moieties. The first moiety is the one that quantification rests on: its
 * relaxation defines the amount at the echo.
 *
 * @param name abbreviation, as the consensus papers write it
 * @param moieties at least one
 */
public record Metabolite(String name, List<Moiety> moieties) {

  /** Copies the list. */
  public Metabolite {
    moieties = List.copyOf(moieties);
    if (moieties.isEmpty()) {
      throw new IllegalArgumentException(name + " has no moiety");
    }
  }

  static Metabolite of(String name, Moiety... moieties) {
    return new Metabolite(name, List.of(moieties));
  }
}
