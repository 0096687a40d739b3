package org.proviso.engine.answer;

import java.util.List;
import org.proviso.language.model.Outcome;

/** What may happen without a person. */
public enum Disposition {
  /**
   * May be approved: medical necessity is met, and every other decision is met too or leaves it to
   * that one.
   */
  APPROVABLE("approvable"),
  /** A person decides. Everything adverse, referred, not addressed or undecided. */
  REVIEW("review");

  private static final String MEDICAL_NECESSITY = "medical-necessity";

  private final String word;

  Disposition(String word) {
    this.word = word;
  }

  /** What may happen when a document's decisions come out like this. */
  public static Disposition of(List<DecisionAnswer> answers) {
    boolean necessary = false;
    for (DecisionAnswer answer : answers) {
      Outcome outcome = answer.outcome().orElse(null);
      boolean decidesNecessity = answer.decision().equals(MEDICAL_NECESSITY);
      if (outcome instanceof Outcome.Meets) {
        necessary |= decidesNecessity;
      } else if (decidesNecessity
          || !(outcome instanceof Outcome.Refer(Outcome.Target.OfDecision(String of))
              && of.equals(MEDICAL_NECESSITY))) {
        return REVIEW;
      }
    }
    return necessary ? APPROVABLE : REVIEW;
  }

  /** How answers and records write it. */
  public String word() {
    return word;
  }
}
