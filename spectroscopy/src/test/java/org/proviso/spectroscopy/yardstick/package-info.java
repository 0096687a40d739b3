/**
 * The yardstick: a second simulator of brain spectra with exact truth, against which any fit can be
 * measured. It shares no code and no assumption with the fit of this module: its spin simulation,
 * its amounts and its misfits are its own, and its author had not seen the fit. See {@code
 * README.md} in this folder for how to run it and what is frozen.
 *
 * <p>Start at {@link org.proviso.spectroscopy.yardstick.Yardstick}, which makes a spectrum, and
 * {@link org.proviso.spectroscopy.yardstick.YardstickRun}, which scores a fitter. Depends on the
 * packages {@code spin} below it, and on {@code model} and {@code read} for the file format.
 */
@NullMarked
package org.proviso.spectroscopy.yardstick;

import org.jspecify.annotations.NullMarked;
