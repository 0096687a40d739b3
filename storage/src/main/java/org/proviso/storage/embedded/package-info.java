/** The log in one file beside the server, with SQLite. */
@NullMarked
package org.proviso.storage.embedded;

import org.jspecify.annotations.NullMarked;
