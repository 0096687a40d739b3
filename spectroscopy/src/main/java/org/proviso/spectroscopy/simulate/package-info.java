/**
 * Basis signals by quantum mechanics: spin systems from the literature, evolved through PRESS,
 * STEAM or semi-LASER as density matrices, and lipids and macromolecules as Gaussian lines.
 *
 * <p>Depends on {@code model} and {@code basis} only. Start at {@link
 * org.proviso.spectroscopy.simulate.BasisSimulator}.
 */
@NullMarked
package org.proviso.spectroscopy.simulate;

import org.jspecify.annotations.NullMarked;
