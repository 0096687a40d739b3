/** Exact numbers. */
@NullMarked
package org.proviso.ground.number;

import org.jspecify.annotations.NullMarked;
