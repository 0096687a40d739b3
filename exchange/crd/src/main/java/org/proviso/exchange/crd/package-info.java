/**
 * HL7 Da Vinci Coverage Requirements Discovery: CDS Hooks requests in, coverage information and
 * cards out.
 */
@NullMarked
package org.proviso.exchange.crd;

import org.jspecify.annotations.NullMarked;
