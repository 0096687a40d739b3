/**
 * Exact conversion between UCUM units.
 *
 * <p>Start reading at {@link org.proviso.language.units.Units}.
 */
@NullMarked
package org.proviso.language.units;

import org.jspecify.annotations.NullMarked;
