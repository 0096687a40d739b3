package org.proviso.engine.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.proviso.language.model.Guideline;

/**
 * The whole answer to a request under one version of one guideline.
 *
 * @param guideline the version that was applied
 * @param decisions one for each decision of the document, in its order
 * @param ask the question to ask next for all undecided decisions together; empty when all are
 *     decided or nothing that matters can be asked
 * @param disposition whether it may be approved without a person
 * @param failure why the engine could not work the request out, if it could not; every decision is
 *     then undecided and a person has to decide
 */
public record Answer(
    Guideline guideline,
    LocalDate dateOfService,
    List<DecisionAnswer> decisions,
    Optional<Question> ask,
    Disposition disposition,
    Optional<String> failure) {
  public Answer {
    decisions = List.copyOf(decisions);
  }

  /** An answer of an engine that did not fail. */
  public Answer(
      Guideline guideline,
      LocalDate dateOfService,
      List<DecisionAnswer> decisions,
      Optional<Question> ask,
      Disposition disposition) {
    this(guideline, dateOfService, decisions, ask, disposition, Optional.empty());
  }

  /** Whether every decision is decided. */
  public boolean decided() {
    return decisions.stream().allMatch(decision -> decision.outcome().isPresent());
  }
}
