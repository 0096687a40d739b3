/**
 * One determination in the words of those who read it: the reviewer who decides, the provider who
 * asked, the member whom it is about. All are written from the same answer.
 *
 * <p>Start reading at {@link org.proviso.determination.explain.Explanation}.
 */
@NullMarked
package org.proviso.determination.explain;

import org.jspecify.annotations.NullMarked;
