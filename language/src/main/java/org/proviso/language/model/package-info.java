/**
 * The checked, immutable meaning of a guideline document: what the parser produces and everything
 * else reads.
 *
 * <p>Records and sealed interfaces only; no behaviour beyond validating themselves. Depends on
 * {@code org.proviso.terminology} alone. Start reading at {@link
 * org.proviso.language.model.Guideline}.
 */
@NullMarked
package org.proviso.language.model;

import org.jspecify.annotations.NullMarked;
