/**
 * From a description of a spectrum to its signal: every quantity that a misfit may change is a
 * field of {@link org.proviso.spectroscopy.yardstick.signal.SpectrumModel}, and {@link
 * org.proviso.spectroscopy.yardstick.signal.SignalSynthesis} turns it into free induction decays
 * and {@link org.proviso.spectroscopy.yardstick.signal.Truth}.
 *
 * <p>Depends on {@code spin}, and on the module's {@code model} for the data types.
 */
@NullMarked
package org.proviso.spectroscopy.yardstick.signal;

import org.jspecify.annotations.NullMarked;
