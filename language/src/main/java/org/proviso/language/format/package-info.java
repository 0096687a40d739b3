/**
 * The one way to lay out front matter and fences. Prose is left byte for byte as it is.
 *
 * <p>Start reading at {@link org.proviso.language.format.Formatter}.
 */
@NullMarked
package org.proviso.language.format;

import org.jspecify.annotations.NullMarked;
