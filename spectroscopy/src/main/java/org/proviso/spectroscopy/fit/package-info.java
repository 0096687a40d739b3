/**
 * The linear-combination fit of a spectrum: amplitudes, ratios and their uncertainties.
 *
 * <p>Depends on {@code model} and {@code basis} only. Start at {@link
 * org.proviso.spectroscopy.fit.LinearCombinationFit}; {@link
 * org.proviso.spectroscopy.fit.FitResult} is what a report is made of.
 */
@NullMarked
package org.proviso.spectroscopy.fit;

import org.jspecify.annotations.NullMarked;
