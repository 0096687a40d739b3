/**
 * What a clinical record says of the facts of a guideline, as their {@code from} declarations ask.
 *
 * <p>Depends on {@code record} and {@code order}, the language's model and the engine's facts.
 * Start reading at {@link org.proviso.fhir.facts.FactReader}.
 */
@NullMarked
package org.proviso.fhir.facts;

import org.jspecify.annotations.NullMarked;
