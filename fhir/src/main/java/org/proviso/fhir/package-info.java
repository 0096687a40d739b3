/**
 * FHIR R4 resources to facts.
 *
 * <p>Three steps: {@link org.proviso.fhir.BundleReader} reads a bundle into a compact {@link
 * org.proviso.fhir.ClinicalRecord}; {@link org.proviso.fhir.OrderReader} finds what is asked for,
 * for whom, when and under which coverage; {@link org.proviso.fhir.FactReader} fills the facts of
 * one guideline. Whatever is wrong comes back as an {@link org.proviso.fhir.InputProblem}, never as
 * an exception, and no message holds a name, an identifier or free text of a patient. What is read
 * and how it is taken is written down in docs/fhir-facts.md.
 *
 * <p>Depends on the engine's facts; the scanner of JSON is {@link
 * org.proviso.ground.json.JsonScanner}. Start reading at {@code BundleReader}.
 */
@NullMarked
package org.proviso.fhir;

import org.jspecify.annotations.NullMarked;
