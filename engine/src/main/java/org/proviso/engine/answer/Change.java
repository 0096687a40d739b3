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
 */
public record Change(Outcome outcome, List<ChangedFact> facts) {
  public Change {
    facts = List.copyOf(facts);
  }

  /** One fact, and what it would have to be. */
  public record ChangedFact(FactName fact, String toBe) {}
}
