/**
 * FHIR R4 resources to facts.
 *
 * <p>{@link org.proviso.fhir.RecordRequest} is the entry: it takes a bundle to the door of the
 * determination. It reads in three steps, a package each: {@code record} reads a bundle into a
 * compact clinical record; {@code order} finds what is asked for; {@code facts} fills the facts of
 * one guideline. No message holds a name, an identifier or free text of a patient. What is read and
 * how it is taken is written down in docs/fhir-facts.md.
 */
@NullMarked
package org.proviso.fhir;

import org.jspecify.annotations.NullMarked;
