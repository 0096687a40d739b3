/** What differences promise. */
@NullMarked
package org.proviso.analysis.diff;

import org.jspecify.annotations.NullMarked;
