package org.proviso.analysis.faults;

import java.util.List;
import java.util.Optional;
import org.proviso.analysis.Patient;

/**
 * What came of one fault.
 *
 * @param changesDecision whether somebody's outcome is another one, or contradictory, or missing
 * @param foundByDiff whether the difference to the original shows it
 * @param foundByVerify the ids of findings that the original does not have
 * @param foundByCases how many of the document's own cases fail
 * @param witness a patient who shows it
 * @param confirmed whether the engine, on exactly the witness's facts, gives what the difference or
 *     the finding says
 */
public record FaultResult(
    Fault fault,
    boolean changesDecision,
    boolean foundByDiff,
    List<String> foundByVerify,
    long foundByCases,
    Optional<Patient> witness,
    boolean confirmed) {
  public FaultResult {
    foundByVerify = List.copyOf(foundByVerify);
  }

  /** Whether a fault that matters was found, with a patient whom the engine confirms. */
  public boolean satisfies() {
    return !changesDecision || ((foundByDiff || !foundByVerify.isEmpty()) && confirmed);
  }
}
