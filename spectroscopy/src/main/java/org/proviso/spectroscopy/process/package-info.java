/**
 * From what the scanner stored to one averaged, corrected signal, in the order of the consensus
 * (Near 2021, NMR Biomed 34:e4257): coil combination, alignment, outlier transients, averaging,
 * eddy-current correction, residual water.
 *
 * <p>Depends on {@code model} only. Start at {@link
 * org.proviso.spectroscopy.process.SignalProcessing}. Nothing is silent: every step, also one that
 * was not needed, stands in the {@link org.proviso.spectroscopy.process.Ledger} with its constants.
 */
@NullMarked
package org.proviso.spectroscopy.process;

import org.jspecify.annotations.NullMarked;
