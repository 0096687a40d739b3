/** Drools as a contestant, with its executable model. */
@NullMarked
package org.proviso.benchmarks.drools;

import org.jspecify.annotations.NullMarked;
