/**
 * What real spectra have and models of them lack, one class each, with its physical range and its
 * source. Ranges without a published distribution say so.
 *
 * <p>Depends on {@code signal} and {@code spin}. Start at {@link
 * org.proviso.spectroscopy.yardstick.misfit.Misfit}.
 */
@NullMarked
package org.proviso.spectroscopy.yardstick.misfit;

import org.jspecify.annotations.NullMarked;
