/** Tests of what is counted and remembered of tokens and clients. */
@NullMarked
package org.proviso.server.security;

import org.jspecify.annotations.NullMarked;
