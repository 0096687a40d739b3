package org.proviso.spectroscopy.simulate;

import java.util.Optional;
import org.proviso.spectroscopy.model.Sequence.Localization;

/**
 * A localisation sequence with its timing. Times are in seconds. Excitation is instantaneous;
 * refocusing is instantaneous, or shaped and selective where a pulse is given.
 */
public sealed interface PulseSequence {

  /**
   * Default delay between excitation and the echo of the first refocusing pulse of PRESS, seconds:
   * 11 ms, as the ISMRM fitting challenge (2016) and the GAMMA basis sets distributed with LCModel
   * (10.8 ms) have it.
   */
  double PRESS_FIRST_ECHO = 0.011;

  /** Time from the middle of excitation to the echo, seconds. */
  double echoTime();

  /** The family the sequence belongs to. */
  Localization localization();

  /**
   * 90 - TE1/2 - 180 - (TE1 + TE2)/2 - 180 - TE2/2 - acquire (Bottomley 1987, Ann N Y Acad Sci
   * 508:333).
   *
   * @param firstEcho TE1, seconds
   * @param secondEcho TE2, seconds; TE = TE1 + TE2
   * @param refocusing the shape of both refocusing pulses; empty for ideal ones
   */
  record Press(double firstEcho, double secondEcho, Optional<RefocusingPulse> refocusing)
      implements PulseSequence {

    /** Checks the times. */
    public Press {
      requirePositive(firstEcho, "TE1");
      requirePositive(secondEcho, "TE2");
    }

    /**
     * Ideal PRESS of a total echo time.
     *
     * @param echoTime TE, seconds; TE1 is {@link #PRESS_FIRST_ECHO} or half of TE, whichever is
     *     shorter
     */
    public static Press ofEchoTime(double echoTime) {
      double first = Math.min(PRESS_FIRST_ECHO, echoTime / 2);
      return new Press(first, echoTime - first, Optional.empty());
    }

    @Override
    public double echoTime() {
      return firstEcho + secondEcho;
    }

    @Override
    public Localization localization() {
      return Localization.PRESS;
    }
  }

  /**
   * 90 - TE/2 - 90 - TM - 90 - TE/2 - acquire (Frahm 1987, J Magn Reson 72:502). Only the
   * stimulated echo is kept, and only longitudinal order and zero-quantum coherence live through
   * TM.
   *
   * @param echoTime TE, seconds
   * @param mixingTime TM, seconds
   */
  record Steam(double echoTime, double mixingTime) implements PulseSequence {

    /** Checks the times. */
    public Steam {
      requirePositive(echoTime, "TE");
      requirePositive(mixingTime, "TM");
    }

    @Override
    public Localization localization() {
      return Localization.STEAM;
    }
  }

  /**
   * 90 - TE/8 - 180 - TE/4 - 180 - TE/4 - 180 - TE/4 - 180 - TE/8 - acquire (Scheenen 2008, Magn
   * Reson Med 59:1), two refocusing pulses for each of two directions.
   *
   * @param echoTime TE, seconds
   * @param refocusing the shape of the four refocusing pulses; empty for ideal ones
   */
  record SemiLaser(double echoTime, Optional<RefocusingPulse> refocusing) implements PulseSequence {

    /** Checks the time. */
    public SemiLaser {
      requirePositive(echoTime, "TE");
    }

    @Override
    public Localization localization() {
      return Localization.SEMI_LASER;
    }
  }

  private static void requirePositive(double seconds, String name) {
    if (!(seconds > 0 && seconds < 2)) {
      throw new IllegalArgumentException(name + " must be between 0 and 2 s: " + seconds);
    }
  }
}
