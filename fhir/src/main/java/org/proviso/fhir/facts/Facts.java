package org.proviso.fhir.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.proviso.engine.facts.Knowledge;
import org.proviso.engine.facts.Request;
import org.proviso.fhir.record.InputProblem;
import org.proviso.language.model.FactName;

/**
 * What a record says of a guideline's facts.
 *
 * @param known by fact; a fact of which the record says nothing is absent
 * @param problems what was noticed on the way; none refuses
 */
public record Facts(
    LocalDate dateOfService, Map<FactName, Knowledge> known, List<InputProblem> problems) {
  public Facts {
    known = java.util.Collections.unmodifiableMap(new TreeMap<>(known));
    problems = List.copyOf(problems);
  }

  /** For the engine. */
  public Request request() {
    return new Request(dateOfService, known);
  }
}
