/** Measures how long the analysis takes. */
@NullMarked
package org.proviso.analysis.speed;

import org.jspecify.annotations.NullMarked;
