/** The server, asked over real connections, with faults put in front of what it stands on. */
@NullMarked
package org.proviso.server;

import org.jspecify.annotations.NullMarked;
