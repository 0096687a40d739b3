package org.proviso.engine.answer;

import java.util.List;
import org.proviso.language.model.FactName;
import org.proviso.language.model.Outcome;

/**
 * A smallest set of facts to change (or to learn) that reaches another outcome.
 *
 * @param outcome what would be decided then
 * @param facts what each changed fact would have to be, in words, for example {@code brain-lesion}
 *     and {@code yes}
 * @param smallest whether no change of fewer facts reaches it; otherwise that was too much to
 *     search
 */
public record Change(Outcome outcome, List<ChangedFact> facts, boolean smallest) {
  public Change {
    facts = List.copyOf(facts);
  }

  /** A smallest change. */
  public Change(Outcome outcome, List<ChangedFact> facts) {
    this(outcome, facts, true);
  }

  /** One fact, and what it would have to be. */
  public record ChangedFact(FactName fact, String toBe) {}
}
