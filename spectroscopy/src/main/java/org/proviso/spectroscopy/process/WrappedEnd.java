package org.proviso.spectroscopy.process;

import java.util.Arrays;
import org.proviso.spectroscopy.process.Ledger.Constant;

/** Step 4 of processing: an end of the signal that is no signal. */
final class WrappedEnd {

  /** A signal is looked at in so many blocks for what a filter wrapped to its end. */
  private static final int WRAP_BLOCKS = 32;

  /** What rises so many times above the quietest block was wrapped. */
  private static final double WRAP_RISE = 2;

  private WrappedEnd() {}

  /**
   * Drops the end of a trace when it rises out of the noise again. Scanners that remove
   * oversampling by Fourier transform wrap the ringing of the first points round to the last ones.
   */
  static double[] cut(double[] trace, double dwell, LedgerEntries entries) {
    int block = trace.length / 2 / WRAP_BLOCKS;
    double[] level = new double[WRAP_BLOCKS];
    double quietest = Double.POSITIVE_INFINITY;
    for (int b = 0; b < WRAP_BLOCKS; b++) {
      double[] part = Arrays.copyOfRange(trace, 2 * b * block, 2 * (b + 1) * block);
      level[b] = Math.sqrt(Traces.energy(part) / part.length);
      quietest = Math.min(quietest, level[b]);
    }
    int kept = WRAP_BLOCKS;
    while (kept > WRAP_BLOCKS * 3 / 4 && level[kept - 1] > WRAP_RISE * quietest) {
      kept--;
    }
    if (kept == WRAP_BLOCKS) {
      return trace;
    }
    entries.step(
        "Truncation",
        "The end of the signal rises out of the noise again, as the wrapped ringing of oversampling "
            + "removal does; it was cut off.",
        LedgerEntries.CONSENSUS,
        new Constant("signal kept", kept * block * dwell, "s"),
        new Constant("cut where above the quietest part", WRAP_RISE, "times"));
    return Arrays.copyOf(trace, 2 * kept * block);
  }
}
