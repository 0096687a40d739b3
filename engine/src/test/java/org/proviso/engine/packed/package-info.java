/** What packed decisions promise: the same as the exact engine, and nothing allocated. */
@NullMarked
package org.proviso.engine.packed;

import org.jspecify.annotations.NullMarked;
