package org.proviso.spectroscopy.yardstick.signal;

import java.util.List;

/**
 * What the shim does to every line of the voxel, water included: a Voigt profile, convolved with
 * the distribution of frequencies of a few parts of the voxel, and with the smear that a steady
 * drift during the scan leaves. It is 1 at time zero, so it changes no area.
 *
 * @param lorentzHertz full width at half maximum of the Lorentzian part
 * @param gaussHertz full width at half maximum of the Gaussian part
 * @param parts parts of the voxel with a frequency of their own; weights add up to 1
 * @param driftHertz frequency that the scan drifts over while it is averaged
 */
public record LineShape(
    double lorentzHertz, double gaussHertz, List<Part> parts, double driftHertz) {

  /**
   * A part of the voxel.
   *
   * @param offset frequency, Hz
   * @param weight share of the signal
   */
  public record Part(double offset, double weight) {}

  /** Copies the list. */
  public LineShape {
    parts = List.copyOf(parts);
  }

  /** A plain Voigt profile. */
  public static LineShape voigt(double lorentzHertz, double gaussHertz) {
    return new LineShape(lorentzHertz, gaussHertz, List.of(new Part(0, 1)), 0);
  }

  /** Multiplies a signal, interleaved real and imaginary parts, by the shape. */
  void applyTo(double[] signal) {
    for (int point = 0; 2 * point < signal.length; point++) {
      double t = point * Protocol.DWELL_TIME;
      double smear = Math.PI * driftHertz * t;
      double size =
          Decay.voigt(lorentzHertz, gaussHertz, t)
              * (smear == 0 ? 1 : StrictMath.sin(smear) / smear);
      double re = 0;
      double im = 0;
      for (Part part : parts) {
        double angle = 2 * Math.PI * part.offset() * t;
        re += part.weight() * StrictMath.cos(angle);
        im += part.weight() * StrictMath.sin(angle);
      }
      Rotation.multiply(signal, point, size * re, size * im);
    }
  }
}
