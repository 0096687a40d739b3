package org.proviso.determination;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.proviso.engine.facts.Knowledge;
import org.proviso.ground.Problem;
import org.proviso.language.model.FactName;

/** What a source of facts says of one guideline's facts. */
public sealed interface SourceFacts {
  /**
   * The facts, as far as they are known.
   *
   * @param known by fact, each with its evidence; a fact of which the source says nothing is absent
   * @param notes what was left unread or not understood, and what else a person should know
   */
  record Found(Map<FactName, Knowledge> known, List<Problem> notes) implements SourceFacts {
    public Found {
      known = Collections.unmodifiableMap(new TreeMap<>(known));
      notes = List.copyOf(notes);
    }
  }

  /**
   * The source cannot be used for this guideline.
   *
   * @param problems why, one or more, each with the identifier of a refusal
   */
  record Unusable(List<Problem> problems) implements SourceFacts {
    public Unusable {
      problems = List.copyOf(problems);
    }
  }
}
