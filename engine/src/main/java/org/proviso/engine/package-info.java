/** From a checked guideline to an answer. */
@NullMarked
package org.proviso.engine;

import org.jspecify.annotations.NullMarked;
