/**
 * Decides the orders of one call, each on its own: reads the order from the patient's resources,
 * looks the member up, and asks the determiner. What comes of it is the payer's {@link
 * org.proviso.payer} vocabulary, not yet the guide's. Start reading at {@link
 * org.proviso.exchange.crd.decide.OrderDecider}.
 */
@NullMarked
package org.proviso.exchange.crd.decide;

import org.jspecify.annotations.NullMarked;
