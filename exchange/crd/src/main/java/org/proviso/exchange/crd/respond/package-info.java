/**
 * Writes the answer: what the payer states as the guide's extension coverage-information, put into
 * the resources that were sent without changing another byte, and cards; for an error an
 * OperationOutcome. Decides nothing. Start reading at {@link
 * org.proviso.exchange.crd.respond.ResponseWriter}.
 */
@NullMarked
package org.proviso.exchange.crd.respond;

import org.jspecify.annotations.NullMarked;
