package org.proviso.benchmarks.requests;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request in a form that belongs to no engine. Every contestant makes its own input from it.
 *
 * @param values by fact, as people write them in a guideline's cases: {@code yes}, {@code fep},
 *     {@code 2016-05-01..2016-06-11 only}; a fact that is absent is not known
 * @param complete whether every fact is known, and all of it
 */
public record SampleRequest(
    LocalDate dateOfService, SortedMap<String, String> values, boolean complete) {
  public SampleRequest {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** A request with these values. */
  public static SampleRequest of(
      LocalDate dateOfService, Map<String, String> values, boolean complete) {
    return new SampleRequest(dateOfService, new TreeMap<>(values), complete);
  }
}
