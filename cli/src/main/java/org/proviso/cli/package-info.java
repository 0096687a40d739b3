/** The proviso command. */
@NullMarked
package org.proviso.cli;

import org.jspecify.annotations.NullMarked;
