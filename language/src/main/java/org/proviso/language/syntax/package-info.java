/**
 * A document as it is written: text with positions, and a sealed tree of what stands in its front
 * matter, its prose and its fences. Knows the grammar and no meaning.
 *
 * <p>Start reading at {@link org.proviso.language.syntax.DocumentParser}.
 */
@NullMarked
package org.proviso.language.syntax;

import org.jspecify.annotations.NullMarked;
