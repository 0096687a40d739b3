package org.proviso.spectroscopy.yardstick.signal;

/**
 * Random numbers that are the same on every machine and with every Java release: SplitMix64
 * (Steele, Lea, Flood 2014, OOPSLA) and the transform of Box and Muller (1958) on {@link
 * StrictMath}.
 */
public final class RandomStream {

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /**
   * A stream. Streams with another purpose are independent, so a misfit does not change what the
   * others draw.
   *
   * @param seed seed of the spectrum
   * @param purpose what the numbers are for
   */
  public static RandomStream of(long seed, String purpose) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
    }
    RandomStream seeded = new RandomStream(seed);
    return new RandomStream(seeded.next() ^ hash);
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform from 0 (included) to 1 (excluded). */
  public double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Uniform between two bounds. */
  public double uniform(double lower, double upper) {
    return lower + (upper - lower) * uniform();
  }

  /** Uniform on a logarithmic scale between two positive bounds. */
  public double logUniform(double lower, double upper) {
    return lower * StrictMath.pow(upper / lower, uniform());
  }

  /** Normal with mean 0 and standard deviation 1. */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** Normal. */
  public double normal(double mean, double standardDeviation) {
    return mean + standardDeviation * normal();
  }

  /**
   * Log-normal: positive, and skewed as concentrations are.
   *
   * @param median median
   * @param variation coefficient of variation, such as 0.2
   */
  public double logNormal(double median, double variation) {
    return median
        * StrictMath.exp(StrictMath.sqrt(StrictMath.log(1 + variation * variation)) * normal());
  }

  /** A whole number from 0 to a bound (excluded). */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }
}
