package org.proviso.spectroscopy.read;

import java.util.Arrays;
import org.proviso.spectroscopy.read.Refusal.Reason;

/**
 * Checks that numbers read as a signal can be one. Read with the wrong byte order or number format,
 * the low bits of a mantissa become an exponent and the magnitudes scatter over hundreds of powers
 * of two, which no receiver gives.
 */
final class SignalValues {

  /**
   * The middle half of a real signal's magnitudes lies within a few powers of ten, also when it
   * decays into rounding noise. Misread floats spread over about 2^128, doubles over 2^1024.
   */
  private static final double MAX_SPREAD = 60;

  private static final double SMALLEST_PEAK = 1e-25;
  private static final double LARGEST_PEAK = 1e25;

  private SignalValues() {}

  /**
   * Fails unless the values can be a received signal.
   *
   * @param values interleaved values
   * @param where the block's place, for the message
   */
  static void check(double[] values, String where) throws UnreadableFileException {
    double[] magnitude = new double[values.length];
    int used = 0;
    double peak = 0;
    int notFinite = 0;
    int firstNotFinite = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        notFinite++;
        firstNotFinite = firstNotFinite < 0 ? i : firstNotFinite;
      } else if (values[i] != 0) {
        magnitude[used++] = Math.getExponent(values[i]);
        peak = Math.max(peak, Math.abs(values[i]));
      }
    }
    if (used == 0 && notFinite == 0) {
      throw new UnreadableFileException(
          Reason.INCONSISTENT_HEADER,
          "every value of the signal in " + where + " is zero.",
          "There is no signal in this file; export the measurement again.");
    }
    Arrays.sort(magnitude, 0, used);
    double spread = used < 8 ? 0 : magnitude[3 * used / 4] - magnitude[used / 4];
    if (spread > MAX_SPREAD || (used > 0 && (peak < SMALLEST_PEAK || peak > LARGEST_PEAK))) {
      throw new UnreadableFileException(
          Reason.WRONG_BYTE_ORDER,
          "the values in "
              + where
              + " spread over 2^"
              + (int) spread
              + " with a peak of "
              + peak
              + ": the byte order or number format is not the one this format prescribes.",
          "Export the file again without converting its byte order.");
    }
    if (notFinite > 0) {
      throw new UnreadableFileException(
          Reason.NOT_FINITE,
          notFinite
              + " of "
              + values.length
              + " signal values in "
              + where
              + " are not finite, the first at index "
              + firstNotFinite
              + ".",
          "Find the step that wrote them; a signal with holes is not quantified.");
    }
  }
}
