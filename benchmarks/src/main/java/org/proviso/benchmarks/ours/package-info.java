/** Proviso as a contestant. */
@NullMarked
package org.proviso.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
