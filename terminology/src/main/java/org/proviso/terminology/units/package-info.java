/**
 * Exact conversion between UCUM units.
 *
 * <p>Start reading at {@link org.proviso.terminology.units.Units}.
 */
@NullMarked
package org.proviso.terminology.units;

import org.jspecify.annotations.NullMarked;
