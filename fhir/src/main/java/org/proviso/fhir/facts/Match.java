package org.proviso.fhir.facts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proviso.engine.facts.Evidence;
import org.proviso.fhir.record.Place;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/**
 * A resource, or an element of it, that a source means.
 *
 * @param at where the code or the element stands
 * @param holder what has the value
 * @param code the first that fits
 * @param names every code of the concept that fits
 * @param when when it was
 */
record Match(Place at, Place holder, @Nullable Code code, List<Code> names, When when) {
  /** A match whose code, if any, has no other names. */
  Match(Place at, Place holder, @Nullable Code code, When when) {
    this(at, holder, code, code == null ? List.of() : List.of(code), when);
  }

  /** For a person: {@code cpt 61510 on 2024-03-02}. */
  String says() {
    return (code == null ? at.resource().type().toString() : code.toString()) + when.says();
  }

  Evidence evidence() {
    return Citations.evidence(at, says());
  }

  static List<Evidence> evidence(List<Match> matches) {
    return matches.stream().map(Match::evidence).toList();
  }

  /** The names that are of one of the systems; of any when there are none. */
  List<Code> names(Set<CodeSystem> systems) {
    return names.stream()
        .filter(code -> systems.isEmpty() || systems.contains(code.system()))
        .toList();
  }
}
