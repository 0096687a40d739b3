/**
 * What a payer knows and says, whatever the wire. {@code PayerConfiguration} and {@code Membership}
 * are what it knows; {@code CoverageMapping} turns what became of a request into what it says, a
 * {@code CoverageStatement}, and is the only place that says <i>covered</i>. Depends on
 * determination and what is below it; knows no FHIR resource, no HTTP and no storage.
 */
@NullMarked
package org.proviso.payer;

import org.jspecify.annotations.NullMarked;
