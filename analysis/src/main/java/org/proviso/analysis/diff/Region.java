package org.proviso.analysis.diff;

import java.util.List;
import java.util.Optional;
import org.proviso.analysis.Patient;
import org.proviso.language.model.Outcome;

/**
 * Patients whose outcome a revision changes in one way.
 *
 * @param decision which decision changes
 * @param relation how the change stands: more permissive, more restrictive, or incomparable
 * @param from the earlier outcome; empty where no clause decides, which a checked version rules out
 * @param to the later outcome, likewise
 * @param when who they are: conditions that all hold
 * @param witness one of them, on a day of the later version; the engine gave the later version's
 *     outcome for exactly these facts. Empty when none was found: then the region may be empty
 *     where the engine does not promise to be exact
 * @param before the same patient, as far as dates of service allow, on a day of the earlier
 *     version; the engine gave the earlier version's outcome
 */
public record Region(
    String decision,
    Optional<Outcome> from,
    Optional<Outcome> to,
    Relation relation,
    List<String> when,
    Optional<Patient> witness,
    Optional<Patient> before) {
  public Region {
    when = List.copyOf(when);
  }
}
