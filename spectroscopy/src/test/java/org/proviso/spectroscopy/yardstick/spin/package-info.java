/**
 * Density-matrix simulation of the brain metabolites, from published chemical shifts and couplings.
 * Pulses are ideal: they act on every spin at once and take no time.
 *
 * <p>Start at {@link org.proviso.spectroscopy.yardstick.spin.SpinSimulation}. Depends on the matrix
 * library only.
 */
@NullMarked
package org.proviso.spectroscopy.yardstick.spin;

import org.jspecify.annotations.NullMarked;
