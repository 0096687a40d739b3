package org.proviso.spectroscopy.simulate;

import java.util.List;

/**
 * A set of coupled protons that does not couple to the rest of its molecule.
 *
 * @param name the moiety, such as {@code acetyl}
 * @param copies how often the molecule holds it (three for a methyl written as one proton; 0.36 for
 *     the alpha anomer of glucose)
 * @param shifts chemical shift of each proton, ppm
 * @param couplings scalar couplings between its protons
 * @param heteronuclear weak couplings to phosphorus or nitrogen
 */
public record SpinGroup(
    String name,
    double copies,
    List<Double> shifts,
    List<Coupling> couplings,
    List<HeteronuclearCoupling> heteronuclear) {

  /** Largest number of protons of one group: 2<sup>8</sup> states are simulated in seconds. */
  public static final int MAX_PROTONS = 8;

  /**
   * A scalar coupling between two protons of the group.
   *
   * @param first index of a proton, from 0
   * @param second index of another proton, from 0
   * @param hertz J
   */
  public record Coupling(int first, int second, double hertz) {}

  /**
   * A scalar coupling of a proton to a nucleus that proton pulses leave alone.
   *
   * @param nucleus the other nucleus
   * @param proton index of the proton, from 0
   * @param hertz J
   */
  public record HeteronuclearCoupling(Nucleus nucleus, int proton, double hertz) {}

  /** Nuclei that split proton lines of brain metabolites. */
  public enum Nucleus {
    /** Spin 1/2: two lines. */
    PHOSPHORUS_31(-0.5, 0.5),
    /** Spin 1: three lines. */
    NITROGEN_14(-1.0, 0.0, 1.0);

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
    private final List<Double> projections;

    Nucleus(Double... projections) {
      this.projections = List.of(projections);
    }

    /** The equally populated magnetic quantum numbers. */
    public List<Double> projections() {
      return projections;
    }
  }

  /** Checks indices and size. */
  public SpinGroup {
    shifts = List.copyOf(shifts);
    couplings = List.copyOf(couplings);
    heteronuclear = List.copyOf(heteronuclear);
    int protons = shifts.size();
    if (protons < 1 || protons > MAX_PROTONS) {
      throw new IllegalArgumentException(
          "group " + name + " has " + protons + " protons, 1 to " + MAX_PROTONS + " are supported");
    }
    for (Coupling coupling : couplings) {
      if (coupling.first() == coupling.second()
          || coupling.first() < 0
          || coupling.second() < 0
          || coupling.first() >= protons
          || coupling.second() >= protons) {
        throw new IllegalArgumentException("group " + name + " has no such pair: " + coupling);
      }
    }
    for (HeteronuclearCoupling coupling : heteronuclear) {
      if (coupling.proton() < 0 || coupling.proton() >= protons) {
        throw new IllegalArgumentException("group " + name + " has no such proton: " + coupling);
      }
    }
  }

  /** A group without couplings to other nuclei. */
  public static SpinGroup of(
      String name, double copies, List<Double> shifts, List<Coupling> couplings) {
    return new SpinGroup(name, copies, shifts, couplings, List.of());
  }
}
