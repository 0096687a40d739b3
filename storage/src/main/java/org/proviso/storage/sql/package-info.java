/**
 * The log in a relational database: one way of appending, reading and verifying, for every database
 * that a {@link org.proviso.storage.sql.Database} opens. Start reading at {@link
 * org.proviso.storage.sql.SqlDecisionLog}.
 */
@NullMarked
package org.proviso.storage.sql;

import org.jspecify.annotations.NullMarked;
