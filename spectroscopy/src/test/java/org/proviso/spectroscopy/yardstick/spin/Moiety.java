package org.proviso.spectroscopy.yardstick.spin;

/**
 * A part of a molecule that couples to no other part.
 *
 * @param name name within the metabolite, such as {@code acetyl}
 * @param system its protons
 * @param multiplicity copies of the system in one molecule: 3 for a methyl group given as one
 *     proton, or the share of an anomer
 */
public record Moiety(String name, SpinSystem system, double multiplicity) {

  /** Protons of this moiety in one molecule. */
  public double protons() {
    return system.protons() * multiplicity;
  }
}
