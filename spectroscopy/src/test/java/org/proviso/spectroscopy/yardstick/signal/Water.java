package org.proviso.spectroscopy.yardstick.signal;

/**
 * Tissue water of the voxel, for the reference scan.
 *
 * @param concentration mmol of water in a kilogram of tissue
 * @param t2 seconds
 */
public record Water(double concentration, double t2) {

  /** Signal of the reference at the echo, in protons times mmol/kg. */
  public double amplitude(double echoTime) {
    return 2 * concentration * StrictMath.exp(-echoTime / t2);
  }
}
