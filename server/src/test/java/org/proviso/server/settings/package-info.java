/** Tests of what a server is told. */
@NullMarked
package org.proviso.server.settings;

import org.jspecify.annotations.NullMarked;
