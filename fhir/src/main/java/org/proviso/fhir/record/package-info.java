/**
 * A clinical record as it was sent: FHIR R4 resources, where each element stands, and how far a
 * resource can be relied on.
 *
 * <p>Bad input comes back as an {@link org.proviso.fhir.record.InputProblem}, never as an
 * exception. Knows no guideline and no order. Start reading at {@link
 * org.proviso.fhir.record.BundleReader}.
 */
@NullMarked
package org.proviso.fhir.record;

import org.jspecify.annotations.NullMarked;
