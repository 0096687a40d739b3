/**
 * Who sends a request, and how often. Spring Security asks for it; Nimbus JOSE checks signatures
 * and key sets; what a token must say is here.
 */
@NullMarked
package org.proviso.server.security;

import org.jspecify.annotations.NullMarked;
