package org.proviso.determination;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.facts.Request;
import org.proviso.ground.Problem;
import org.proviso.terminology.CodeSystemRelease;

/**
 * A request that was determined, decided or undecided, with everything that its record needs.
 *
 * @param answer what the engine answered
 * @param request the facts it answered from
 * @param referrals for each decision that was referred, to what, by the decision's name
 * @param limits for each decision, how far an approval goes, by the decision's name; a decision
 *     without limits is absent. Empty until the language can state limits
 * @param notes what was found in the input that a person should know; never patient data
 * @param decidedOn the day of the decision
 * @param inputDigest SHA-256 of the input in lower-case hexadecimal
 * @param releases the code-system releases in force on the date of service
 */
public record Determination(
    Answer answer,
    Request request,
    Map<String, Referral> referrals,
    Map<String, ApprovalLimits> limits,
    List<Problem> notes,
    LocalDate decidedOn,
    String inputDigest,
    List<CodeSystemRelease> releases)
    implements Result {
  public Determination {
    referrals = Map.copyOf(referrals);
    limits = Map.copyOf(limits);
    notes = List.copyOf(notes);
    releases = List.copyOf(releases);
  }
}
