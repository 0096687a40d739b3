package org.proviso.spectroscopy.yardstick.signal;

/**
 * How a moiety's signal decays besides what the shim does to all.
 *
 * @param t2 seconds; acts over the echo time and over the readout
 * @param extraWidth Lorentzian broadening that the echo refocuses, Hz
 */
public record Relaxation(double t2, double extraWidth) {

  /** The share of the signal that is left at the echo. */
  public double atEcho(double echoTime) {
    return StrictMath.exp(-echoTime / t2);
  }

  /** Rate of decay during the readout, per second. */
  public double rate() {
    return 1 / t2 + Math.PI * extraWidth;
  }
}
