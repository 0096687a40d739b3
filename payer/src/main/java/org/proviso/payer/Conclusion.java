package org.proviso.payer;

import java.util.Optional;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.answer.DecisionAnswer;
import org.proviso.engine.answer.Disposition;
import org.proviso.language.model.Outcome;

/**
 * What an answer amounts to for the payer: medical necessity leads, and every other decision of the
 * document has to agree.
 */
enum Conclusion {
  /** It may be approved without a person. */
  MEETS,
  /** Facts are missing. */
  UNDECIDED,
  /** Another authority decides. */
  REFERRED,
  /** The guideline does not find it met; a person decides. */
  NOT_MET,
  /** The guideline could not be worked out. */
  FAILED;

  /** The decision on which coverage rests. */
  private static final String MEDICAL_NECESSITY = "medical-necessity";

  /** What an answer amounts to. */
  static Conclusion of(Answer answer) {
    if (answer.failure().isPresent()) {
      return FAILED;
    }
    if (answer.disposition() == Disposition.APPROVABLE) {
      return MEETS;
    }
    DecisionAnswer leading = leading(answer);
    Optional<Outcome> outcome = leading.outcome();
    if (outcome.isEmpty()) {
      return UNDECIDED;
    }
    if (isElsewhere(leading)) {
      return REFERRED;
    }
    if (!(outcome.get() instanceof Outcome.Meets)) {
      return NOT_MET;
    }
    if (answer.decisions().stream().anyMatch(decision -> decision.outcome().isEmpty())) {
      return UNDECIDED;
    }
    return answer.decisions().stream().anyMatch(Conclusion::isElsewhere) ? REFERRED : NOT_MET;
  }

  /** The decision on which coverage rests: medical necessity, or else the document's first. */
  static DecisionAnswer leading(Answer answer) {
    return answer.decisions().stream()
        .filter(decision -> decision.decision().equals(MEDICAL_NECESSITY))
        .findFirst()
        .orElseGet(() -> answer.decisions().getFirst());
  }

  /** Whether a decision is left to an authority outside the document. */
  static boolean isElsewhere(DecisionAnswer decision) {
    return decision.outcome().orElse(null) instanceof Outcome.Refer(Outcome.Target target)
        && !(target instanceof Outcome.Target.OfDecision);
  }
}
