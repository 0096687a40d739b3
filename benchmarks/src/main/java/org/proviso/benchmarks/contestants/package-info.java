/** What is compared, and that all of it gives the same answers. */
@NullMarked
package org.proviso.benchmarks.contestants;

import org.jspecify.annotations.NullMarked;
