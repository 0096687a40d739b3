/**
 * HTTP: one table of routes, one servlet that serves it, and what each route does. Everything that
 * leaves is written here, so that nothing leaves that was not meant to.
 */
@NullMarked
package org.proviso.server.http;

import org.jspecify.annotations.NullMarked;
