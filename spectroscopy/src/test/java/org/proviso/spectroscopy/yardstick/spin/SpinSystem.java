package org.proviso.spectroscopy.yardstick.spin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Protons that couple with each other.
 *
 * @param shifts chemical shift of each proton, ppm
 * @param couplings scalar couplings between protons
 * @param phosphorusCouplings coupling of each proton to one shared 31P nucleus, Hz; empty without
 *     it
 */
public record SpinSystem(
    List<Double> shifts, List<Coupling> couplings, List<Double> phosphorusCouplings) {

  /**
   * A scalar coupling.
   *
   * @param first index of a proton, from 0
   * @param second index of another proton
   * @param hertz J
   */
  public record Coupling(int first, int second, double hertz) {}

  /** Copies the lists and checks their sizes. */
  public SpinSystem {
    shifts = List.copyOf(shifts);
    couplings = List.copyOf(couplings);
    phosphorusCouplings = List.copyOf(phosphorusCouplings);
    if (shifts.isEmpty() || shifts.size() > 10) {
      throw new IllegalArgumentException("1 to 10 protons can be simulated, not " + shifts.size());
    }
    if (!phosphorusCouplings.isEmpty() && phosphorusCouplings.size() != shifts.size()) {
      throw new IllegalArgumentException("one coupling to phosphorus for each proton is needed");
    }
  }

  /** Protons at these chemical shifts, ppm, without couplings. */
  public static SpinSystem of(double... shifts) {
    return new SpinSystem(DoubleStream.of(shifts).boxed().toList(), List.of(), List.of());
  }

  /**
   * The system with a coupling added.
   *
   * @param first number of a proton, from 1, as the papers count
   * @param second number of another proton, from 1
   * @param hertz J
   */
  public SpinSystem coupled(int first, int second, double hertz) {
    List<Coupling> more = new ArrayList<>(couplings);
    more.add(new Coupling(first - 1, second - 1, hertz));
    return new SpinSystem(shifts, more, phosphorusCouplings);
  }

  /** The system with one 31P nucleus that couples to each proton with these constants, Hz. */
  public SpinSystem withPhosphorus(double... hertz) {
    return new SpinSystem(shifts, couplings, DoubleStream.of(hertz).boxed().toList());
  }

  /** Number of protons. */
  public int protons() {
    return shifts.size();
  }
}
