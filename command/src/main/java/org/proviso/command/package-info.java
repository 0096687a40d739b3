/**
 * What every executable of Proviso shares: the console, how a command ends, and what is said when
 * it fails. Start with {@link org.proviso.command.Program}.
 */
@NullMarked
package org.proviso.command;

import org.jspecify.annotations.NullMarked;
