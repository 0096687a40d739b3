/** Kie DMN as a contestant, with FEEL decision tables. */
@NullMarked
package org.proviso.benchmarks.dmn;

import org.jspecify.annotations.NullMarked;
