/**
 * The server: HTTP, security, configuration and operation around discovery, decisions and their
 * log.
 */
@NullMarked
package org.proviso.server;

import org.jspecify.annotations.NullMarked;
