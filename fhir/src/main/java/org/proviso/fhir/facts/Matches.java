package org.proviso.fhir.facts;

import java.util.List;

/**
 * What a source means in a record.
 *
 * @param sure what counts
 * @param possible what may count as well: its status or its date is not certain
 * @param refuted what a refuted condition names
 */
record Matches(List<Match> sure, List<Match> possible, List<Match> refuted) {}
