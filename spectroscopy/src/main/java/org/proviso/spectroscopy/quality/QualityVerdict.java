package org.proviso.spectroscopy.quality;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The verdict on a spectrum.
 *
 * @param level adequate, limited or unusable
 * @param reasons why it is not adequate; empty only when it is
 * @param remarks what could not be checked
 * @param signalToNoise height of the tallest metabolite peak over the noise, where it could be
 *     measured
 * @param linewidthHertz full width at half maximum of the singlets, where it could be measured
 */
public record QualityVerdict(
    Level level,
    List<QualityReason> reasons,
    List<String> remarks,
    OptionalDouble signalToNoise,
    OptionalDouble linewidthHertz) {

  /** The levels. */
  public enum Level {
    /** Quantification can be relied on within its intervals. */
    ADEQUATE,
    /** Main metabolites only, with care; the reasons say why. */
    LIMITED,
    /** Nothing is quantified. */
    UNUSABLE
  }

  /** Copies the lists and checks that a verdict below adequate has a reason. */
  public QualityVerdict {
    reasons = List.copyOf(reasons);
    remarks = List.copyOf(remarks);
    if ((level == Level.ADEQUATE) != reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "a verdict has reasons exactly when it is not adequate: " + level + " " + reasons);
    }
  }
}
