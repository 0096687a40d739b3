package org.proviso.engine.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.proviso.language.model.FactName;

/**
 * What is to be decided: a date of service and what is known of the facts.
 *
 * @param facts by name; a fact that is absent is not asked yet
 */
public record Request(LocalDate dateOfService, Map<FactName, Knowledge> facts) {
  private static final Knowledge NOT_ASKED = new Knowledge.NotAsked();

  public Request {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** What is known of a fact. */
  public Knowledge knowledge(FactName fact) {
    return facts.getOrDefault(fact, NOT_ASKED);
  }

  /** The same request, with one fact known differently. */
  public Request with(FactName fact, Knowledge knowledge) {
    var changed = new TreeMap<>(facts);
    changed.put(fact, knowledge);
    return new Request(dateOfService, changed);
  }
}
