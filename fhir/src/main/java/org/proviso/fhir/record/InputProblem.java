package org.proviso.fhir.record;

import org.proviso.ground.Problem;

/**
 * One thing that is wrong with, or worth knowing of, what was handed in. Holds paths, codes and
 * resource types only, never a name, an identifier or free text of a patient.
 *
 * @param kind what kind of problem, with its stable identifier and its severity
 * @param where a FHIRPath from the root, for example {@code Bundle.entry[3].resource.code}; {@code
 *     Bundle} when no element is at fault
 * @param message what is wrong and why, as a sentence
 * @param help what to do next, as a sentence
 */
public record InputProblem(ProblemKind kind, String where, String message, String help) {
  /** Whether nothing may be decided. */
  public boolean refuses() {
    return kind.severity() == ProblemKind.Severity.REFUSES;
  }

  /** As records and messages hold it. */
  public Problem toProblem() {
    return new Problem(kind.id(), where, message, help);
  }

  /** For example {@code no-patient at Bundle: The bundle has no Patient. Add ...} */
  @Override
  public String toString() {
    return kind.id() + " at " + where + ": " + message + " " + help;
  }
}
