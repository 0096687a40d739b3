package org.proviso.analysis;

import java.util.Optional;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/** Outcomes as guidelines write them. */
public final class OutcomeWords {
  private OutcomeWords() {}

  /** For example {@code meets}, or {@code refer to "FEP guidelines"}. */
  public static String of(Outcome outcome) {
    return outcome instanceof Outcome.Refer(Outcome.Target target)
        ? "refer to "
            + switch (target) {
              case Outcome.Target.Named(String authority) -> '"' + authority + '"';
              case Outcome.Target.OfFact(FactName document) -> document.text();
              case Outcome.Target.OfDecision(String decision) -> "decision " + decision;
            }
        : outcome.word();
  }

  /** The same; where no clause decides, it says so. */
  public static String of(Optional<Outcome> outcome) {
    return outcome.map(OutcomeWords::of).orElse("undecided by any clause");
  }
}
