/** Answers in the words of their readers. */
@NullMarked
package org.proviso.determination.explain;

import org.jspecify.annotations.NullMarked;
