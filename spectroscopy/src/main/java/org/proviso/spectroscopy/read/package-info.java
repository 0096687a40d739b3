/**
 * Scanner and exchange files into the one signal model, told apart by content, never by name; and
 * NIfTI-MRS out.
 *
 * <p>Depends on {@code model} and the JDK (plus a streaming JSON reader for NIfTI-MRS). Start at
 * {@link org.proviso.spectroscopy.read.MeasurementReader}. A file that cannot be read is a {@link
 * org.proviso.spectroscopy.read.Refusal} with its reason, never an exception and never data. No
 * array is ever sized by a header value that was not first checked against the bytes present.
 */
@NullMarked
package org.proviso.spectroscopy.read;

import org.jspecify.annotations.NullMarked;
