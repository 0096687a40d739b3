package org.proviso.spectroscopy.read;

import java.util.List;
import org.proviso.spectroscopy.model.MrsData;

/** What came of reading a file: its measurements, or the reason why there are none. */
public sealed interface ReadResult {

  /**
   * The measurements of a file, at least one. A file may hold several, such as a metabolite scan
   * and its water reference.
   *
   * @param measurements in the file's order
   */
  record Measurements(List<MrsData> measurements) implements ReadResult {
    /** Copies the list. */
    public Measurements {
      measurements = List.copyOf(measurements);
      if (measurements.isEmpty()) {
        throw new IllegalArgumentException("no measurement");
      }
    }
  }

  /**
   * Nothing was read.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements ReadResult {}
}
