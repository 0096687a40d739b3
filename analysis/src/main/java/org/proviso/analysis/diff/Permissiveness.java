package org.proviso.analysis.diff;

import java.util.Optional;
import java.util.OptionalInt;
import org.proviso.language.model.Outcome;

/**
 * The order of outcomes by what they leave to the patient: {@code meets} before {@code
 * not-addressed} before the adverse outcomes, which are equal to each other. A referral is
 * incomparable with everything but itself: who decides is another.
 */
final class Permissiveness {
  private Permissiveness() {}

  /** How a change from one outcome to another stands; the outcomes differ. */
  static Relation of(Optional<Outcome> from, Optional<Outcome> to) {
    OptionalInt before = level(from);
    OptionalInt after = level(to);
    if (before.isEmpty() || after.isEmpty() || before.getAsInt() == after.getAsInt()) {
      return Relation.INCOMPARABLE;
    }
    return before.getAsInt() < after.getAsInt()
        ? Relation.MORE_PERMISSIVE
        : Relation.MORE_RESTRICTIVE;
  }

  private static OptionalInt level(Optional<Outcome> outcome) {
    return outcome
        .map(
            each ->
                switch (each) {
                  case Outcome.Meets _ -> OptionalInt.of(2);
                  case Outcome.NotAddressed _ -> OptionalInt.of(1);
                  case Outcome.DoesNotMeet _,
                      Outcome.Investigational _,
                      Outcome.ProviderResponsibility _ ->
                      OptionalInt.of(0);
                  case Outcome.Refer _ -> OptionalInt.empty();
                })
        .orElseGet(OptionalInt::empty);
  }
}
