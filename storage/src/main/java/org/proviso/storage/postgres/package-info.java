/** The log in PostgreSQL, where more than one server appends to it. */
@NullMarked
package org.proviso.storage.postgres;

import org.jspecify.annotations.NullMarked;
