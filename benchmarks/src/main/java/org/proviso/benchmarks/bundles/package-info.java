/** From an order in FHIR to a response: HAPI and Proviso's streaming readers, side by side. */
@NullMarked
package org.proviso.benchmarks.bundles;

import org.jspecify.annotations.NullMarked;
