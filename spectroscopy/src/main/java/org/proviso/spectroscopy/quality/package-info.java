/**
 * Whether a spectrum can be quantified and how far its numbers can be trusted.
 *
 * <p>Depends on {@code model}, {@code basis} and {@code fit}. Start at {@link
 * org.proviso.spectroscopy.quality.Quantification}.
 */
@NullMarked
package org.proviso.spectroscopy.quality;

import org.jspecify.annotations.NullMarked;
