/**
 * Gathers what is known of the patient: from the prefetch, and by asking the EHR within the
 * deadline. Which orders and which Coverage a call is about is settled here, since both may have to
 * be asked for. A reply of the EHR is checked before it is used. Start reading at {@link
 * org.proviso.exchange.crd.evidence.Retrieval}.
 */
@NullMarked
package org.proviso.exchange.crd.evidence;

import org.jspecify.annotations.NullMarked;
