package org.proviso.spectroscopy.yardstick.spin;

/** A localization sequence with ideal pulses. All times are in seconds. */
public sealed interface EchoSequence {

  /** Excitation and readout. */
  record PulseAcquire() implements EchoSequence {
    @Override
    public double echoTime() {
      return 0;
    }

    @Override
    public String name() {
      return "pulse-acquire";
    }
  }

  /**
   * PRESS: 90, TE1/2, 180, TE1/2 + TE2/2, 180, TE2/2.
   *
   * @param firstEcho TE1
   * @param secondEcho TE2
   */
  record Press(double firstEcho, double secondEcho) implements EchoSequence {
    @Override
    public double echoTime() {
      return firstEcho + secondEcho;
    }

    @Override
    public String name() {
      return "PRESS";
    }
  }

  /**
   * Semi-LASER: 90 and four refocusing pulses, evenly spaced.
   *
   * @param echoTime TE
   */
  record SemiLaser(double echoTime) implements EchoSequence {
    @Override
    public String name() {
      return "sLASER";
    }
  }

  /**
   * STEAM: 90, TE/2, 90, TM, 90, TE/2. Half of the magnetization forms the echo.
   *
   * @param echoTime TE
   * @param mixingTime TM
   */
  record Steam(double echoTime, double mixingTime) implements EchoSequence {
    @Override
    public String name() {
      return "STEAM";
    }
  }

  /** Time between excitation and echo, seconds. */
  double echoTime();

  /** Name as scanners write it. */
  String name();
}
