/** What the diagram kernel promises. */
@NullMarked
package org.proviso.engine.diagram;

import org.jspecify.annotations.NullMarked;
