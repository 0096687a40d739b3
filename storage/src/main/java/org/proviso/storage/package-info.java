/**
 * The log of decisions and the release of guidelines: one port, an embedded store and PostgreSQL.
 */
@NullMarked
package org.proviso.storage;

import org.jspecify.annotations.NullMarked;
