/**
 * Who is asking, whether it is theirs to ask, and how often. Signatures and key sets are checked by
 * Nimbus JOSE; what a token must say is checked here.
 */
@NullMarked
package org.proviso.server.security;

import org.jspecify.annotations.NullMarked;
