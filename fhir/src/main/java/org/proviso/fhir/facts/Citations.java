package org.proviso.fhir.facts;

import java.util.List;
import org.proviso.engine.facts.Evidence;
import org.proviso.engine.facts.Knowledge.Known;
import org.proviso.fhir.record.Place;
import org.proviso.language.model.Value;

/** Values with the place that they were read from. */
final class Citations {
  private Citations() {}

  static Known known(Value value, Place place, String says) {
    return new Known(value, List.of(evidence(place, says)));
  }

  /**
   * Evidence.
   *
   * @param says what stands there, for a person; never a name or free text
   */
  static Evidence evidence(Place place, String says) {
    return new Evidence.Resource(place.resource().reference(), place.path(), says);
  }
}
