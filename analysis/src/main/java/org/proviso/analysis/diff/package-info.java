/** Whose outcome a revision changes, and what else it changes. */
@NullMarked
package org.proviso.analysis.diff;

import org.jspecify.annotations.NullMarked;
