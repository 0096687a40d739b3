/**
 * Reads a call: the hooks that are served and their discovery document, the request with its
 * context and prefetch, the orders it is about, and what the client wants of the answer. Knows the
 * payer's configuration and how fhir reads resources; decides nothing. Start reading at {@link
 * org.proviso.exchange.crd.hook.HookReader}.
 */
@NullMarked
package org.proviso.exchange.crd.hook;

import org.jspecify.annotations.NullMarked;
