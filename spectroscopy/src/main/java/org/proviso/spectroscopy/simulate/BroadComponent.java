package org.proviso.spectroscopy.simulate;

import java.util.List;

/**
 * A lipid or macromolecule component: a sum of Gaussian lines whose areas keep their proportion.
 *
 * @param name name in common use, such as {@code MM20}
 * @param lines its lines
 */
public record BroadComponent(String name, List<Line> lines) {

  /**
   * A Gaussian line.
   *
   * @param ppm position
   * @param widthPpm full width at half maximum
   * @param protons area
   * @param source key of the publication
   */
  public record Line(double ppm, double widthPpm, double protons, String source) {}

  /** Copies the list. */
  public BroadComponent {
    lines = List.copyOf(lines);
  }
}
