package org.proviso.spectroscopy.yardstick.signal;

import java.util.List;
import org.proviso.spectroscopy.model.Acquisition;
import org.proviso.spectroscopy.model.ChemicalShift;
import org.proviso.spectroscopy.model.Sequence;
import org.proviso.spectroscopy.model.WaterSuppression;
import org.proviso.spectroscopy.yardstick.spin.EchoSequence;

/**
 * How a spectrum is acquired. The repetition is so slow that nothing is saturated.
 *
 * @param name short name for tables and files
 * @param sequence localization with ideal pulses
 */
public record Protocol(String name, EchoSequence sequence) {

  /** Spectrometer frequency of a 3 T scanner, MHz. */
  public static final double MEGAHERTZ = 127.74;

  /** Complex points. */
  public static final int POINTS = 2048;

  /** Seconds between points: 2000 Hz spectral width. */
  public static final double DWELL_TIME = 0.0005;

  private static final double REPETITION_TIME = 10;

  /** The protocol that is scored: PRESS with TE 30 ms, two equal echoes. */
  public static Protocol press30() {
    return new Protocol("press30", new EchoSequence.Press(0.015, 0.015));
  }

  /** All protocols: PRESS 30 ms, semi-LASER 28 ms, STEAM 20 ms with a mixing time of 10 ms. */
  public static List<Protocol> all() {
    return List.of(
        press30(),
        new Protocol("slaser28", new EchoSequence.SemiLaser(0.028)),
        new Protocol("steam20", new EchoSequence.Steam(0.020, 0.010)));
  }

  /**
   * What the file's header says.
   *
   * @param suppression whether water was suppressed
   */
  public Acquisition acquisition(WaterSuppression suppression) {
    Acquisition.Builder builder =
        new Acquisition.Builder()
            .dwellTime(DWELL_TIME)
            .spectrometerFrequency(MEGAHERTZ)
            .referencePpm(ChemicalShift.WATER_PPM)
            .fieldStrength(3)
            .echoTime(sequence.echoTime())
            .repetitionTime(REPETITION_TIME)
            .sequence(Sequence.named(sequence.name()))
            .waterSuppression(suppression);
    if (sequence instanceof EchoSequence.Steam steam) {
      builder.mixingTime(steam.mixingTime());
    }
    return builder.build();
  }
}
