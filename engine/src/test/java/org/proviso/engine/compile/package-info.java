/** Vocabularies, combinations and diagrams of compiled guidelines. */
@NullMarked
package org.proviso.engine.compile;

import org.jspecify.annotations.NullMarked;
