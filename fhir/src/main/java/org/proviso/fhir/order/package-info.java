/**
 * What a clinical record asks for: which service, when, for which patient, under which coverage.
 *
 * <p>Depends on {@code record}; knows no guideline. Start reading at {@link
 * org.proviso.fhir.order.OrderReader}.
 */
@NullMarked
package org.proviso.fhir.order;

import org.jspecify.annotations.NullMarked;
