/** The floor: what a careful programmer writes by hand for one guideline. */
@NullMarked
package org.proviso.benchmarks.handwritten;

import org.jspecify.annotations.NullMarked;
