/**
 * Basis sets: the signals that a spectrum is a sum of, read from files or simulated, and the check
 * that a basis belongs to a measurement.
 *
 * <p>Depends on {@code model} only. Start at {@link org.proviso.spectroscopy.basis.BasisSet} and
 * {@link org.proviso.spectroscopy.basis.BasisReader}.
 */
@NullMarked
package org.proviso.spectroscopy.basis;

import org.jspecify.annotations.NullMarked;
