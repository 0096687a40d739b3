/**
 * What the implementation guide demands of a payer's server, each demand with the test that holds
 * it or the reason why none does. Depends on nothing else of the module. Start reading at {@link
 * org.proviso.exchange.crd.guide.ShallTable}.
 */
@NullMarked
package org.proviso.exchange.crd.guide;

import org.jspecify.annotations.NullMarked;
