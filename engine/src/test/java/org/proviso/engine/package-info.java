/** What the engine promises to those who use it as a library. */
@NullMarked
package org.proviso.engine;

import org.jspecify.annotations.NullMarked;
