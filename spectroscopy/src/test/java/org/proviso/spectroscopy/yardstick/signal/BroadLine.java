package org.proviso.spectroscopy.yardstick.signal;

import org.proviso.spectroscopy.model.ChemicalShift;

/**
 * A line that comes from no spin simulation: macromolecule, lipid, water or baseline. Its shape is
 * a Voigt profile.
 *
 * @param ppm chemical shift
 * @param area signal at time zero, in protons times mmol/kg
 * @param lorentzHertz full width at half maximum of the Lorentzian part
 * @param gaussHertz full width at half maximum of the Gaussian part
 * @param phase radians
 */
public record BroadLine(
    double ppm, double area, double lorentzHertz, double gaussHertz, double phase) {

  /** A Gaussian line in phase with the metabolites; its width is given in ppm. */
  public static BroadLine gaussian(double ppm, double area, double widthPpm) {
    return new BroadLine(ppm, area, 0, widthPpm * Protocol.MEGAHERTZ, 0);
  }

  /** The same line with its area multiplied. */
  public BroadLine times(double factor) {
    return new BroadLine(ppm, area * factor, lorentzHertz, gaussHertz, phase);
  }

  void addTo(double[] signal) {
    double hertz = ChemicalShift.toHertz(ppm, ChemicalShift.WATER_PPM, Protocol.MEGAHERTZ);
    for (int point = 0; 2 * point < signal.length; point++) {
      double t = point * Protocol.DWELL_TIME;
      double size = area * Decay.voigt(lorentzHertz, gaussHertz, t);
      double angle = 2 * Math.PI * hertz * t + phase;
      signal[2 * point] += size * StrictMath.cos(angle);
      signal[2 * point + 1] += size * StrictMath.sin(angle);
    }
  }
}
