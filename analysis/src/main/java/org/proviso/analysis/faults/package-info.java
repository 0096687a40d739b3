/** Deliberate faults, to see that the analysis finds them. */
@NullMarked
package org.proviso.analysis.faults;

import org.jspecify.annotations.NullMarked;
