/**
 * Programs that the yardstick can score, one adapter each. A fitter brings its own basis and gets a
 * measurement, a water reference and what their headers say; it never sees the truth.
 *
 * <p>Start at {@link org.proviso.spectroscopy.yardstick.fitter.Fitter}.
 */
@NullMarked
package org.proviso.spectroscopy.yardstick.fitter;

import org.jspecify.annotations.NullMarked;
