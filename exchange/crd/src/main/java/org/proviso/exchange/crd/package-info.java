/**
 * HL7 Da Vinci Coverage Requirements Discovery: a CDS Hooks request in, coverage information and
 * cards out. A call goes through the packages in this order: {@code hook} reads it, {@code
 * evidence} gathers what is known of the patient, {@code decide} takes each order to the door,
 * {@code respond} writes the answer. Each may use those before it. Start reading at {@link
 * org.proviso.exchange.crd.CrdService}; docs/crd.md says what is answered, and why.
 */
@NullMarked
package org.proviso.exchange.crd;

import org.jspecify.annotations.NullMarked;
